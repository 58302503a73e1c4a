-- ledger: positions, sums, trees and checkpoints.
BEGIN;
SET search_path = tap, public;
SELECT plan(32);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.process('RM') AS p, test.process('SE') AS q \gset
SELECT test.person('ada') AS ada, test.person('bea', '09') AS bea \gset
SELECT test.receive(:p, 1 + n % 2, 'n' || n) FROM generate_series(1, 6) AS n;
SELECT test.judge(min(s.id), :ada) FROM apoyo.support AS s WHERE s.process = :p;

CREATE FUNCTION test.pass(p_watermark text, p_limit integer) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('apoyo_ledger', format(
    'SELECT string_agg(concat_ws('' '', coalesce(p.process, -1), p.first_position,'
    '       cardinality(p.leaves), p.size), ''; '' ORDER BY p.process)'
    '  FROM apoyo.ledger_pass(%L, %s) AS p', p_watermark, p_limit));
$$;
SELECT is(test.refusal('apoyo_intake', 'SELECT * FROM apoyo.ledger_pass(''0'', 10)'), '42501',
          'only the ledger gives positions');
SELECT count(*) AS waiting FROM apoyo.pending \gset
SELECT is(test.ask('apoyo_ledger', format('SELECT string_agg(DISTINCT p.process::text, '' '') FROM apoyo.ledger_pass(''0'', 1, %L) AS p', (SELECT array_agg(q.id) FROM apoyo.process AS q WHERE q.id <> :p))),
          :'p', 'what is set aside is passed by');
SELECT count(*) AS waiting FROM apoyo.pending \gset
SELECT is(test.ask('apoyo_ledger', 'SELECT sum(cardinality(p.leaves)) FROM apoyo.ledger_pass(''0'', 5) AS p'),
          '5', 'as many as asked for');
SELECT is((SELECT count(*) FROM apoyo.pending), :waiting - 5::bigint, 'the others wait');
SELECT is(test.ask('apoyo_ledger', 'SELECT sum(cardinality(p.leaves)) FROM apoyo.ledger_pass(''0'', 1000) AS p'),
          (:waiting - 5)::text, 'for the next pass');
SELECT is(test.pass('0', 10), '-1', 'with nothing pending one row without a process');
SELECT is((SELECT count(*) FROM apoyo.entry AS n
             JOIN apoyo.event AS e ON e.process = n.process AND e.id = n.event
            WHERE n.leaf = sha256('\x00' || e.body)),
          (SELECT count(*) FROM apoyo.event), 'leaves are the hashes of the bodies');
SELECT is((SELECT bool_and(t.size = n.number AND n.last = n.number - 1)
             FROM (SELECT x.process, count(*) AS number, max(x.position) AS last
                     FROM apoyo.entry AS x GROUP BY 1) AS n
             JOIN apoyo.tree AS t ON t.process = n.process), true, 'positions without gaps');
SELECT is(test.figures(:p, 'tally'), test.figures(:p, 'supports'), 'tallies equal the supports');
SELECT is(test.figures(:p, 'log'), test.figures(:p, 'supports'), 'and the log');
SELECT is((SELECT string_agg(concat_ws(' ', t.promovente, t.received, t.valid, t.open, t.rejected), ', '
                             ORDER BY t.promovente)
             FROM apoyo.tally_promovente AS t WHERE t.process = :p),
          '0 6 1 5 0, 1 3 0 3 0, 2 3 1 2 0, 3 0 0 0 0', 'each promovente''s sums');
SELECT is((SELECT sum(h.received) || ' ' || sum(h.valid) FROM apoyo.tally_hour AS h
            WHERE h.process = :p AND h.promovente = 0), '6 1', 'the hours');
SELECT is((SELECT sum(a.received) FROM apoyo.arrival_minute AS a WHERE a.process = :p), 6::numeric,
          'the minutes');
SELECT t.size AS before FROM apoyo.tree AS t WHERE t.process = :p \gset
SELECT test.judge(max(s.id), :bea) FROM apoyo.support AS s WHERE s.process = :p AND s.promovente = 1;
SELECT test.fold();
SELECT is(test.ask('lucia', format('SELECT string_agg(b.promovente || '' '' || b.valid, '','') FROM apoyo.board_promovente AS b WHERE b.process = %s AND b.changed_at > %s', :p, :before)),
          '1 1', 'what changed since a size');
SELECT is(test.ask('lucia', format('SELECT b.size || '' '' || (b.recorded_at > now() - interval ''1 minute'') FROM apoyo.board_process AS b WHERE b.process = %s', :p)),
          (:before + 1) || ' true', 'at what size and time');

-- A fold is addition: dropped and done again, the tallies are the same.
CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
SELECT 'cell' AS kind, concat_ws(' ', t.process, t.promovente, t.demarcation, t.situation) AS key, t.n
  FROM apoyo.tally AS t WHERE t.n <> 0
UNION ALL SELECT 'hour', concat_ws(' ', h.process, h.promovente, h.hour), h.received * 1000 + h.valid
  FROM apoyo.tally_hour AS h
