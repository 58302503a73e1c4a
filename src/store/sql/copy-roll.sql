-- copy-roll: rows of the roll, keyed and sealed, into the table of their import.
--
-- :number the import
COPY staging.roll_:number (source_line, clave_key, curp_key, cic_key, ocr_key, entity, section,
                           municipality, status, cause, valid_until, details)
FROM STDIN
