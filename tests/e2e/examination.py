#!/usr/bin/env python3
"""Captures from a telephone to their examination, on real programs: what a validator that is
killed leaves undone is done once, each examination can be judged again to the same bytes, people
can read why, and settings are changed without a programmer.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import demonstration  # noqa: E402
import tap  # noqa: E402

CTL, SERVER, SIM = (os.environ[name] for name in ("APOYOCTL", "APOYOD", "APOYO_SIM"))
CITIZENS = ["--citizens", "3000", "--seed", "42"]
CAPTURES = 10

directory = pathlib.Path(tempfile.mkdtemp(prefix="apoyo-examination-", dir="/var/tmp"))
directory.chmod(0o755)
programs = {}
tests = tap.Suite()


def bounded(*words, **options):
    """A program that is given four minutes; one that needs longer tells what the server last said."""
    try:
        return subprocess.run(words, text=True, timeout=240, **options)
    except subprocess.TimeoutExpired as late:
        raise AssertionError(f"{' '.join(map(str, words))} did not end: {late.stderr}\n{server_log()}") from None


def server_log():
    log = directory / "apoyod.log"
    return log.read_text()[-2000:] if log.exists() else "(apoyod was not started)"


def run(*words, **options):
    return bounded(CTL, "--dir", directory, *words, capture_output=True, **options)


def ctl(*words, **options):
    done = run(*words, **options)
    assert done.returncode == 0, f"apoyoctl {' '.join(map(str, words))}: {done.stdout}{done.stderr}"
    return done.stdout


def sql(statement):
    return bounded("psql", "-h", directory / "socket", "-U", "postgres", "-XAtq", "-c", statement,
                   "apoyo", check=True, capture_output=True).stdout.strip()


def start(role):
    port_file = directory / f"{role}.port"
    port_file.unlink(missing_ok=True)
    words = ["--listen", "127.0.0.1:0", "--port-file", port_file] if role == "intake" else []
    with open(directory / "apoyod.log", "a") as log:
        programs[role] = subprocess.Popen([SERVER, "--dir", directory, "--role", role, "--lease", "3", *words],
                                          stdout=log, stderr=log)
    end = time.monotonic() + 60
    while role == "intake" and not (port_file.exists() and port_file.read_text().strip()):
        assert programs[role].poll() is None and time.monotonic() < end, f"apoyod did not start: {server_log()}"
        time.sleep(0.05)
    return int(port_file.read_text()) if role == "intake" else None


def wait_for(statement, seconds=240):
    end = time.monotonic() + seconds
    while sql(statement) != "t":
        assert time.monotonic() < end, f"waited in vain for {statement}\n{server_log()}"
        time.sleep(0.2)


@tests.case
def a_killed_validator_loses_no_work_and_repeats_no_finding():
    bounded(SIM, "load", "--url", f"http://127.0.0.1:{port}", "--keys", directory / "auxiliaries.csv",
            *CITIZENS, "--captures", str(CAPTURES), "--clients", "2", "--prerender", "3",
            "--truth", directory / "truth.jsonl", "--state", directory / "sim.state",
            check=True, stdout=subprocess.DEVNULL)
    assert programs["intake"].poll() is None, f"the intake ended: {server_log()}"
    # It is held up after the first few, until it is killed.
    sql("CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF (SELECT count(*) FROM apoyo.examination) >= 3 THEN PERFORM pg_sleep(3600); END IF;"
        " RETURN NEW; END $$;"
        " CREATE TRIGGER hold BEFORE INSERT ON apoyo.examination FOR EACH ROW"
        " EXECUTE FUNCTION public.hold()")
    start("validator")
    wait_for("SELECT count(*) >= 3 FROM apoyo.examination")
    wait_for("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
    programs["validator"].kill()
    programs["validator"].wait()
    # Its sessions hear of it only when they have something to say.
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'apoyo_validator'")
    sql("DROP TRIGGER hold ON apoyo.examination; DROP FUNCTION public.hold()")
    done = int(sql("SELECT count(*) FROM apoyo.examination"))
    assert done < CAPTURES, "nothing was under way at the kill"
    start("validator")
    wait_for("SELECT count(*) = 0 FROM apoyo.work WHERE kind = 'validation'")
    assert sql("SELECT count(*) || ' ' || count(DISTINCT support) FROM apoyo.examination") == \
        f"{CAPTURES} {CAPTURES}"
    assert sql("SELECT count(*) FROM (SELECT FROM apoyo.finding GROUP BY support, code, detail"
               " HAVING count(*) > 1) AS f") == "0"


@tests.case
def every_examination_is_judged_again_to_the_same_bytes():
    folios = sql("SELECT s.folio FROM apoyo.support AS s JOIN apoyo.examination AS e ON e.support = s.id"
                 " ORDER BY e.id LIMIT 5").splitlines()
    for folio in folios:
        assert ctl("support", "replay", folio).startswith("same:"), folio
    sql("UPDATE apoyo.examination SET digest = sha256('x') WHERE id = (SELECT min(id) FROM apoyo.examination)")
    told = run("support", "replay", folios[0])
    assert told.returncode == 1 and "differs" in told.stderr, told
    assert sql("SELECT count(*) FROM apoyo.event WHERE process = 0"
               " AND convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'examination-opened'") == "6"


@tests.case
def what_no_validator_could_read_is_counted_and_judged_again_too():
    folio = sql("INSERT INTO apoyo.support (process, promovente, device, capture, folio, digest, modality,"
                " rule_version, captured_at, sent_at, received_at, grounds, situation)"
                " SELECT process, promovente, device, gen_random_uuid(), 'LOST-1', digest, modality, rule_version,"
                " captured_at, sent_at, received_at, '{processing}', 'processing' FROM apoyo.support ORDER BY id LIMIT 1"
                " RETURNING folio").splitlines()[0]
    assert "It does not count: Being processed\n" in ctl("support", "explain", folio)
    assert ctl("support", "replay", folio).startswith("Nothing has been decided about this support yet\n")
    sql(f"SELECT apoyo.send_unreadable_to_review(id) FROM apoyo.support WHERE folio = '{folio}'")
    told = ctl("support", "explain", folio)
    assert "It does not count: In review\n" in told and "Nothing left for people to decide: cannot be told" in told
    assert told.endswith("No validator has examined this support\n"), told
    again = ctl("support", "replay", folio)
    assert again == ("same: support-validated, rule 1: in_review\n"
                     "No validator has examined this support\n"), again
    sql("UPDATE apoyo.judgement SET facts = jsonb_set(facts, '{said}', '[]') WHERE support ="
        f" (SELECT id FROM apoyo.support WHERE folio = '{folio}')")
    told = run("support", "replay", folio)
    assert told.returncode == 1 and "in_review then" in told.stdout and "differs" in told.stderr, told
    sql(f"DELETE FROM apoyo.judgement WHERE support = (SELECT id FROM apoyo.support WHERE folio = '{folio}')")
    assert "Decided, but what went into the act is missing" in ctl("support", "explain", folio)
    told = run("support", "replay", folio)
    assert told.returncode == 1 and told.stdout.startswith("missing: in_review"), told
    sql("UPDATE apoyo.process SET facts_kept_after = (SELECT max(id) FROM apoyo.event)")
    assert "Decided before it was kept what went into an act" in ctl("support", "explain", folio)
    assert ctl("support", "replay", folio).startswith("not kept: in_review")
    sql("UPDATE apoyo.process SET facts_kept_after = 0")


@tests.case
def people_read_why_in_their_language():
    folio, counted, checked = sql(
        "SELECT s.folio, r.articles ->> 'not_found', c.document #>> '{checks,data.form,article}'"
        "  FROM apoyo.support AS s JOIN apoyo.examination AS e ON e.support = s.id"
        "  JOIN apoyo.rule AS r ON r.process = e.process AND r.version = e.rule_version"
        "  JOIN apoyo.check_settings AS c ON c.process = e.process AND c.version = e.settings"
        " ORDER BY s.id LIMIT 1").split("|")
    spanish = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="es")
    told = ctl("support", "explain", folio, env=spanish)
    assert "Anverso de la credencial:" in told and "Captado y enviado dentro del plazo" in told, told
    # By what it was counted, and by what it was looked at.
    assert f" · {counted}\n" in told and f" · {checked}\n" in told, (counted, checked, told)
    assert "Same file" not in told and "passes" not in told, told
    typed = json.loads((directory / "truth.jsonl").read_text().splitlines()[0])
    assert str(typed.get("clave", "no clave")) not in told


@tests.case
def previews_are_there_to_look_at():
    made = list((directory / "vault").rglob("*preview*"))
    assert made, "no previews beside the captures"
    # Of all four pictures, though two were read twice: those are as large as the pictures, and stored better.
    for previews in made:
        capture = previews.with_name(previews.name.split(".")[0])
        assert previews.stat().st_size > capture.stat().st_size, previews


@tests.case
def settings_change_by_acuerdo_and_are_used_at_once():
    changes = directory / "changes.json"
    changes.write_text('{"sample": 0.25, "checks": {"front.sharpness": {"below": 0.3}}}')
    refused = run("checks", "change", "RM26", changes, "--reason", "Too much passes")
    assert refused.returncode == 1 and "acuerdo" in refused.stderr.lower(), refused
    told = ctl("checks", "change", "RM26", changes, "--reason", "Too much passes", "--acuerdo", "INE/CG1/2026")
    assert "version 2" in told
    assert json.loads(ctl("checks", "show", "RM26"))["checks"]["front.sharpness"]["below"] == 0.3
    assert json.loads(ctl("checks", "show", "RM26", "--settings", "1"))["sample"] == 0.02
    assert "INE/CG1/2026\tToo much passes" in ctl("checks", "history", "RM26")
    late = run("checks", "change", "RM26", changes, "--reason", "x", "--acuerdo", "y", "--settings", "1")
    assert late.returncode == 1 and "version 2" in late.stderr, late
    sql("UPDATE apoyo.check_settings SET outdated = '{front.sharpness}' WHERE process = 1 AND version = 2")
    shown = run("checks", "show", "RM26")
    assert "older version of the program: front.sharpness." in shown.stderr and json.loads(shown.stdout), shown
    sql("UPDATE apoyo.check_settings SET outdated = '{}' WHERE process = 1")


@tests.case
def stuck_work_is_tried_again_by_two():
    assert ctl("support", "stuck", "RM26") == ctl("support", "stuck", "1")
    sql("CREATE ROLE otto LOGIN; GRANT apoyo_supervisor TO otto;"
        " INSERT INTO apoyo.staff (role, display_name) VALUES ('otto', 'Otto');"
        " INSERT INTO apoyo.staff_scope (role) VALUES ('otto')")
    programs["validator"].kill()
    programs["validator"].wait()
    folios = sql("SELECT s.folio FROM apoyo.support AS s JOIN apoyo.work AS w ON w.support = s.id"
                 " WHERE w.kind = 'review' AND s.process = 1 ORDER BY s.id LIMIT 2").splitlines()
    assert len(folios) == 2, folios
    for folio in folios:
        ctl("support", "requeue", folio, "Otra vez")
    nothing = run("support", "requeue", "--stuck", "--process", "RM26", "Disco lleno")
    assert nothing.returncode == 1 and "AP816" not in nothing.stderr and "stuck" in nothing.stderr, nothing
    sql("UPDATE apoyo.work SET attempt = first_attempt + 3 WHERE kind = 'validation'")
    number, plan, plan_hash = ctl("support", "requeue", "--stuck", "--process", "RM26",
                                  "Disco lleno").splitlines()
    assert json.loads(plan)["folios"] == sorted(folios), plan
    alone = run("--user", "lucia", "proposal", "sign", number, plan_hash)
    assert alone.returncode == 1, alone
    assert ctl("--user", "otto", "proposal", "sign", number, plan_hash).strip() == "applied"
    assert sql("SELECT string_agg((attempt - first_attempt)::text, ' ') FROM apoyo.work WHERE kind = 'validation'") == "0 0"
    start("validator")
    wait_for("SELECT count(*) = 0 FROM apoyo.work WHERE kind = 'validation'")
    for folio in folios:
        assert ctl("support", "replay", folio).startswith("same:"), folio


@tests.case
def a_key_is_destroyed_once_two_have_ended_the_personal_data():
    key = directory / "keys" / "process-1.key"
    assert key.exists()
    refused = run("process", "destroy-key", "RM26")
    assert refused.returncode == 1 and key.exists(), refused
    # Closing, certifying, archiving and purging are tried in tests/sql/life.sql.
    sql("UPDATE apoyo.process SET state = 'archived', archived_at = now() WHERE id = 1")
    refused = run("process", "destroy-key", "RM26")
    assert refused.returncode == 1 and "two people" in refused.stderr and key.exists(), refused
    sql("UPDATE apoyo.process SET purged_at = now() WHERE id = 1")
    # Not where another key is, nor where there is none: it would only be said.
    other = directory / "other-keys"
    shutil.copytree(directory / "keys", other)
    (other / "process-1.key").unlink()
    refused = run("process", "destroy-key", "RM26", "--keys", other)
    assert refused.returncode == 1 and "begun with" in refused.stderr, refused
    assert key.exists() and not (other / "process-1.destroyed").exists()
    assert str(key.parent) in ctl("process", "destroy-key", "RM26")
    assert not key.exists()
    folio = sql("SELECT s.folio FROM apoyo.support AS s JOIN apoyo.examination AS e ON e.support = s.id"
                " WHERE s.process = 1 LIMIT 1")
    assert run("support", "replay", folio).returncode == 1


def close():
    for program in programs.values():
        if program.poll() is None:
            program.terminate()
            try:
                program.wait(timeout=20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
    run("cluster", "stop", directory)
    shutil.rmtree(directory, ignore_errors=True)


try:
    demonstration.put(CTL, directory, 0)
    ctl("cluster", "start", directory)
    bounded(SIM, "people", *CITIZENS, "--out", directory / "roll.csv", check=True,
            stdout=subprocess.DEVNULL)
    ctl("import", "roll", directory / "roll.csv")
    port = start("intake")
except BaseException:
    close()
    raise
tests.main(close)
