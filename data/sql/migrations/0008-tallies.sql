-- 0008-tallies: sums of the log at the size of its tree. Only the ledger writes them, and all of
-- them can be dropped and rebuilt.
SET ROLE apoyo_owner;

CREATE TABLE apoyo.tally (
  process     integer NOT NULL,
  promovente  integer NOT NULL, -- 0: the whole process
  demarcation text COLLATE "C" NOT NULL,
  situation   apoyo.situation NOT NULL,
  n           bigint NOT NULL,
  PRIMARY KEY (process, promovente, demarcation, situation)
) WITH (fillfactor = 70);

-- A promovente has its row from its registration on. changed_at is the tree size of its last
-- change: what a reader asks for is "all that changed since size so-and-so".
CREATE TABLE apoyo.tally_promovente (
  process    integer NOT NULL,
  promovente integer NOT NULL,
  received   bigint NOT NULL DEFAULT 0,
  valid      bigint NOT NULL DEFAULT 0,
  open       bigint NOT NULL DEFAULT 0,
  rejected   bigint NOT NULL DEFAULT 0,
  changed_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (process, promovente),
  CHECK (received = valid + open + rejected)
) WITH (fillfactor = 70);
CREATE INDEX tally_promovente_changed ON apoyo.tally_promovente (process, changed_at);

CREATE TABLE apoyo.tally_hour (
  process    integer NOT NULL,
  promovente integer NOT NULL,
  hour       timestamptz NOT NULL,
  received   bigint NOT NULL,
  valid      bigint NOT NULL, -- became valid less ceased to be valid, in that hour
  PRIMARY KEY (process, promovente, hour)
) WITH (fillfactor = 70);

CREATE TABLE apoyo.arrival_minute (
  process  integer NOT NULL,
  minute   timestamptz NOT NULL,
  received bigint NOT NULL,
  PRIMARY KEY (process, minute)
) WITH (fillfactor = 50);

RESET ROLE;
