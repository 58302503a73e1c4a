-- drill: a simulacro and a real process can never be joined: no row names two processes, whoever
-- writes it.
BEGIN;
SET search_path = tap, public;
SELECT plan(36);
SELECT test.sign_in();
SELECT test.geography();

-- What the catalogue says of every table with a process, those to come included.
CREATE VIEW test.of_process AS
SELECT c.oid, c.relname AS name, a.attnum AS process
  FROM pg_class AS c
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'process' AND NOT a.attisdropped
 WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind = 'r';
SELECT ok((SELECT count(*) > 20 FROM test.of_process), 'there are such tables');
SELECT is_empty($$
  SELECT t.name, k.conname
    FROM test.of_process AS t
    JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'f'
    JOIN test.of_process AS f ON f.oid = k.confrelid
   WHERE NOT EXISTS (SELECT FROM unnest(k.conkey, k.confkey) AS c (here, there)
                      WHERE c.here = t.process AND c.there = f.process)
$$, 'a reference to a row of a process is one to the same process');
SELECT is_empty($$
  SELECT t.name, a.attname
    FROM test.of_process AS t
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN test.of_process AS f ON f.name = a.attname OR a.attname = 'rule_version' AND f.name = 'rule'
   WHERE NOT EXISTS (SELECT FROM pg_constraint AS k
                       JOIN test.of_process AS r ON r.oid = k.confrelid
                      WHERE k.conrelid = t.oid AND k.contype = 'f'
                        AND k.conkey @> ARRAY[t.process, a.attnum])
     -- Numbers within their own process; 0 is the whole of it, and no promovente's.
     AND (t.name, a.attname) NOT IN (('tally', 'promovente'), ('tally_promovente', 'promovente'),
                                     ('tally_hour', 'promovente'),
                                     ('certificate_standing', 'promovente'))
     -- The log has no keys; audit_leaves and recount_log compare it whole.
     AND (t.name, a.attname) NOT IN (('event_private', 'event'), ('pending', 'event'),
                                     ('entry', 'event'), ('judgement', 'event'))
$$, 'and what has the name of such a row is a reference');
SELECT is_empty($$
  SELECT t.name
    FROM test.of_process AS t
   WHERE NOT EXISTS (SELECT FROM pg_constraint AS k
                      WHERE k.conrelid = t.oid AND k.contype = 'f' AND t.process = ANY (k.conkey))
     AND t.name NOT IN ('event', 'event_private', 'pending', 'entry', 'tile', -- the log
                        'tally', 'tally_promovente', 'tally_hour', 'arrival_minute') -- its sums
$$, 'every other process that is named there is');

-- A drill and a real process with the same promoventes. Auxiliaries of the real one are persons.
SELECT test.process('DRILL') AS drill, test.process('REAL') AS real \gset
SELECT is(test.refusal('postgres', format('UPDATE apoyo.process SET simulacro = false WHERE id = %s', :real)),
          'AP184', 'a drill stays one, even for a superuser');
ALTER TABLE apoyo.process DISABLE TRIGGER keep_simulacro;
UPDATE apoyo.process SET simulacro = false WHERE id = :real;
ALTER TABLE apoyo.process ENABLE TRIGGER keep_simulacro;
SELECT is(test.refusal('postgres', format('UPDATE apoyo.process SET simulacro = true WHERE id = %s', :real)),
          'AP184', 'and so does a real process');
SELECT is(test.refusal('postgres', format('UPDATE apoyo.process SET name = ''x'' WHERE id = %s', :real)),
          'done', 'whose name changes');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliary(%s, 1, %L)', :real, test.h('x'))),
          'AP181', 'no auxiliary of a real process is nobody');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliaries(%s, ''{1,2}'', ARRAY[%L, %L]::bytea[])', :real, test.h('x'), test.h('y'))),
          'AP181', 'nor are many');

-- Through the commands.
SELECT is(test.refusal('apoyo_intake', replace(test.reception(:real, 1, 'wrong'),
            format('%s, 1, %s,', :real, test.device(:real, 1)),
            format('%s, 1, %s,', :real, test.device(:drill, 1)))),
          'AP302', 'a device of the drill sends nothing to the real process');
