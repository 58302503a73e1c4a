-- copy-sections: rows of a table of sections into the table of their import.
--
-- :number the import
COPY staging.sections_:number (source_line, entity, entity_name, circumscription, federal_district,
                               federal_district_name, local_district, local_district_name,
                               municipality, municipality_name, inegi_code, section, nominal_list,
                               roll)
FROM STDIN
