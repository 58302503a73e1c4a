"""Several sessions at once: nothing is stored twice, counted twice, lost or left behind.

    concurrency.py APOYOCTL

Each worker is a psql that runs a script of its own against one shared cluster.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap

PSQL = ["psql", "-qAtX"]


def ask(sql, role="postgres"):
    done = subprocess.run([*PSQL, "-v", "ON_ERROR_STOP=1", "-U", role, "-c", sql],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def wait_until(condition):
    """Psql input that waits for what others do, whoever runs it."""
    return "SELECT test.wait_until($q$" + condition + "$q$);\n"


def arrived(count):
    """So many scripts have come to their `SELECT test.arrive()`."""
    return f"(SELECT last_value >= {count} FROM test.arrivals)"


def waiting(count):
    """So many sessions wait for a lock that another holds."""
    return f"(SELECT count(DISTINCT pid) >= {count} FROM pg_locks WHERE NOT granted)"


def shut_gate():
    gate.stdin.write("SELECT pg_advisory_lock(77);\n\\echo shut\n")
    gate.stdin.flush()
    while (line := gate.stdout.readline()) != "shut\n":
        assert line, "the gate's session has ended"


def together(scripts, role):
    """Runs the scripts at once, one session each, and answers what each said."""
    ask("SELECT setval('test.arrivals', 0)")
    workers = []
    for script in scripts:
        worker = subprocess.Popen([*PSQL, "-U", role, "-v", "VERBOSITY=sqlstate"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
        # Connected and waiting for the lock that starts them all.
        worker.stdin.write("SELECT pg_advisory_lock_shared(77);\n")
        worker.stdin.flush()
        workers.append((worker, script))
    gate.stdin.write(wait_until(waiting(len(scripts))) + "SELECT pg_advisory_unlock(77);\n")
    gate.stdin.flush()
    for worker, script in workers:
        worker.stdin.write(script)
        worker.stdin.close()
    answers = [worker.stdout.read() for worker, _ in workers]
    for worker, _ in workers:
        worker.wait(timeout=120)
    shut_gate()
    return answers


def cut_off(process, calls, actor, done):
    """What eight sessions that send the calls of a process were answered while the actor's command
    stops them: it comes when some are stored, and each sender's last call when it is done."""
    actor = actor.replace("NOW;\n", wait_until(
        f"(SELECT count(*) >= 20 FROM apoyo.support WHERE process = {process})"))
    senders = []
    for n in range(8):
        *first, last = calls[n::8]
        senders.append("SET SESSION AUTHORIZATION apoyo_intake;\n" + "".join(first) +
                       wait_until(done) + last)
    return no_crash(together([*senders, actor], "postgres"))


def reception(process, promovente, capture, digest=None):
    return ask(f"SELECT test.reception({process}, {promovente}, '{capture}', p_digest => "
               f"{repr(digest) if digest else 'NULL'})")


