-- test-geography: a small version of the geography, as demarcation-tree gives one.
--
-- $1 text sections of Cholula
SELECT v.code,
       v.level,
       v.name,
       v.parent,
       v.inegi_code,
       v.nominal_list,
       v.roll,
       v.published,
       v.sections
  FROM (VALUES
    ('MX', 'country', 'México', NULL, NULL, 9013::bigint, NULL::bigint, 9000::bigint, NULL),
    ('C4', 'circumscription', 'Cuarta circunscripción', 'MX', NULL, 9013, NULL, NULL, NULL),
    ('09', 'entity', 'Ciudad de México', 'C4', '09', 3000, NULL, NULL, NULL),
    ('21', 'entity', 'Puebla', 'C4', '21', 6013, NULL, NULL, NULL),
    ('09-F01', 'federal_district', 'Tlalpan', '09', NULL, 3000, NULL, NULL, NULL),
    ('21-F04', 'federal_district', 'Zacapoaxtla', '21', NULL, 2500, NULL, NULL, NULL),
    ('21-F10', 'federal_district', 'San Pedro Cholula', '21', NULL, 3513, NULL, NULL, NULL),
    ('21-F16', 'federal_district', 'Ajalpan', '21', NULL, 0, NULL, NULL, NULL),
    ('09-L01', 'local_district', 'Uno', '09', NULL, 3000, NULL, NULL, NULL),
    ('21-L20', 'local_district', 'Veinte', '21', NULL, 6013, NULL, NULL, NULL),
    ('09-M012', 'municipality', 'Tlalpan', '09', '09012', 3000, 3100, NULL, '1210,01,01,3000,3100'),
    ('21-M010', 'municipality', 'Ahuazotepec', '21', NULL, 2500, NULL, NULL, '0001,04,20,2500,'),
    ('21-M140', 'municipality', 'San Andrés Cholula', '21', '21119', 3513, 3548, NULL, $1::text))
       AS v (code, level, name, parent, inegi_code, nominal_list, roll, published, sections);
