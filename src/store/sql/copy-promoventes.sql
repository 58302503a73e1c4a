-- copy-promoventes: promoventes of one process into the table of their import.
--
-- :number the import
COPY staging.promoventes_:number (source_line, number, folio, name, scope, opens_at, closes_at)
FROM STDIN
