-- copy-geography: demarcations and sections into the table of their import.
--
-- :number the import
COPY staging.geography_:number (code, level, name, parent, nominal_list, inegi_code, municipality,
                                federal_district, local_district)
FROM STDIN
