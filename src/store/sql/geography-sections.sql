-- geography-sections: a version as a file of sections, under the names that such files use.
--
-- $1 integer version (null: the one in force)
--
-- All text.
SELECT s.entity AS "ENTIDAD",
       s.entity_name AS "NOMBRE_ENTIDAD",
       s.circumscription AS "CIRCUNSCRIPCION",
       s.federal_district AS "DISTRITO_FEDERAL",
       s.federal_district_name AS "NOMBRE_DISTRITO_FEDERAL",
       s.local_district AS "DISTRITO_LOCAL",
       s.local_district_name AS "NOMBRE_DISTRITO_LOCAL",
       s.municipality AS "MUNICIPIO",
       s.municipality_name AS "NOMBRE_MUNICIPIO",
       s.inegi_code AS "CLAVE_INEGI",
       s.section AS "SECCION",
       s.nominal_list::text AS "LISTA_NOMINAL",
       s.roll::text AS "PADRON"
  FROM apoyo.geography_sections (coalesce ($1::integer, (
         SELECT v.geography FROM apoyo.geography_versions () AS v WHERE v.state = 'adopted'))) AS s;
