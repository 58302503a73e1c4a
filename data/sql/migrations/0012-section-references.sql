-- 0012-section-references: what a section belongs to is checked for all sections of a version at
-- once by apoyo.require_whole_sections. One by one it took longer than the whole import; no command
-- changes a version's rows or takes one of them away.
SET ROLE apoyo_owner;

ALTER TABLE apoyo.section
  DROP CONSTRAINT section_geography_entity_fkey,
  DROP CONSTRAINT section_geography_circumscription_fkey,
  DROP CONSTRAINT section_geography_municipality_fkey,
  DROP CONSTRAINT section_geography_federal_district_fkey,
  DROP CONSTRAINT section_geography_local_district_fkey;

RESET ROLE;
