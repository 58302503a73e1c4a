-- 0023-examinations: by which settings captures are checked, and what the checks said.
SET ROLE apoyo_owner;

-- What the automatic checks of a process look at, and how strictly: whole documents, versioned by
-- acuerdo like the rule. Version 1 is what shipped when the process was made.
CREATE TABLE apoyo.check_settings (
  process    integer NOT NULL REFERENCES apoyo.process (id),
  version    integer NOT NULL CHECK (version > 0),
  document   jsonb NOT NULL,
  acuerdo    text CHECK (acuerdo <> ''),
  reason     text CHECK (reason <> ''),
  adopted_by name NOT NULL,
  adopted_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (process, version)
);

-- The tree of the evaluated checks holds figures and words of a closed vocabulary. What it was made
-- from (readings, typed data, what the roll said) is sealed with the process's key: who opens it can
-- make the tree again and hold it against the digest of its text. Several for one support when it
-- is validated again.
CREATE TABLE apoyo.examination (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  support      bigint NOT NULL,
  process      integer NOT NULL,
  attempt      integer NOT NULL,
  engine       integer NOT NULL,
  settings     integer NOT NULL,
  rule_version integer NOT NULL,
  evaluation   jsonb COMPRESSION lz4 NOT NULL,
  digest       apoyo.hash NOT NULL,
  sealed       bytea NOT NULL,
  examined_at  timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process),
  FOREIGN KEY (process, rule_version) REFERENCES apoyo.rule (process, version),
  FOREIGN KEY (process, settings) REFERENCES apoyo.check_settings (process, version)
);
-- What is encrypted does not compress.
ALTER TABLE apoyo.examination ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX ON apoyo.examination (support, id);

-- They told nothing of settings and trees.
DROP FUNCTION IF EXISTS
  apoyo.claim_validation(text, integer, interval),
  apoyo.record_findings(bigint, integer, text, text, text, bigint, bytea, jsonb, bytea, bytea);

RESET ROLE;
