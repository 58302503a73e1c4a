-- 0018-people: promoventes that are suspended, withdrawn or have a window of their own, auxiliaries
-- who are persons of the roll, and keys that hold every row to one process.
SET ROLE apoyo_owner;

-- The first answers the number now, the second takes the clave de elector.
DROP FUNCTION IF EXISTS apoyo.register_promovente(integer, integer, text, text, text),
                        apoyo.register_auxiliary(integer, integer, bytea),
                        apoyo.new_import(text, text, integer, date);

-- barred: when nothing could be collected for it; without an end while it is suspended or withdrawn.
-- It remains after the reinstatement: what was captured meanwhile is no support.
ALTER TABLE apoyo.promovente
  DROP CONSTRAINT promovente_state_check,
  ADD CONSTRAINT promovente_state_check CHECK (state IN ('active', 'suspended', 'withdrawn')),
  ADD barred tstzmultirange NOT NULL DEFAULT '{}',
  ADD reason text CHECK (reason <> ''), -- of the state that it is in
  ADD acuerdo text CHECK (acuerdo <> ''),
  ADD revision integer NOT NULL DEFAULT 1,
  ADD changed_by name NOT NULL DEFAULT session_user,
  ADD changed_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  ADD CHECK (opens_at < closes_at);
UPDATE apoyo.promovente
   SET barred = pg_catalog.tstzmultirange(pg_catalog.tstzrange(pg_catalog.now(), NULL))
 WHERE state <> 'active';
ALTER TABLE apoyo.promovente
  ADD CHECK ((state = 'active') = NOT pg_catalog.upper_inf(barred));

-- number: of the auxiliary within its promovente. Who it is stands in the roll and nowhere else.
ALTER TABLE apoyo.auxiliary
  ADD number integer CHECK (number > 0),
  ADD roll bigint REFERENCES apoyo.roll (id),
  ADD registered_by name,
  ADD revoked_by name,
  ADD revoked_reason text CHECK (revoked_reason <> '');
UPDATE apoyo.auxiliary AS a
   SET number = n.number
  FROM (SELECT x.id,
               pg_catalog.row_number() OVER (PARTITION BY x.process, x.promovente ORDER BY x.id)
                 AS number
          FROM apoyo.auxiliary AS x) AS n
 WHERE n.id = a.id;
ALTER TABLE apoyo.auxiliary
  ALTER number SET NOT NULL,
  ADD UNIQUE (process, promovente, number),
  ADD UNIQUE (process, promovente, id);
DROP INDEX apoyo.auxiliary_process_promovente_idx; -- the first of the two serves as well
-- A person has one key for a promovente.
CREATE UNIQUE INDEX auxiliary_person ON apoyo.auxiliary (process, roll, promovente)
  WHERE roll IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX ON apoyo.auxiliary (roll) WHERE roll IS NOT NULL;

-- To the hour only, so that not every support writes its device's row.
ALTER TABLE apoyo.device
  ADD last_sent_at timestamptz,
  ADD UNIQUE (process, promovente, id);

-- What follows holds every row to one process: a support, its device, its auxiliary and its
-- promovente are of the same, and so are its pictures, findings and work, and whoever counts. A
-- drill can therefore never be joined with a real process. The process leads no index of supports'
-- numbers, since they are looked up without it.
ALTER TABLE apoyo.counting DROP CONSTRAINT counting_support_fkey;
ALTER TABLE apoyo.finding DROP CONSTRAINT finding_support_fkey;
ALTER TABLE apoyo.support
  DROP CONSTRAINT support_device_fkey,
  DROP CONSTRAINT support_pkey,
  ADD PRIMARY KEY (id, process);
ALTER TABLE apoyo.device
  DROP CONSTRAINT device_auxiliary_fkey,
  ADD FOREIGN KEY (process, promovente, auxiliary)
    REFERENCES apoyo.auxiliary (process, promovente, id);
ALTER TABLE apoyo.support
  ADD FOREIGN KEY (process, promovente, device)
    REFERENCES apoyo.device (process, promovente, id);
ALTER TABLE apoyo.counting
  ADD FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process);
ALTER TABLE apoyo.finding
  ADD FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process);
ALTER TABLE apoyo.work
  ADD FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process);
ALTER TABLE apoyo.image
  ADD FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process);

-- No two processes share a key.
ALTER TABLE apoyo.process_key ADD UNIQUE (key_id);

-- The process an import of people is meant for, and what became of an import that nobody adopted.
ALTER TABLE apoyo.import
  DROP CONSTRAINT import_kind_check,
  ADD CONSTRAINT import_kind_check
    CHECK (kind IN ('roll', 'promoventes', 'auxiliaries', 'geography', 'sections',
                    'nominal_list')),
  ADD process integer REFERENCES apoyo.process (id),
  ADD abandoned_at timestamptz,
  ADD CHECK (process IS NULL OR kind IN ('promoventes', 'auxiliaries')),
  ADD CHECK (kind <> 'auxiliaries' OR process IS NOT NULL),
  ADD CHECK (abandoned_at IS NULL OR adopted_at IS NULL);

RESET ROLE;
