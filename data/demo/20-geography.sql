-- 20-geography: the 32 entities with the figures of data/catalogues/entities.csv, and synthetic
-- districts, municipalities and sections inside them whose nominal lists add up exactly.
--
-- An entity with nominal list L, D federal and V local districts and M municipalities has
-- S = max(ceil(L / 1400), M) sections; section s lies in federal district 1 + (s - 1) * D / S, and
-- likewise in its local district and its municipality. apoyo-sim uses the same formula.
SET SESSION AUTHORIZATION ruben;
DO $demo$
DECLARE
  v_import bigint;
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');
  v_import := apoyo.begin_import('geography');
  EXECUTE format($q$
  WITH entity (code, name, circumscription, federal, local, municipal, nominal_list) AS (VALUES
    ('01', 'Aguascalientes', 2, 3, 18, 11, 1083147),
    ('02', 'Baja California', 1, 9, 17, 7, 3197732),
    ('03', 'Baja California Sur', 1, 2, 16, 5, 606447),
    ('04', 'Campeche', 3, 2, 21, 13, 687667),
    ('05', 'Coahuila', 2, 8, 16, 38, 2398200),
    ('06', 'Colima', 5, 2, 16, 10, 586206),
    ('07', 'Chiapas', 3, 13, 24, 124, 3973483),
    ('08', 'Chihuahua', 1, 9, 22, 67, 3094300),
    ('09', 'Ciudad de México', 4, 22, 33, 16, 7931424),
    ('10', 'Durango', 1, 4, 15, 39, 1417082),
    ('11', 'Guanajuato', 2, 15, 22, 46, 4878586),
    ('12', 'Guerrero', 4, 8, 28, 85, 2712392),
    ('13', 'Hidalgo', 4, 7, 18, 84, 2384066),
    ('14', 'Jalisco', 1, 20, 20, 125, 6657461),
    ('15', 'México', 5, 40, 45, 125, 12874843),
    ('16', 'Michoacán', 5, 11, 24, 113, 3840111),
    ('17', 'Morelos', 4, 5, 12, 36, 1557790),
    ('18', 'Nayarit', 1, 3, 18, 20, 958603),
    ('19', 'Nuevo León', 2, 14, 26, 51, 4425760),
    ('20', 'Oaxaca', 3, 10, 25, 570, 3154946),
    ('21', 'Puebla', 4, 16, 26, 217, 4985039),
    ('22', 'Querétaro', 5, 6, 15, 18, 1884911),
    ('23', 'Quintana Roo', 3, 4, 15, 11, 1437454),
    ('24', 'San Luis Potosí', 2, 7, 15, 59, 2209101),
    ('25', 'Sinaloa', 1, 7, 24, 20, 2358560),
    ('26', 'Sonora', 1, 7, 21, 72, 2275970),
    ('27', 'Tabasco', 3, 6, 21, 17, 1792641),
    ('28', 'Tamaulipas', 2, 8, 22, 43, 2851764),
    ('29', 'Tlaxcala', 4, 3, 15, 60, 1036420),
    ('30', 'Veracruz', 3, 19, 30, 212, 6067004),
    ('31', 'Yucatán', 3, 6, 21, 106, 1744586),
    ('32', 'Zacatecas', 2, 4, 18, 58, 1303843)
  ), size AS (
    SELECT e.*, greatest((e.nominal_list + 1399) / 1400, e.municipal) AS sections
      FROM entity AS e
  ), section AS (
    SELECT e.*, s.number,
           -- What the first sections hold together: about 1,400 each, some a third more or less.
           CASE s.number WHEN 0 THEN 0 WHEN e.sections THEN e.nominal_list
                ELSE floor(e.nominal_list * (s.number + 0.3 * sin(s.number)) / e.sections)
           END::bigint AS held
      FROM size AS e
     CROSS JOIN LATERAL generate_series(0, e.sections) AS s (number)
  ), measured AS (
    SELECT s.*, s.held - lag(s.held) OVER (PARTITION BY s.code ORDER BY s.number) AS electors
      FROM section AS s
  )
  INSERT INTO staging.%I (code, level, name, parent, nominal_list, inegi_code, municipality,
                          federal_district, local_district)
  SELECT 'MX', 'country', 'México', NULL, NULL, NULL, NULL, NULL, NULL
  UNION ALL
  SELECT 'C' || c.number, 'circumscription', c.name || ' circunscripción', 'MX',
         NULL, NULL, NULL, NULL, NULL
    FROM (VALUES (1, 'Primera'), (2, 'Segunda'), (3, 'Tercera'), (4, 'Cuarta'), (5, 'Quinta'))
         AS c (number, name)
  UNION ALL
  SELECT e.code, 'entity', e.name, 'C' || e.circumscription, NULL, e.code, NULL, NULL, NULL
    FROM entity AS e
  UNION ALL
  SELECT e.code || '-F' || to_char(n.number, 'FM00'), 'federal_district',
         'Distrito federal ' || to_char(n.number, 'FM00') || ', ' || e.name, e.code,
         NULL, NULL, NULL, NULL, NULL
    FROM entity AS e CROSS JOIN LATERAL generate_series(1, e.federal) AS n (number)
  UNION ALL
  SELECT e.code || '-L' || to_char(n.number, 'FM00'), 'local_district',
         'Distrito local ' || to_char(n.number, 'FM00') || ', ' || e.name, e.code,
         NULL, NULL, NULL, NULL, NULL
    FROM entity AS e CROSS JOIN LATERAL generate_series(1, e.local) AS n (number)
  UNION ALL
  SELECT e.code || '-M' || to_char(n.number, 'FM000'), 'municipality',
         CASE e.code WHEN '09' THEN 'Alcaldía ' ELSE 'Municipio ' END
           || to_char(n.number, 'FM000') || ', ' || e.name, e.code,
         NULL, e.code || to_char(n.number, 'FM000'), NULL, NULL, NULL
    FROM entity AS e CROSS JOIN LATERAL generate_series(1, e.municipal) AS n (number)
  UNION ALL
  SELECT s.code || '-S' || to_char(s.number, 'FM0000'), 'section',
         'Sección ' || to_char(s.number, 'FM0000'),
         s.code || '-M' || to_char(1 + (s.number - 1) * s.municipal / s.sections, 'FM000'),
         s.electors::text, NULL,
         s.code || '-M' || to_char(1 + (s.number - 1) * s.municipal / s.sections, 'FM000'),
         s.code || '-F' || to_char(1 + (s.number - 1) * s.federal / s.sections, 'FM00'),
         s.code || '-L' || to_char(1 + (s.number - 1) * s.local / s.sections, 'FM00')
    FROM measured AS s
   WHERE s.number > 0$q$, 'geography_' || v_import);
  PERFORM apoyo.adopt_geography(v_import);
END
$demo$;
RESET SESSION AUTHORIZATION;

-- A name that says what it is, and the electoral roll, which that form of import does not bring: in
-- total that of June 2024, 98,472,789, spread evenly over the sections.
UPDATE apoyo.geography SET name = 'Marco Geográfico Electoral de demostración';
UPDATE apoyo.section AS s
   SET roll = s.nominal_list + floor(x.more * x.place / x.n) - floor(x.more * (x.place - 1) / x.n)
  FROM (SELECT o.geography, o.code, row_number() OVER w AS place, count(*) OVER () AS n,
               98472789::numeric - sum(o.nominal_list) OVER () AS more
          FROM apoyo.section AS o
        WINDOW w AS (ORDER BY o.code)) AS x
 WHERE s.geography = x.geography AND s.code = x.code;
