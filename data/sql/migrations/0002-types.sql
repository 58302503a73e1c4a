-- 0002-types: the words that every table uses.
SET ROLE apoyo_owner;

-- In order of precedence: when several hold, the first one names the support.
-- The C enumeration ApoyoSituation has the same order.
CREATE TYPE apoyo.situation AS ENUM (
  'not_verified', 'withdrawn', 'late', 'not_found', 'dropped', 'not_on_roll', 'out_of_scope',
  'out_of_exception', 'inconsistent', 'processing', 'in_review', 'duplicate_same',
  'duplicate_other', 'valid');

-- The place of an acceptable capture among the acceptable captures of the same citizen.
CREATE TYPE apoyo.rank AS ENUM ('unranked', 'first', 'behind_same', 'behind_other');

CREATE TYPE apoyo.level AS ENUM (
  'country', 'circumscription', 'entity', 'federal_district', 'local_district', 'municipality',
  'section');

CREATE TYPE apoyo.process_state AS ENUM ('draft', 'open', 'closed');

CREATE TYPE apoyo.roll_status AS ENUM ('active', 'not_on_list', 'dropped');

-- The grounds that the capture itself can give. Empty means acceptable: only those compete.
CREATE DOMAIN apoyo.grounds AS apoyo.situation[]
  CHECK (VALUE IS NOT NULL
         AND NOT VALUE && '{duplicate_same,duplicate_other,valid}'::apoyo.situation[]);

CREATE DOMAIN apoyo.hash AS bytea CHECK (pg_catalog.octet_length(VALUE) = 32);

-- MX, C1, 05, 05-F03, 05-L12, 05-M030, 05-S0123; a hyphen alone is "no demarcation".
CREATE DOMAIN apoyo.demarcation_code AS text COLLATE "C"
  CHECK (VALUE ~ '^(MX|C[1-9]|[0-9]{2}(-(F[0-9]{2}|L[0-9]{2}|M[0-9]{3}|S[0-9]{4}))?|-)$');

RESET ROLE;
GRANT USAGE ON TYPE apoyo.situation, apoyo.rank, apoyo.level, apoyo.process_state,
                    apoyo.roll_status, apoyo.grounds, apoyo.hash, apoyo.demarcation_code TO PUBLIC;