UNION ALL SELECT 'minute', concat_ws(' ', a.process, a.minute), a.received FROM apoyo.arrival_minute AS a
UNION ALL SELECT 'promovente', concat_ws(' ', r.process, r.promovente), r.received * 1000 + r.valid
  FROM apoyo.tally_promovente AS r WHERE r.received > 0;
TRUNCATE apoyo.tally, apoyo.tally_promovente, apoyo.tally_hour, apoyo.arrival_minute;
SELECT apoyo.fold_events(array_agg(n.process), array_agg(n.event), array_agg(n.position + 1))
  FROM apoyo.entry AS n;
SELECT is_empty($$
  (SELECT 'cell', concat_ws(' ', t.process, t.promovente, t.demarcation, t.situation), t.n
     FROM apoyo.tally AS t WHERE t.n <> 0
   UNION ALL SELECT 'hour', concat_ws(' ', h.process, h.promovente, h.hour), h.received * 1000 + h.valid
     FROM apoyo.tally_hour AS h
   UNION ALL SELECT 'minute', concat_ws(' ', a.process, a.minute), a.received FROM apoyo.arrival_minute AS a
   UNION ALL SELECT 'promovente', concat_ws(' ', r.process, r.promovente), r.received * 1000 + r.valid
     FROM apoyo.tally_promovente AS r WHERE r.received > 0)
  EXCEPT SELECT * FROM kept
$$, 'rebuilt from the log they are the same');
SELECT is((SELECT count(*) FROM kept),
          (SELECT count(*) FROM apoyo.tally WHERE n <> 0) + (SELECT count(*) FROM apoyo.tally_hour)
          + (SELECT count(*) FROM apoyo.arrival_minute)
          + (SELECT count(*) FROM apoyo.tally_promovente WHERE received > 0), 'and none is missing');

-- Trees and checkpoints.
SELECT t.size AS size FROM apoyo.tree AS t WHERE t.process = :p \gset
CREATE FUNCTION test.store(p_process integer, p_size bigint, p_offset integer) RETURNS text
LANGUAGE sql AS $$
  SELECT test.refusal('apoyo_ledger', format(
    'SELECT apoyo.ledger_store_tree(%s, %s, %L, ARRAY[%L]::bytea[], ''{0}'', ''{0}'', ''{%s}'', ARRAY[%L]::bytea[])',
    p_process, p_size, test.h('root' || p_size), test.h('f'), p_offset,
    test.h('leaf' || p_size)));
$$;
SELECT is(test.store(:p, :size + 1, 0), 'AP502', 'a tree larger than the log is refused');
SELECT is(test.store(:p, 1, 0), 'done', 'a part of the log is a tree');
SELECT is(test.store(:p, 2, 2), 'AP503', 'tiles have no holes');
SELECT is(test.store(:p, 2, 1), 'done', 'and grow at their end');
SELECT is((SELECT t.hashes FROM apoyo.tile AS t WHERE t.process = :p AND t.level = 0 AND t.index = 0),
          test.h('leaf1') || test.h('leaf2'), 'hash by hash');
SELECT is(test.store(:p, 1, 0), 'AP502', 'a tree does not shrink');
SELECT is(test.ask('apoyo_ledger', format('SELECT t.size || encode(t.root, ''hex'') FROM apoyo.ledger_tree(%s) AS t', :p)),
          2 || encode(test.h('root2'), 'hex'), 'it is found again');
SELECT is(test.ask('apoyo_ledger', format('SELECT cardinality(apoyo.ledger_leaves(%s, 2, 3))', :p)), '3',
          'and the leaves that it lacks');
SELECT is(test.ask('apoyo_ledger', format('SELECT concat_ws('' '', t.size - t.root_size, t.checkpoint_size, t.closed) FROM apoyo.ledger_trees() AS t WHERE t.process = %s', :p)),
          (:size - 2) || ' 0 f', 'how many those are');
SELECT is(test.refusal('apoyo_ledger', format('SELECT apoyo.store_checkpoint(%s, 2, %L, ''note'')', :p, test.h('other'))),
          'AP502', 'a checkpoint of another root is refused');
SELECT is(test.refusal('apoyo_ledger', format('SELECT apoyo.store_checkpoint(%s, 2, %L, ''note'')', :p, test.h('root2'))),
          'done', 'that of the tree is kept');
SELECT is(test.ask('apoyo_intake', format('SELECT c.size || c.note FROM apoyo.public_checkpoint(%s) AS c', :p)),
          '2note', 'and public');
UPDATE apoyo.checkpoint SET root = test.h('forged') WHERE process = :p;
SELECT is(test.refusal('apoyo_ledger', format('SELECT apoyo.store_checkpoint(%s, 2, %L, ''note'')', :p, test.h('root2'))),
          'AP504', 'two roots of one size are an alarm');
UPDATE apoyo.event SET body = convert_to(replace(convert_from(body, 'UTF8'), '"valid",1', '"valid",2'), 'UTF8')
 WHERE process = :p;
SELECT cmp_ok(test.ask('elena', format('SELECT count(*) FROM apoyo.check_log(%s)', :p))::integer, '>', 0,
              'an event that was changed is found');
SELECT * FROM finish();
ROLLBACK;
