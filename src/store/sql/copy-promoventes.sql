-- copy-promoventes: promoventes of one process into the table of their import.
--
-- :number the import
COPY staging.promoventes_:number (number, folio, name, scope)
FROM STDIN