def receptions(process, name, count, promoventes=3):
    """That many, in turn for each promovente: asked for at once, for a psql each would take longest."""
    calls = subprocess.run(
        [*PSQL, "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-c",
         f"SELECT test.reception({process}, 1 + n % {promoventes}, '{name} ' || n)"
         f" FROM generate_series(0, {count - 1}) AS n ORDER BY n"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(calls) == count, calls
    return [call + ";\n" for call in calls]


def no_crash(answers):
    text = "\n".join(answers)
    assert "40P01" not in text and "XX000" not in text, text
    return text


def differences(process):
    return ask(f"""SELECT test.figures({process}, 'supports') IS NOT DISTINCT FROM
                          test.figures({process}, 'log')""") == "t"


tests = tap.Suite()


@tests.case
def one_capture_from_eight_sessions_is_stored_once():
    process = ask("SELECT test.process('CAP')")
    calls = reception(process, 1, "same")
    answers = together([calls + ";\n"] * 8, "apoyo_intake")
    outcomes = re.findall(r"stored|repeated|conflict", no_crash(answers))
    assert outcomes.count("stored") == 1 and outcomes.count("repeated") == 7, answers
    assert ask(f"SELECT count(*) FROM apoyo.support WHERE process = {process}") == "1"
    assert ask(f"SELECT count(*) FROM apoyo.work WHERE process = {process}") == "1"
    assert differences(process)


@tests.case
def one_capture_with_eight_bodies_is_one_and_seven_conflicts():
    process = ask("SELECT test.process('BODY')")
    scripts = [reception(process, 1, "other", f"body {n}") + ";\n" for n in range(8)]
    outcomes = re.findall(r"stored|repeated|conflict", no_crash(together(scripts, "apoyo_intake")))
    assert outcomes.count("stored") == 1 and outcomes.count("conflict") == 7, outcomes


@tests.case
def many_captures_twice_from_eight_sessions_are_stored_once_each():
    process = ask("SELECT test.process('MANY')")
    calls = receptions(process, "many", 60)
    scripts = ["".join(calls[s * 7:] + calls[:s * 7]) for s in range(8)]
    outcomes = re.findall(r"stored|repeated|conflict", no_crash(together(scripts, "apoyo_intake")))
    assert outcomes.count("stored") == 60 and outcomes.count("repeated") == 420, outcomes
    assert ask(f"SELECT count(*) FROM apoyo.support WHERE process = {process}") == "60"
    assert differences(process)


def judged(process, sessions, people, captures, rounds):
    """Captures of a few people, judged by sessions at once; each judged by exactly one."""
    ask(f"""SELECT test.receive({process}, 1 + n % 3, 'p{process} ' || n)
              FROM generate_series(1, {captures}) AS n""")
    ask(f"""SELECT test.person('person {process} ' || n) FROM generate_series(1, {people}) AS n""")
    base = int(ask(f"SELECT max(id) - {people} FROM apoyo.roll"))
    ask(f"SELECT test.claim((SELECT min(id) FROM apoyo.support WHERE process = {process}))")
    ids = ask(f"SELECT string_agg(id::text, ' ' ORDER BY id) FROM apoyo.support"
              f" WHERE process = {process}").split()
    scripts = [[] for _ in range(sessions)]
    for number, support in enumerate(ids):
        person = base + 1 + number % people
        scripts[number % sessions].append(
            f"SELECT 'said ' || apoyo.record_findings({support}, 1, 'acceptable', NULL, NULL,"
            f" {person}, sha256('{process} {person}'::bytea), '[]', sha256('salt'), 'p');\n")
    return together(["".join(s) for s in scripts], "apoyo_validator")


@tests.case
def one_citizen_judged_by_eight_sessions_counts_once():
    process = ask("SELECT test.process('ONE')")
    answers = judged(process, 8, 1, 24, 1)
    assert len(re.findall("said", no_crash(answers))) == 24, answers
    assert ask(f"SELECT string_agg(situation || ' ' || n, ', ' ORDER BY situation) FROM (SELECT"
               f" situation, count(*) AS n FROM apoyo.support WHERE process = {process}"
               f" GROUP BY 1) AS s") == "duplicate_same 21, duplicate_other 2, valid 1"
    first = ask(f"SELECT min(id) FROM apoyo.support WHERE process = {process}")
    assert ask(f"SELECT support FROM apoyo.counting WHERE process = {process}") == first
    assert differences(process)


@tests.case
def few_citizens_judged_by_eight_sessions_count_once_each():
    process = ask("SELECT test.process('FEW')")
    answers = judged(process, 8, 5, 160, 1)
    assert len(re.findall("said", no_crash(answers))) == 160, answers
    assert ask(f"SELECT count(*) FROM apoyo.support WHERE process = {process}"
               f" AND situation = 'valid'") == "5"
    assert ask(f"""SELECT count(*) FROM apoyo.counting AS c
                     JOIN (SELECT citizen_key, min(id) AS id FROM apoyo.support
                            WHERE process = {process} GROUP BY 1) AS s
                       ON s.citizen_key = c.citizen_key AND s.id = c.support
                    WHERE c.process = {process}""") == "5"
    assert differences(process)


@tests.case
def citizens_count_once_per_promovente_where_the_rule_says_so():
    process = ask("""SELECT test.process('PER', '{"joint": false, "exclusive": false}')""")
    answers = judged(process, 8, 4, 120, 1)
    assert len(re.findall("said", no_crash(answers))) == 120, answers
    assert ask(f"SELECT count(*) || ' ' || count(DISTINCT (promovente, citizen_key))"
               f" FROM apoyo.support WHERE process = {process} AND situation = 'valid'") == "12 12"
    assert differences(process)


@tests.case
def eight_people_register_promoventes_of_an_open_process_at_once():
    process = ask("SELECT test.process('REG')")
    scripts = ["SELECT 1 FROM apoyo.sign_in('1', 'desk');\n" + "".join(
        f"SELECT apoyo.register_promovente({process}, {10 * n + i}, 'G{n}-{i}', 'x', 'MX');\n"
        for i in range(1, 6)) for n in range(1, 9)]
    no_crash(together(scripts, "ruben"))
    assert ask(f"SELECT count(*) FROM apoyo.promovente WHERE process = {process}") == "43"


@tests.case
def two_people_import_promoventes_of_one_process_at_once():
    process = ask("SELECT test.draft('IMPORT')")
    scripts = [f"""SET SESSION AUTHORIZATION {name};
SELECT 1 FROM apoyo.sign_in('1', 'desk');
BEGIN;
SELECT apoyo.begin_people_import('promoventes', {process}) AS import \\gset
SELECT format('INSERT INTO staging.promoventes_%s (name, folio) SELECT n, ''{name}-'' || n'
              ' FROM generate_series(1, 50) AS n', :import) \\gexec
-- Both have begun before one adopts.
SELECT test.arrive();
{wait_until(arrived(2))}SELECT 'added ' || apoyo.adopt_promoventes({process}, :import);
COMMIT;
""" for name in ("ruben", "sofia")]
    text = no_crash(together(scripts, "postgres"))
    assert text.count("added 50") == 2, text
    assert ask(f"SELECT count(*) || ' ' || max(number) FROM apoyo.promovente"
               f" WHERE process = {process}") == "100 100"


@tests.case
def eight_workers_share_the_work_without_taking_any_twice():
    process = ask("SELECT test.process('WORK')")
    ask(f"SELECT test.receive({process}, 1, 'w' || n) FROM generate_series(1, 200) AS n")
    scripts = ["".join("SELECT 'took ' || support FROM apoyo.claim_validation("
                       f"'w{n}', 5, '1 hour');\n" for _ in range(10)) for n in range(8)]
    taken = re.findall(r"took (\d+)", no_crash(together(scripts, "apoyo_validator")))
    assert len(taken) == len(set(taken)), "taken twice"
    mine = set(ask(f"SELECT string_agg(id::text, ' ') FROM apoyo.support"
                   f" WHERE process = {process}").split())
    assert mine <= set(taken), f"{len(mine - set(taken))} were left"


@tests.case
def work_of_a_process_that_an_act_holds_is_passed_over_and_nobody_waits_for_it():
    held, free = (ask(f"SELECT test.process('{code}')") for code in ("HELD", "FREE"))
    claimed = ask(f"SELECT test.receive({held}, 1, 'claimed')")
    attempt = ask(f"SELECT test.claim({claimed})")
    ask(f"SELECT test.receive({held}, 1, 'passed over'), test.receive({held}, 1, 'locked')")
    ask(f"SELECT test.receive({free}, 1, 'free')")
    ask(f"UPDATE apoyo.work SET due_at = now() - interval '9 minutes' WHERE process = {held} AND attempt = 0")
    ask("SELECT setval('apoyo.work_mark', extract(epoch FROM now() - interval '1 hour')::bigint * 1000000)")
    act = (wait_until(arrived(1)) + f"BEGIN;\nSELECT apoyo.lock_process_row({held});\n"
           # As another worker does that is just finding out that it is held.
           f"SELECT FROM apoyo.work WHERE support = (SELECT max(id) FROM apoyo.support WHERE process = {held})"
           " FOR UPDATE;\nSELECT test.arrive();\n" + wait_until(arrived(4)) + "COMMIT;\n")
    # Nor does the service of the evidence, in whose session the ticket stays open.
    registrar = ("SET SESSION AUTHORIZATION ruben;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
                 f"SELECT ticket FROM apoyo.open_registration({held}) \\gset\n"
                 "SELECT test.arrive();\n" + wait_until(arrived(2)) + "SET SESSION AUTHORIZATION apoyo_evidence;\n"
                 "SELECT * FROM apoyo.register_auxiliary_by_ticket(split_part(:'ticket', '.', 1)::bigint,"
                 " decode(translate(split_part(:'ticket', '.', 2), '-_', '+/') || '=', 'base64'),"
                 " 1, sha256('key'), NULL);\nSELECT test.arrive();\n")
    claim = "SELECT 'took ' || process FROM apoyo.claim_validation('w', 100, '1 hour');\n"
    worker = (wait_until(arrived(2)) + claim
              + f"SELECT apoyo.record_findings({claimed}, {attempt}, 'in_review', NULL, NULL, NULL, NULL,"
              " '[]', sha256('s'), 'p');\n"
              f"SELECT apoyo.return_validation({claimed}, {attempt});\n" + claim
              + "SELECT test.arrive();\n")
    text = no_crash(together([act, registrar, f"SET SESSION AUTHORIZATION apoyo_validator;\n{worker}"],
                             "postgres"))
    assert re.findall(r"took (\d+)", text) == [free] and text.count("55P03") == 2, text
    # The claims while it was held have left no mark beyond what they passed over.
    assert ask("SELECT apoyo.work_from() <= min(due_at) FROM apoyo.work WHERE worker IS NULL") == "t"
    ask("SELECT count(*) FROM apoyo.claim_validation('w', 100, '1 hour')", "apoyo_validator")
    assert ask(f"""SELECT count(worker) || ' ' || max(attempt - first_attempt) FROM apoyo.work
                    WHERE process = {held}""") == "3 1"
    # A number is never given again, however often it is given back, and the attempts do not grow.
    numbers = []
    for _ in range(9):
        numbers.append(ask(f"SELECT attempt FROM apoyo.work WHERE support = {claimed}"))
        ask(f"SELECT apoyo.return_validation({claimed}, {numbers[-1]})", "apoyo_validator")
        assert ask(f"SELECT attempt - first_attempt FROM apoyo.work WHERE support = {claimed}") == "0"
        ask("SELECT count(*) FROM apoyo.claim_validation('w', 100, '1 hour')", "apoyo_validator")
    # Nor one of a round that another act may be given: the eighth.
    assert len(set(numbers)) == 9 and all(int(number) % 8 for number in numbers), numbers


@tests.case
def one_attempt_answered_by_eight_workers_is_taken_once():
    process = ask("SELECT test.process('LEASE')")
    support = ask(f"SELECT test.receive({process}, 1, 'lease')")
    attempt = ask(f"SELECT test.claim({support})")
    ask("SELECT test.person('lease')")
    person = ask("SELECT max(id) FROM apoyo.roll")
    call = (f"SELECT 'said ' || apoyo.record_findings({support}, {attempt}, 'acceptable', NULL,"
            f" NULL, {person}, sha256('lease'), '[]', sha256('salt'), 'p');\n")
    text = no_crash(together([call] * 8, "apoyo_validator"))
    assert len(re.findall("said", text)) == 1 and len(re.findall("AP401", text)) == 7, text
    assert ask(f"""SELECT count(*) FROM apoyo.event WHERE process = {process}
                      AND convert_from(body, 'UTF8') LIKE '%"support-validated"%'""") == "1"


@tests.case
def nothing_enters_once_closing_began_after_the_grace():
    process = ask("SELECT test.process('SHUT')")
    ask(f"UPDATE apoyo.rule SET grace = '0' WHERE process = {process}")
    calls = receptions(process, "shut", 400)
    # Its period is over: what arrives is late and leaves no work, but the process is still open.
    ask(f"UPDATE apoyo.process SET closes_at = now() - interval '1 hour' WHERE id = {process}")
    closer = ("SET SESSION AUTHORIZATION carlos;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
              f"NOW;\nSELECT apoyo.begin_closing({process});\n")
    # The intake's work rows are taken away at once, as validators would.
    ask(f"""CREATE OR REPLACE FUNCTION test.drop_work() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RETURN NULL; END $$""")
    ask("CREATE TRIGGER drop_work BEFORE INSERT ON apoyo.work FOR EACH ROW"
        " EXECUTE FUNCTION test.drop_work()")
    try:
        text = cut_off(process, calls, closer, "(SELECT state = 'closing' FROM apoyo.process"
                                               f" WHERE id = {process})")
    finally:
        ask("DROP TRIGGER drop_work ON apoyo.work")
    stored, refused = len(re.findall("stored", text)), len(re.findall("AP303", text))
    assert stored + refused == 400, text
    assert int(ask(f"SELECT count(*) FROM apoyo.support WHERE process = {process}")) == stored
    # By the order of the log: nothing stands behind it, and so nothing behind the close.
    ask("SELECT test.fold()")
    assert ask(f"""SELECT convert_from(e.body, 'UTF8')::jsonb ->> 'kind' FROM apoyo.entry AS n
                     JOIN apoyo.event AS e ON e.process = n.process AND e.id = n.event
                    WHERE n.process = {process} ORDER BY n.position DESC LIMIT 1""") \
        == "process-closing"
    assert ask(f"SELECT test.enact('close-process', {process})") == "applied"
    assert stored > 0 and refused > 0, f"{stored} stored, {refused} refused: no race to speak of"


@tests.case
def a_rule_changes_while_everybody_sends():
    process = ask("SELECT test.process('SWAP')")
    ask(f"""SELECT count(test.judge(test.receive({process}, 1 + n % 3, 'swap' || n),
                                    test.person('swap' || n % 20)))
              FROM (SELECT generate_series(1, 20)) AS g (n)""")
    people = ask("SELECT min(id) FROM apoyo.roll WHERE clave_key = test.h('swap1clave')")
    ask(f"""SELECT count(test.judge(test.receive({process}, 1 + n % 3, 'again' || n), {people} + n % 19))
              FROM generate_series(1, 30) AS n""")
    request = ask(f"""SELECT jsonb_build_object('rule', r.document || '{{"duplicates": "last"}}',
                                                'acuerdo', 'INE/CG2/2026', 'reason', 'r')
                        FROM apoyo.rule AS r WHERE r.process = {process}""").replace("'", "''")
    proposal = ask(f"SELECT test.ask('ruben', $q$SELECT p.proposal FROM apoyo.propose('change-rule',"
                   f" {process}, '{request}') AS p$q$)")
    signing = ask(f"SELECT test.signing({proposal})")
    signer = f"SET SESSION AUTHORIZATION sofia;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n{signing};\n"
    calls = receptions(process, "meanwhile", 80)
    senders = ["SET SESSION AUTHORIZATION apoyo_intake;\n" + "".join(calls[n::4]) for n in range(4)]
    text = no_crash(together([*senders, signer], "postgres"))
    assert text.count("applied") == 1 and text.count("stored") == 80, text
    assert ask(f"""SELECT count(*) FROM apoyo.support AS s
                     JOIN LATERAL apoyo.rank_captures(s.process, 0, s.citizen_key, true) AS r ON r.id = s.id
                    WHERE s.process = {process} AND s.grounds = '{{}}' AND r.rank <> s.rank""") == "0"
    ask("SELECT test.fold()")
    assert ask(f"""SELECT test.figures({process}, 'tally') = test.figures({process}, 'supports')
                      AND test.figures({process}, 'log') = test.figures({process}, 'supports')""") == "t"


@tests.case
def what_is_sent_while_supports_are_moved_waits_for_nobody_and_is_moved_too():
    process = ask("SELECT test.process('DOOR')")
    ask(f"""UPDATE apoyo.process SET opens_at = now() - interval '3 days',
                                     closes_at = now() - interval '1 hour' WHERE id = {process}""")
    in_time = "now() - interval '2 hours'"
    ask(f"SELECT test.ask('apoyo_intake', test.reception({process}, 1, 'there', {in_time}))")
    request = ask(f"""SELECT jsonb_build_object('rule', r.document || '{{"grace_hours": 0}}',
                                                'acuerdo', 'INE/CG2/2026', 'reason', 'r')
                        FROM apoyo.rule AS r WHERE r.process = {process}""").replace("'", "''")
    proposal = ask(f"SELECT test.ask('ruben', $q$SELECT p.proposal FROM apoyo.propose('change-rule',"
                   f" {process}, '{request}') AS p$q$)")
    # The act moves one, and does not go on before another one has been received.
    ask(f"""CREATE FUNCTION test.hold_act() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN PERFORM test.arrive(), test.wait_until($q${arrived(2)}$q$); RETURN NEW; END $$""")
    ask("CREATE TRIGGER hold_act BEFORE UPDATE ON apoyo.support FOR EACH ROW WHEN"
        f" (OLD.process = {process}) EXECUTE FUNCTION test.hold_act()")
    call = ask(f"SELECT test.reception({process}, 2, 'meanwhile', {in_time})")
    sender = f"SET SESSION AUTHORIZATION apoyo_intake;\n{wait_until(arrived(1))}{call};\nSELECT test.arrive();\n"
    signer = ("SET SESSION AUTHORIZATION sofia;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
              + ask(f"SELECT test.signing({proposal})") + ";\n")
    try:
        text = no_crash(together([sender, signer], "postgres"))
    finally:
        ask("DROP TRIGGER hold_act ON apoyo.support")
    assert "stored" in text and "applied" in text, text
    assert ask(f"""SELECT string_agg(grounds::text, ' ') FROM apoyo.support
                    WHERE process = {process}""") == "{late,processing} {late,processing}"
    assert differences(process)
    # The log tells the change before what came in during it, if one pass takes both: nothing is judged by
    # that order. Each event says its rule, whoever is moved is told after it came, and no size counts
    # what is not there.
    ask("SELECT test.fold()")
    log = f"""(SELECT n.position, e.body, convert_from(e.body, 'UTF8')::jsonb AS told
                 FROM apoyo.entry AS n JOIN apoyo.event AS e ON e.process = n.process AND e.id = n.event
                WHERE n.process = {process})"""
    assert ask(f"""SELECT string_agg(concat_ws(' ', l.told ->> 'kind', l.told ->> 'rule'), ', ' ORDER BY l.position)
                     FROM {log} AS l WHERE l.told ->> 'kind' ~ '^(rule|support)-'""") == \
        ("support-received 1, rule-changed 2, support-judged-anew 2, support-received 1, "
         "support-judged-anew 2")
    assert ask(f"""SELECT min(c.n) FROM (
                       SELECT sum(d.n) OVER (PARTITION BY d.promovente, d.demarcation, d.situation
                                                 ORDER BY l.position) AS n
                         FROM {log} AS l, apoyo.event_deltas(l.body) AS d) AS c""") == "0"
    assert ask(f"SELECT test.ask('elena', 'SELECT count(*) FROM apoyo.check_counting({process})')") == "0"


@tests.case
def what_comes_in_while_a_window_ends_is_in_the_extended_one():
    process = ask("SELECT test.process('ENDS')")
    ask(f"""UPDATE apoyo.promovente SET closes_at = clock_timestamp() + interval '2 seconds'
             WHERE process = {process} AND number = 1""")
    revision = ask(f"SELECT revision FROM apoyo.promovente WHERE process = {process} AND number = 1")
    over = f"""(SELECT closes_at < clock_timestamp() FROM apoyo.promovente
                 WHERE process = {process} AND number = 1)"""
    call = ask(f"SELECT test.reception({process}, 1, 'at the end',"
               " clock_timestamp() + interval '3 seconds', clock_timestamp() + interval '3 seconds')")
    # It is in before the window ends, and sends after.
    sender = (f"BEGIN;\nSELECT apoyo.come_in({process});\nSELECT test.arrive();\n"
              + wait_until(f"{over} AND {waiting(1)}")
              + f"SET SESSION AUTHORIZATION apoyo_intake;\n{call};\nCOMMIT;\n")
    setter = (wait_until(arrived(1)) + "SET SESSION AUTHORIZATION ruben;\n"
              "SELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
              f"SELECT apoyo.set_promovente_window({process}, 1, {revision}, NULL,"
              " clock_timestamp() + interval '5 days', 'INE/CG2/2026', 'r');\n")
    text = no_crash(together([sender, setter], "postgres"))
    assert "stored" in text, text
    assert ask(f"SELECT grounds::text FROM apoyo.support WHERE process = {process}") == "{processing}", text


@tests.case
def of_two_second_signers_one_wins_and_one_is_told():
    ask("""DO $$ BEGIN
             CREATE ROLE nora LOGIN;
             GRANT apoyo_setup TO nora;
             INSERT INTO apoyo.staff (role, display_name) VALUES ('nora', 'Nora');
             INSERT INTO apoyo.staff_scope (role) VALUES ('nora');
           END $$""")
    for turn in range(5):
        process = ask(f"SELECT test.draft('SIGN{turn}')")
        ask(f"""SELECT test.ask('ruben', 'SELECT apoyo.register_promovente({process}, 1, ''F'',
                                          ''Uno'', ''MX'')')""")
        ask(f"SELECT test.declare({process})")
        signing = ask(f"SELECT test.signing(test.propose('ruben', 'open-process', {process}))")
        script = f"SELECT 1 FROM apoyo.sign_in('1', 'desk');\n{signing};\n"
        text = no_crash(together([f"SET SESSION AUTHORIZATION {name};\n{script}"
                                  for name in ("sofia", "nora")], "postgres"))
        assert text.count("applied") == 1 and text.count("AP705") == 1, text
        assert ask(f"SELECT count(*) FROM apoyo.event WHERE process = {process} AND"
                   " convert_from(body, 'UTF8') LIKE '%\"process-opened\"%'") == "1"


@tests.case
def no_list_is_taken_from_under_the_rule_that_adopts_it():
    geography = ask("SELECT apoyo.current_geography()")
    process = ask('''SELECT test.process('LIST', '{"modalities": ["auxiliary", "exception"]}')''')
    ask(f"SELECT test.ask('ruben', $q$SELECT apoyo.store_exception_list({geography}, 'Paper', 0,"
        " 'INE/CG1/2026', 'ine', '{09001}')$q$)")
    proposal = ask(f"""SELECT test.ask('ruben', format(
        $q$SELECT p.proposal FROM apoyo.propose('change-rule', {process}, %L) AS p$q$,
        jsonb_build_object('rule', r.document || '{{"exception_list": "Paper"}}',
                           'acuerdo', 'INE/CG2/2026', 'reason', 'r')))
        FROM apoyo.rule AS r WHERE r.process = {process}""")
    signing = ask(f"SELECT test.signing({proposal})")
    start = "SET SESSION AUTHORIZATION {};\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
    signer = (start.format("sofia") + f"BEGIN;\n{signing};\nSELECT test.arrive();\n"
              + wait_until(waiting(2)) + "COMMIT;\n")
    others = [start.format("ruben") + wait_until(arrived(1)) + f"SELECT apoyo.{call};\n" for call in (
        f"remove_exception_list({geography}, 'Paper', 1)",
        f"store_exception_list({geography}, 'Paper', 1, 'INE/CG3/2026', 'ine', '{{05001}}')")]
    text = no_crash(together([signer, *others], "postgres"))
    assert text.count("applied") == 1 and text.count("AP218") == 2, text


@tests.case
def two_closers_who_end_a_key_do_not_wait_for_each_other():
    process = ask("SELECT test.process('ENDED')")
    ask("UPDATE apoyo.process SET state = 'archived', archived_at = now(), purged_at = now()"
        f" WHERE id = {process}")
    # Both have taken the process, as far as they do, before either goes on.
    meanwhile = ("BEGIN;\nLOCK TABLE apoyo.process_key;\nSELECT test.arrive();\n"
                 + wait_until(waiting(2)) + "COMMIT;\n")
    closers = [f"SET SESSION AUTHORIZATION {name};\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
               + wait_until(arrived(1)) + f"SELECT apoyo.allow_key_destruction({process}, '\\x33');\n"
               "SELECT 'told';\n" for name in ("carlos", "diego")]
    text = no_crash(together([meanwhile, *closers], "postgres"))
    assert text.count("told") == 2 and "AP" not in text, text


@tests.case
def a_withdrawal_and_a_finding_do_not_wait_for_each_other():
    process = ask("SELECT test.process('WAIT')")
    support = ask(f"SELECT test.receive({process}, 1, 'wait')")
    ask("SELECT test.person('wait')")
    person = ask("SELECT max(id) FROM apoyo.roll")
    ask(f"SELECT test.judge({support}, {person})")
    key = ask(f"SELECT citizen_key FROM apoyo.support WHERE id = {support}")
    # The finding holds the support's row by its key, and then wants the citizen.
    finder = (f"BEGIN;\nSELECT apoyo.add_finding({support}, 'seen', NULL);\n"
              "SELECT test.arrive();\n"
              + wait_until(f"(SELECT situation = 'withdrawn' FROM apoyo.support WHERE id = {support})"
                           f" OR {waiting(1)}")
              + f"SELECT apoyo.lock_citizen({process}, 0, '{key}');\nCOMMIT;\nSELECT 'found';\n")
    # The withdrawal holds the citizen, and then wants the support.
    withdrawer = (wait_until(arrived(1)) + "BEGIN;\n"
                  f"SELECT apoyo.withdraw_support({support});\nCOMMIT;\n")
    text = no_crash(together([finder, withdrawer], "postgres"))
    assert "found" in text and "withdrawn" in text, text
    assert differences(process)


@tests.case
def nothing_of_an_auxiliary_enters_after_the_revocation():
    process = ask("SELECT test.process('REVOKE')")
    calls = receptions(process, "revoke", 320, promoventes=1)
    auxiliary = ask(f"SELECT auxiliary FROM apoyo.device WHERE process = {process} AND promovente = 1")
    revoker = ("SET SESSION AUTHORIZATION ruben;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
               f"NOW;\nSELECT apoyo.revoke_auxiliary({auxiliary}, 'fraud');\n")
    text = cut_off(process, calls, revoker, "(SELECT revoked_at IS NOT NULL FROM apoyo.auxiliary"
                                            f" WHERE id = {auxiliary})")
    stored, refused = len(re.findall("stored", text)), len(re.findall("AP302", text))
    assert stored + refused == 320 and stored > 0 and refused > 0, (stored, refused)
    assert ask(f"""SELECT count(*) FROM apoyo.support AS s JOIN apoyo.device AS d ON d.id = s.device
                     JOIN apoyo.auxiliary AS a ON a.id = d.auxiliary
                    WHERE s.process = {process} AND s.received_at > a.revoked_at""") == "0"


@tests.case
def nothing_enters_for_a_promovente_after_its_suspension():
    process = ask("SELECT test.process('BAR')")
    ask(f"UPDATE apoyo.rule SET grace = '0' WHERE process = {process}")
    calls = receptions(process, "bar", 320, promoventes=1)
    supervisor = ("SET SESSION AUTHORIZATION ruben;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
                  f"NOW;\nSELECT apoyo.suspend_promovente({process}, 1, 1, 'fraud', 'A-1');\n")
    text = cut_off(process, calls, supervisor, "(SELECT NOT isempty(barred) FROM apoyo.promovente"
                                               f" WHERE process = {process} AND number = 1)")
    stored, refused = len(re.findall("stored", text)), len(re.findall("AP172", text))
    assert stored + refused == 320 and stored > 0 and refused > 0, (stored, refused)
    assert ask(f"""SELECT count(*) FROM apoyo.support AS s
                     JOIN apoyo.promovente AS m ON m.process = s.process AND m.number = s.promovente
                    WHERE s.process = {process} AND s.received_at <@ m.barred""") == "0"


@tests.case
def of_two_proposers_at_once_one_is_told():
    process = ask("SELECT test.draft('BOTH')")
    ask(f"SELECT test.ask('ruben', 'SELECT apoyo.register_promovente({process}, 1, ''F'',"
        " ''Uno'', ''MX'')')")
    ask(f"SELECT test.declare({process})")
    script = (f"SELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
              f"SELECT 'made' FROM apoyo.propose('open-process', {process});\n")
    text = no_crash(together([f"SET SESSION AUTHORIZATION {name};\n{script}"
                              for name in ("ruben", "sofia")], "postgres"))
    assert text.count("made") == 1 and text.count("AP703") == 1, text


@tests.case
def the_open_sessions_of_whoever_is_disabled_end():
    ask("""DO $$ BEGIN
             CREATE ROLE hugo LOGIN;
             GRANT apoyo_setup TO hugo;
             INSERT INTO apoyo.staff (role, display_name) VALUES ('hugo', 'Hugo');
             INSERT INTO apoyo.staff_scope (role) VALUES ('hugo');
           END $$""")
    sessions = []
    for _ in range(3):
        session = subprocess.Popen([*PSQL, "-U", "hugo"], stdin=subprocess.PIPE, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        # One keeps a transaction open, in which it holds the row of its own login.
        session.stdin.write("SELECT 'in' FROM apoyo.sign_in('1', 'desk');\nBEGIN;\n"
                            "SELECT 'in' FROM apoyo.sign_in('2', 'desk');\n"
                            + ("" if sessions else "ALTER ROLE hugo PASSWORD NULL;\n")
                            + "SELECT 'there';\n")
        session.stdin.flush()
        while session.stdout.readline().strip() != "there":
            assert session.poll() is None
        sessions.append(session)
    assert ask("""SELECT test.ask('lucia', 'SELECT apoyo.disable_staff(''hugo'')')""") == "3"
    for session in sessions:
        rest, _ = session.communicate("SELECT 'still here';\n", timeout=90)
        assert "still here" not in rest and session.returncode != 0, rest
    # Its psql may be gone before the server's part of it is.
    ask(wait_until("NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'hugo')"))
    again = subprocess.run([*PSQL, "-U", "hugo", "-c", "SELECT 1"], capture_output=True, text=True)
    assert again.returncode != 0 and "not permitted to log in" in again.stderr, again
    ask("""SELECT test.ask('lucia', 'SELECT apoyo.enable_staff(''hugo'')')""")
    assert ask("SELECT 1", "hugo") == "1"


@tests.case
def positions_have_no_gaps_while_everybody_writes():
    process = ask("SELECT test.process('GAPS')")
    calls = receptions(process, "gaps", 300)
    ledger = subprocess.Popen([*PSQL, "-U", "apoyo_ledger"], stdin=subprocess.PIPE, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    ledger.stdin.write("SELECT apoyo.ledger_lead();\n\\set w 0\n")
    for _ in range(60):
        ledger.stdin.write("SELECT max(watermark::text::bigint) AS w"
                           " FROM apoyo.ledger_pass((:'w')::xid8, 7) \\gset\n"
                           "SELECT pg_sleep(0.01);\n")
    ledger.stdin.flush()
    # A transaction that stays open in between must neither be lost nor hold the others up.
    slow = subprocess.Popen([*PSQL, "-U", "apoyo_intake"], stdin=subprocess.PIPE, text=True,
                            stdout=subprocess.DEVNULL)
    slow.stdin.write("BEGIN;\n" + reception(process, 2, "slow") + ";\nSELECT pg_sleep(1);\nCOMMIT;\n")
    slow.stdin.close()
    no_crash(together(["".join(calls[n::6]) for n in range(6)], "apoyo_intake"))
    slow.wait(timeout=60)
    # A pass takes nothing that a transaction still running may precede, and the server's own
    # (autovacuum) run whenever they like: pass after pass, until nothing is left.
    for _ in range(600):
        ledger.stdin.write("SELECT max(watermark::text::bigint) AS w"
                           " FROM apoyo.ledger_pass((:'w')::xid8, 7) \\gset\n")
        ledger.stdin.flush()
        if ask("SELECT count(*) FROM apoyo.pending") == "0":
            break
    ledger.stdin.close()
    said = ledger.stdout.read()
    ledger.wait(timeout=60)
    assert "ERROR" not in said, said
    assert ask("SELECT count(*) FROM apoyo.pending") == "0"
    assert ask(f"""SELECT count(*) = max(position) + 1 AND count(*) = count(DISTINCT event)
                          AND count(*) = (SELECT count(*) FROM apoyo.event
                                           WHERE process = {process})
                     FROM apoyo.entry WHERE process = {process}""") == "t"
    assert ask(f"SELECT test.figures({process}, 'tally') = test.figures({process}, 'supports')") == "t"
    assert ask(f"SELECT received FROM apoyo.tally_promovente WHERE process = {process}"
               " AND promovente = 0") == "301"


@tests.case
def a_second_ledger_may_not_write():
    first = subprocess.Popen([*PSQL, "-U", "apoyo_ledger"], stdin=subprocess.PIPE, text=True,
                             stdout=subprocess.PIPE)
    try:
        first.stdin.write("SELECT apoyo.ledger_lead();\n")
        first.stdin.flush()
        assert first.stdout.readline().strip() == "t"
        second = subprocess.run([*PSQL, "-U", "apoyo_ledger", "-v", "VERBOSITY=sqlstate"],
                                input="SELECT apoyo.ledger_lead();\n"
                                      "SELECT * FROM apoyo.ledger_pass('0', 10);\n",
                                capture_output=True, text=True)
        assert second.stdout.strip() == "f" and "AP501" in second.stderr, second
    finally:
        first.stdin.close()
        first.wait(timeout=90)
    deadline = time.monotonic() + 90
    while ask("SELECT apoyo.ledger_lead()", "apoyo_ledger") != "t":
        assert time.monotonic() < deadline, "the lock outlives its session"
        time.sleep(0.1)


if sys.argv[1] != "--inside":
    os.execv(sys.argv[1], [sys.argv[1], "cluster", "run", "--migrate", "--", sys.executable,
                           __file__, "--inside"])
os.environ["PGOPTIONS"] = "-c client_min_messages=warning"
subprocess.run([*PSQL, "-v", "ON_ERROR_STOP=1", "-f", str(HERE / "helpers.sql")], check=True,
               stdout=subprocess.DEVNULL)
# Staff sign in for one connection; here every call is a connection of its own.
ask("""CREATE OR REPLACE FUNCTION test.ask(p_role text, p_statement text) RETURNS text
       LANGUAGE plpgsql AS $$
       DECLARE
         v_answer text;
         v_is_staff boolean := EXISTS (SELECT FROM apoyo.staff AS s WHERE s.role = p_role);
       BEGIN
         PERFORM set_config('session_authorization', p_role, false);
         IF v_is_staff THEN
           PERFORM apoyo.sign_in('1', 'desk');
         END IF;
         EXECUTE p_statement INTO v_answer;
         PERFORM set_config('session_authorization', 'postgres', false);
         RETURN v_answer;
       END $$""")
# The gate below is the tests' own, and so is what the scripts wait for each other with. A sequence
# counts who has come, since others see it before the transaction ends.
ask("GRANT EXECUTE ON FUNCTION pg_advisory_lock_shared(bigint) TO PUBLIC")
ask("""GRANT USAGE ON SCHEMA test TO PUBLIC;
       CREATE SEQUENCE test.arrivals MINVALUE 0;
       CREATE FUNCTION test.arrive() RETURNS void LANGUAGE sql SECURITY DEFINER AS
         $$ SELECT nextval('test.arrivals') $$;
       CREATE FUNCTION test.wait_until(p_condition text) RETURNS void
       LANGUAGE plpgsql SECURITY DEFINER AS $$
       DECLARE
         v_deadline timestamptz := clock_timestamp() + interval '90 seconds';
         v_is_true boolean := false;
       BEGIN
         LOOP
           EXECUTE 'SELECT ' || p_condition INTO v_is_true;
           EXIT WHEN v_is_true;
           IF clock_timestamp() > v_deadline THEN
             RAISE 'It does not happen: %', p_condition;
           END IF;
           PERFORM pg_sleep(0.005), pg_stat_clear_snapshot();
         END LOOP;
       END $$""")
ask("SELECT test.geography()")
gate = subprocess.Popen([*PSQL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
shut_gate()


def close():
    gate.stdin.close()
    gate.wait(timeout=90)


tests.main(close)
