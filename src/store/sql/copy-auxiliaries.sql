-- copy-auxiliaries: auxiliaries of one process into the table of their import.
--
-- :number the import
COPY staging.auxiliaries_:number (source_line, promovente, clave_key, key_hash)
FROM STDIN