SELECT is(test.refusal('apoyo_intake', replace(test.reception(:drill, 1, 'wrong'),
            format('%s, 1, %s,', :drill, test.device(:drill, 1)),
            format('%s, 1, %s,', :drill, test.device(:real, 1)))),
          'AP302', 'nor one of the real process to the drill');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliary(%s, 1, %L)', :drill, test.h('REAL1'))),
          'AP117', 'an access key is of one process');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, %L)', :drill, '\x11111111111111111111111111111111')),
          'done', 'and so is the key of its citizens');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, %L)', :real, '\x11111111111111111111111111111111')),
          'AP185', 'which no other one gets');
SELECT test.receive(:drill, 1, 'd1') AS d1, test.receive(:real, 1, 'r1') AS r1,
       test.person('ada') AS ada \gset
SELECT is(test.judge(:d1, :ada), 'valid', 'a citizen takes part in the drill');
SELECT is(test.judge(:r1, :ada), 'valid', 'and counts in the real process');
SELECT test.receive(:drill, 1, 'd2') AS d2 \gset
SELECT is(test.judge(:d2, :ada), 'duplicate_same', 'ranked behind the drill''s own');
SELECT is((SELECT count(*) FROM apoyo.counting AS c WHERE c.citizen_key = test.h('citizen' || :ada)),
          2::bigint, 'once in each');
SELECT is(test.ask('apoyo_intake', test.reception(:real, 2, 'd1', p_folio => 'T-again')), 'stored processing',
          'the pictures of the drill again');
SELECT is(test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.capture = md5('d1')::uuid AND s.process = :real), :ada),
          'duplicate_other', 'are judged by what the real process has');
SELECT is((SELECT count(*) FROM apoyo.finding AS f WHERE f.process = :real AND f.code = 'picture_sent_before'),
          0::bigint, 'and by its pictures only');
SELECT is(test.refusal('ruben', format('SELECT apoyo.set_promovente_window(%s, 9, NULL, NULL, NULL, ''a'', ''r'')', :real)),
          'AP110', 'a promovente of another process is nobody');
SELECT is(test.refusal('carlos', format('SELECT * FROM apoyo.propose(''close-process'', %s, ''{"process": %s}'')', :drill, :real)),
          'AP702', 'a proposal names no second process');

-- By hand, as nobody is allowed to write: every table on its own.
SELECT is(test.refusal('postgres', format(c.statement, :real, :drill)), '23503', c.what)
  FROM (VALUES
    ('a device of the other''s auxiliary',
     'UPDATE apoyo.device SET process = %s WHERE id = test.device(%2$s, 1)'),
    ('a device of another auxiliary than its promovente''s',
     'UPDATE apoyo.device SET promovente = 2 WHERE id = test.device(%2$s, 1)'),
    ('an auxiliary of the other', 'UPDATE apoyo.auxiliary SET process = %s, promovente = 99 WHERE process = %2$s AND promovente = 1'),
    ('a support by the other''s device',
     'UPDATE apoyo.support SET device = test.device(%s, 1) WHERE process = %2$s'),
    ('a support that moves to the other', 'UPDATE apoyo.support SET process = %s WHERE process = %2$s AND id = (SELECT max(id) FROM apoyo.support WHERE process = %2$s)'),
    ('a support under a rule that it has not', 'UPDATE apoyo.support SET rule_version = 7 WHERE process = %s'),
    ('a picture of the other', 'UPDATE apoyo.image SET process = %s WHERE process = %2$s'),
    ('a finding of the other', 'INSERT INTO apoyo.finding (support, process, number, code) SELECT max(s.id), %s, 99, ''x'' FROM apoyo.support AS s WHERE s.process = %2$s'),
    ('work on the other''s', 'INSERT INTO apoyo.work (support, kind, process, due_at) SELECT max(s.id), ''review'', %s, now() FROM apoyo.support AS s WHERE s.process = %2$s'),
    ('a citizen for whom the other''s counts', 'UPDATE apoyo.counting AS c SET support = d.support FROM apoyo.counting AS d WHERE c.process = %s AND d.process = %2$s'),
    ('a promovente of no process', 'UPDATE apoyo.promovente SET process = 999 WHERE process = %s AND number = 3')
  ) AS c (what, statement);
SELECT is(test.refusal('postgres', format('UPDATE apoyo.process_key SET process = %s WHERE process = %s; INSERT INTO apoyo.process_key (process, key_id) VALUES (%2$s, ''\x11111111111111111111111111111111'')', :real, :drill)),
          '23505', 'a key of two processes');
SELECT is(test.refusal('postgres', format('UPDATE apoyo.import SET process = %s', :real)), '23514',
          'an import of a geography for a process');
SELECT * FROM finish();
ROLLBACK;
