-- 0024-habits: when and where a device captured, and what its pictures look like: by these a
-- validator notices what no single capture shows.
SET ROLE apoyo_owner;

-- Places to a hundredth of a degree, about a kilometre: enough to tell towns apart.
CREATE TABLE apoyo.trace (
  support     bigint PRIMARY KEY,
  process     integer NOT NULL,
  promovente  integer NOT NULL,
  device      bigint,
  auxiliary   bigint,
  captured_at timestamptz NOT NULL, -- by the server's clock, as far as it can be told
  latitude    integer CHECK (latitude BETWEEN -9000 AND 9000),
  longitude   integer CHECK (longitude BETWEEN -18000 AND 18000),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process),
  FOREIGN KEY (process, promovente) REFERENCES apoyo.promovente (process, number),
  FOREIGN KEY (process, promovente, device) REFERENCES apoyo.device (process, promovente, id),
  FOREIGN KEY (process, promovente, auxiliary) REFERENCES apoyo.auxiliary (process, promovente, id)
);
CREATE INDEX ON apoyo.trace (device, captured_at);
CREATE INDEX ON apoyo.trace (auxiliary, captured_at);

-- Perceptual hashes. Of two that differ in at most three bits one quarter is the same: a lookup by
-- quarters finds them all.
CREATE TABLE apoyo.picture_hash (
  support bigint NOT NULL,
  process integer NOT NULL,
  picture text NOT NULL CHECK (picture IN ('front', 'back', 'selfie', 'signature')),
  hash    bigint NOT NULL,
  PRIMARY KEY (support, picture),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process)
);
CREATE INDEX ON apoyo.picture_hash (process, picture, ((hash >> 48) & 65535));
CREATE INDEX ON apoyo.picture_hash (process, picture, ((hash >> 32) & 65535));
CREATE INDEX ON apoyo.picture_hash (process, picture, ((hash >> 16) & 65535));
CREATE INDEX ON apoyo.picture_hash (process, picture, (hash & 65535));

RESET ROLE;
