-- copy-nominal-list: rows of a nominal list into the table of their import.
--
-- :number the import
COPY staging.nominal_list_:number (source_line, entity, section, nominal_list, roll, cutoff)
FROM STDIN
