#!/usr/bin/env python3
"""apoyoctl against a private cluster: demonstration, roll, keys, counts.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import csv
import hashlib
import hmac
import io
import json
import os
import pathlib
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import tap  # noqa: E402

APOYOCTL = os.environ["APOYOCTL"]
APOYO_SIM = os.environ["APOYO_SIM"]
HISTORY = 400
CITIZENS = 300

directory = tempfile.mkdtemp(prefix="apoyo-ctl-")
os.chmod(directory, 0o711)
roll = f"{directory}/roll.csv"
tests = tap.Suite()


def ctl(*arguments, code=0):
    done = subprocess.run([APOYOCTL, "--dir", directory, *arguments],
                          capture_output=True, text=True)
    assert done.returncode == code, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    return done


def sql(statement):
    return subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", f"{directory}/socket", "-U", "postgres",
         "apoyo"], input=statement, check=True, capture_output=True, text=True).stdout.strip()


def set_up():
    ctl("cluster", "init", directory)
    ctl("cluster", "start", directory)
    ctl("migrate")
    subprocess.run([APOYO_SIM, "people", "--citizens", str(CITIZENS), "--seed", "5",
                    "--out", roll], check=True, capture_output=True)


def tear_down():
    subprocess.run([APOYOCTL, "cluster", "stop", directory], capture_output=True)
    shutil.rmtree(directory, ignore_errors=True)


def altered_roll(name, change):
    """A copy of the roll whose rows went through change(number, row)."""
    path = f"{directory}/{name}.csv"
    with open(roll, newline="") as source, open(path, "w", newline="") as target:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(target, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(reader, 2):
            writer.writerow(change(number, row))
    return path


def n_in_roll():
    return int(sql("SELECT count(*) FROM apoyo.roll"))


@tests.case
def the_demonstration_loads_once():
    assert "is loaded" in ctl("demo", "load", "--history", str(HISTORY)).stdout
    assert "already" in ctl("demo", "load", "--history", str(HISTORY)).stdout
    assert sql("SELECT string_agg(code, ' ' ORDER BY id) FROM apoyo.process WHERE id > 0") == \
        "RM26 DF26 MU26 GU27 CP27"


@tests.case
def its_keys_are_one_for_each_promovente_and_secret():
    path = f"{directory}/auxiliaries.csv"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    rows = list(csv.DictReader(open(path)))
    assert len(rows) == 22419 + 12
    assert len({row["key"] for row in rows}) == len(rows)
    assert {row["scope"] for row in rows if row["process"] == "2"} == {"09-F12"}
    key = rows[7]["key"].replace("-", "")
    assert sql(f"SELECT promovente FROM apoyo.auxiliary WHERE key_hash = sha256('{key}')") == \
        rows[7]["promovente"]
    # Only the hash is in the database.
    assert sql(f"SELECT count(*) FROM apoyo.auxiliary AS a WHERE a::text LIKE '%{key}%'") == "0"


@tests.case
def a_roll_with_bad_rows_changes_nothing_and_each_is_told():
    def spoil(number, row):
        if number == 3:
            row["clave_elector"] = "NOT-A-CLAVE"
        if number == 9:
            row["section"], row["status"] = "12", "gone"
        if number == 11:
            row["status"], row["cause"] = "dropped", "boredom"
        return row

    told = ctl("import", "roll", altered_roll("spoilt", spoil), code=1).stderr
    for place in ("spoilt.csv:3: clave_elector", "spoilt.csv:9: section", "spoilt.csv:9: status",
                  "spoilt.csv:11: cause", "4 fields", "nothing was imported"):
        assert place in told, told
    assert "NOT-A-CLAVE" not in told, "a value is repeated"
    assert n_in_roll() == 0
    assert sql("SELECT count(*) FROM apoyo.import WHERE kind = 'roll'") == "0"


@tests.case
def a_repeated_person_changes_nothing():
    first = {}

    def repeat(number, row):
        first.setdefault("row", row)
        return first["row"] if number in (4, 20) else row

    told = ctl("import", "roll", altered_roll("twice", repeat), code=1).stderr
    assert "twice.csv:4: clave_elector: repeats the person of line 2\n" in told, told
    assert "twice.csv:20: clave_elector: repeats the person of line 2\n" in told, told
    assert "2 fields cannot be taken; nothing was imported" in told, told
    assert "apoyo." not in told and "_key" not in told, told
    assert n_in_roll() == 0
    # Whoever named the wrong keys for a file that cannot be taken names others the next time.
    assert sql("SELECT count(*) FROM apoyo.shared_key WHERE name = 'roll'") == "0"


@tests.case
def one_bad_field_is_told_in_the_singular():
    def spoil(number, row):
        if number == 3:
            row["section"] = "12"
        return row

    assert "1 field cannot be taken" in \
        ctl("import", "roll", altered_roll("one", spoil), code=1).stderr


@tests.case
def who_may_not_is_told_which_role_is_needed():
    for user, words, role in (
            ("carlos", ["import", "roll", roll], "may not import: it needs the role apoyo_setup"),
            ("ana", ["counts"], "may not read the counts: it needs the role apoyo_watch,"),
            ("ruben", ["recount"], "may not recount: it needs the role apoyo_auditor or"),
            ("carlos", ["auxiliary", "issue", "--process", "DF26", "--out",
                        f"{directory}/no.csv"], "do this with auxiliaries: it needs the role"),
            ("lucia", ["migrate"], "may not change the schema: it needs the role of the")):
        told = ctl("--user", user, *words, code=1).stderr
        assert f"Your account {user} " in told and role in told, told
        assert "denied" not in told, told


@tests.case
def the_key_of_the_log_is_printed_and_never_made():
    line = ctl("ledger-key").stdout
    assert line.startswith("apoyo-ledger+") and line.count("\n") == 1, line
    assert subprocess.run([APOYOCTL, "ledger-key", "--keys", f"{directory}/keys"],
                          capture_output=True, text=True).stdout == line
    absent = f"{directory}/absent"
    ctl("ledger-key", "--keys", absent, code=1)
    subprocess.run([APOYOCTL, "--dir", absent, "ledger-key"], capture_output=True)
    assert not os.path.exists(absent), "keys are made"


@tests.case
def a_file_without_a_column_is_refused():
    path = f"{directory}/narrow.csv"
    pathlib.Path(path).write_text("clave_elector,curp\nA,B\n")
    assert "cic" in ctl("import", "roll", path, code=1).stderr


@tests.case
def a_roll_is_imported_and_brought_up_to_date():
    n = sum(1 for _ in open(roll)) - 1
    assert "cannot be read twice" in subprocess.run(
        [APOYOCTL, "--dir", directory, "import", "roll", "/dev/stdin"], input=open(roll).read(),
        capture_output=True, text=True).stderr
    # A country's does not fit into a temporary directory.
    os.environ["TMPDIR"] = f"{directory}/none"
    assert f"{n} people added, 0 updated" in ctl("import", "roll", roll).stdout
    del os.environ["TMPDIR"]
    assert n_in_roll() == n

    def drop(number, row):
        if number == 5:
            row["status"], row["cause"] = "dropped", "death"
        return row

    assert f"0 people added, {n} updated" in \
        ctl("import", "roll", altered_roll("later", drop)).stdout
    assert int(sql("SELECT count(*) FROM apoyo.roll WHERE cause = 'death'")) >= 1
    assert sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'staging'::regnamespace"
               " AND relname = 'roll_' || (SELECT max(id) FROM apoyo.import)") == "0"

    # What somebody is still writing is no roll: it is cut between the two readings.
    cut = f"{directory}/cut.csv"
    header, *rows = open(roll).readlines()
    open(cut, "w").writelines([header, *rows * 20])  # more than is read ahead
    with subprocess.Popen(["psql", "-XqAt", "-h", f"{directory}/socket", "-U", "postgres", "apoyo"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        holder.stdin.write("BEGIN; LOCK TABLE apoyo.import IN EXCLUSIVE MODE; SELECT 'held';\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "held\n"
        with subprocess.Popen([APOYOCTL, "--dir", directory, "import", "roll", cut],
                              stderr=subprocess.PIPE, text=True) as importer:
            while sql("SELECT count(*) FROM pg_locks WHERE NOT granted") == "0":
                assert importer.poll() is None, importer.stderr.read()
                time.sleep(0.05)
            os.truncate(cut, sum(map(len, map(str.encode, [header, *rows]))))
            holder.stdin.write("COMMIT;\n")
            holder.stdin.close()
            told = importer.stderr.read()
        assert importer.returncode == 1 and "changed while it was read" in told, told
    assert sql("SELECT count(*) FROM apoyo.roll WHERE cause = 'death'") != "0"  # as it was

    # Under another key each would be somebody else: a lost one is not made anew.
    key = pathlib.Path(directory) / "keys" / "roll.key"
    kept = key.rename(key.with_suffix(".kept"))
    assert "Restore roll.key" in ctl("import", "roll", roll, code=1).stderr
    assert not key.exists() and n_in_roll() == n
    kept.rename(key)


@tests.case
def the_roll_holds_nobody_in_clear():
    person = next(csv.DictReader(open(roll)))
    for value in (person["clave_elector"], person["curp"], person["cic"], person["paternal"]):
        assert sql(f"SELECT count(*) FROM apoyo.roll AS r WHERE r::text LIKE '%{value}%'"
                   f" OR position('{value}'::bytea IN r.details) > 0") == "0"


@tests.case
def keys_are_issued_once_to_a_file():
    path = f"{directory}/more.csv"
    ctl("auxiliary", "issue", "--process", "DF26", "--per-promovente", "3", "--out", path)
    assert sum(1 for _ in open(path)) == 1 + 12 * 3
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    before = sql("SELECT count(*) FROM apoyo.auxiliary")
    assert "exists already" in ctl("auxiliary", "issue", "--process", "2", "--out", path,
                                   code=1).stderr
    ctl("auxiliary", "issue", "--process", "99", "--out", f"{directory}/none.csv", code=1)
    assert not os.path.exists(f"{directory}/none.csv")
    assert sql("SELECT count(*) FROM apoyo.auxiliary") == before
    # Whether they are registered nobody knows, whose connection ends with the commit.
    lost = f"{directory}/lost.csv"
    sql("""CREATE FUNCTION public.lose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
           $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
           CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON apoyo.auxiliary DEFERRABLE
           INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.lose()""")
    told = ctl("auxiliary", "issue", "--process", "DF26", "--out", lost, code=1).stderr
    sql("DROP FUNCTION public.lose() CASCADE")
    assert "keep the file" in told and os.path.exists(lost), told
    assert sql("SELECT count(*) FROM apoyo.auxiliary") == before


@tests.case
def keys_that_could_not_be_written_are_not_registered():
    before = sql("SELECT count(*) FROM apoyo.auxiliary")
    ctl("auxiliary", "issue", "--process", "2", "--out", f"{directory}/absent/keys.csv", code=1)
    assert sql("SELECT count(*) FROM apoyo.auxiliary") == before


@tests.case
def counts_are_a_partition_with_their_tree_size():
    rows = list(csv.DictReader(io.StringIO(ctl("counts").stdout)))
    situations = [name for name in rows[0] if name not in
                  ("process", "code", "tree_size", "promovente", "entity", "received",
                   "drill")]
    assert len(situations) == 14
    for row in rows:
        assert int(row["received"]) == sum(int(row[name]) for name in situations)
    whole = sum(int(row["received"]) for row in rows if row["promovente"] == "0")
    each = sum(int(row["received"]) for row in rows if row["promovente"] != "0")
    assert whole == each == HISTORY, (whole, each)
    for row in rows:
        assert row["tree_size"] == sql(
            f"SELECT size FROM apoyo.tree WHERE process = {row['process']}")
        break


@tests.case
def a_drill_is_marked_in_every_file():
    drills = sql("SELECT string_agg(code, ' ' ORDER BY id) FROM apoyo.process WHERE simulacro")
    rows = list(csv.DictReader(io.StringIO(ctl("counts").stdout)))
    assert {row["code"] for row in rows if row["drill"] == "SIMULACRO"} \
        == set(drills.split()) & {row["code"] for row in rows}
    assert {row["drill"] for row in rows} <= {"SIMULACRO", ""}
    document = json.loads(ctl("counts", "--process", "DF26", "--format", "json").stdout)
    assert document["simulacro"] is True
    with open(f"{directory}/auxiliaries.csv", newline="") as keys:
        assert {row["drill"] for row in csv.DictReader(keys)} == {"SIMULACRO"}


def spanish(*arguments, code=0):
    environment = dict(os.environ, LANG="C.UTF-8", LANGUAGE="es")
    environment.pop("LC_ALL", None)
    done = subprocess.run([APOYOCTL, "--dir", directory, *arguments], capture_output=True,
                          text=True, env=environment)
    assert done.returncode == code, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    return done


@tests.case
def whoever_reads_spanish_reads_spanish():
    help_text = spanish("help").stdout
    assert help_text.startswith("Uso: apoyoctl") and "ver y revocar auxiliares" in help_text
    assert "Requiere el rol apoyo_setup" in spanish("checks", "--help").stdout
    assert "Uso: apoyoctl staff list" in spanish("staff", code=2).stderr
    assert "No hay un proceso XX26" in spanish("counts", "--process", "XX26", code=1).stderr
    assert "Su cuenta ana no puede administrar al personal" \
        in spanish("--user", "ana", "staff", "list", code=1).stderr
    assert spanish("counts", "--process", "DF26").stdout.startswith(
        "proceso,clave,tamaño_del_árbol,promovente,entidad,recibidos,")
    path = f"{directory}/llaves.csv"
    spanish("auxiliary", "issue", "--process", "DF26", "--out", path)
    assert open(path).readline() == "proceso,promovente,llave,ámbito,simulacro\n"


@tests.case
def every_column_has_a_spanish_name():
    for words in (("process", "list"), ("geography", "list"), ("geography", "totals"),
                  ("geography", "exceptions"), ("geography", "quality", "1"),
                  ("promovente", "list", "--process", "DF26"),
                  ("auxiliary", "list", "--process", "DF26")):
        english = ctl(*words).stdout.split("\n")[0].split(",")
        said = spanish(*words).stdout.split("\n")[0].split(",")
        same = {"promovente", "acuerdo", "folio", "simulacro", "promoventes", "ine", "inegi"}
        left = {name for name, word in zip(english, said) if name == word} - same
        assert len(english) == len(said) and not left, (words, left)


@tests.case
def counts_as_json_are_the_same():
    table = [row for row in csv.DictReader(io.StringIO(ctl("counts", "--process", "2").stdout))]
    document = json.loads(ctl("counts", "--process", "2", "--format", "json").stdout)
    assert document["code"] == "DF26"
    for name in ("DF26", "df26"):
        assert json.loads(ctl("counts", "--process", name, "--format", "json").stdout) == document
    # No ledger runs here, so that there is something to say of the process that was named.
    told = ctl("recount", "--process", "DF26", code=1).stdout
    assert "process 2:" in told and "process 1:" not in told, told
    assert [(str(c["promovente"]), c["entity"], str(c["received"])) for c in document["counts"]] \
        == [(row["promovente"], row["entity"], row["received"]) for row in table]


def password_file(text, mode=0o600):
    path = pathlib.Path(f"{directory}/password")
    path.unlink(missing_ok=True)
    path.touch(mode)
    path.chmod(mode)
    path.write_text(text)
    return str(path)


def verifier_of(role):
    return sql(f"SELECT rolpassword FROM pg_authid WHERE rolname = '{role}'")


def is_verifier_of(verifier, password):
    """As RFC 5802 has it: the stored key follows from password, salt and rounds."""
    rounds, salt, stored = re.fullmatch(
        r"SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):.+", verifier).groups()
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    key = hmac.digest(salted, b"Client Key", "sha256")
    return base64.b64decode(stored) == hashlib.sha256(key).digest()


@tests.case
def staff_is_added_with_a_verifier_made_here():
    path = password_file("correct horse battery\nsecond line\n")
    ctl("staff", "add", "eva", "Eva Prado", "--password-file", path)
    assert is_verifier_of(verifier_of("eva"), "correct horse battery")
    assert not is_verifier_of(verifier_of("eva"), "another")
    assert "is taken" in ctl("staff", "add", "eva", "Eva", "--password-file", path, code=1).stderr
    assert "eva\tEva Prado\tactive\t\tnever" in ctl("staff", "list").stdout
    told = ctl("staff", "history", "eva").stdout.splitlines()
    assert told[0].startswith("act,group,process,code,entity,bar,until,"), told
    assert len(told) == 2 and told[1].startswith("staff-added,"), told


@tests.case
def passwords_are_short_open_or_absent_for_nobody():
    before = verifier_of("eva")
    for text, mode in (("short", 0o600), ("", 0o600), ("correct horse battery", 0o640)):
        ctl("staff", "reset", "eva", "--password-file", password_file(text, mode), code=1)
    ctl("staff", "reset", "eva", "--password-file", f"{directory}/absent", code=1)
    assert verifier_of("eva") == before


@tests.case
def passwords_are_asked_on_the_terminal_without_echo():
    def reset(*typed):
        program, terminal = pty.fork()
        if program == 0:
            os.execv(APOYOCTL, [APOYOCTL, "--dir", directory, "staff", "reset", "eva"])
        shown = b""
        for question, answer in zip((b"New password: ", b"Again: "), typed):
            while not shown.endswith(question):
                shown += os.read(terminal, 1024)
            os.write(terminal, answer.encode() + b"\n")
        try:
            while piece := os.read(terminal, 1024):
                shown += piece
        except OSError:  # the program has ended
            pass
        _, status = os.waitpid(program, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), shown.decode()

    code, shown = reset("staple battery", "staple battery")
    assert code == 0 and "staple" not in shown, shown
    assert is_verifier_of(verifier_of("eva"), "staple battery")
    code, shown = reset("staple battery 2", "staple battery 3")
    assert code == 1 and "not the same" in shown, shown
    assert is_verifier_of(verifier_of("eva"), "staple battery")


@tests.case
def everybody_changes_their_own_password():
    ctl("--user", "ana", "staff", "password", "--password-file", password_file("ana's new one"))
    assert is_verifier_of(verifier_of("ana"), "ana's new one")


@tests.case
def groups_and_scopes_are_granted_and_taken_away():
    ctl("staff", "grant", "eva", "setup")
    assert "eva\tEva Prado\tactive\tapoyo_setup\t" in ctl("staff", "list").stdout
    assert "apoyo_owner" in ctl("staff", "grant", "eva", "owner", code=1).stderr
    assert "Ask another supervisor" in ctl("staff", "grant", "lucia", "setup", code=1).stderr
    ctl("--user", "ruben", "staff", "grant", "eva", "watch", code=1)
    ctl("staff", "scope", "eva", "--process", "DF26", "--until", "2099-01-01T00:00:00Z")
    scope = ctl("staff", "scope", "eva", "--entity", "09", "--bar").stdout.split()[1]
    shown = ctl("staff", "list").stdout
    assert "+DF26\tuntil 2099-01-01T00:00:00" in shown and f"scope {scope}\t−09" in shown, shown
    # A day ends when it does where the process is, whatever this machine's clocks say.
    ctl("staff", "scope", "eva", "--process", "DF26", "--until", "2098-12-31")
    assert "+DF26\tuntil 2099-01-01T05:59:59" in ctl("staff", "list").stdout
    ctl("staff", "end-scope", "seven", code=2)
    ctl("staff", "end-scope", scope)
    assert "−09" not in ctl("staff", "list").stdout
    for wrong in (["--until", "2099-01-01T00:00:00Z"], ["--everywhere", "--process", "1"],
                  ["--process", "1", "--until", "tomorrow"]):
        ctl("staff", "scope", "eva", *wrong, code=2)
    ctl("staff", "revoke", "eva", "setup")
    assert "apoyo_setup" not in ctl("staff", "list").stdout.split("eva\t", 1)[1].split("\n")[0]


@tests.case
def whoever_is_disabled_is_out():
    ctl("staff", "grant", "eva", "setup")
    ctl("--user", "eva", "proposal", "list")
    session = subprocess.Popen(["psql", "-XqAt", "-h", f"{directory}/socket", "-U", "eva", "apoyo"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    session.stdin.write("SELECT 'there';\n")
    session.stdin.flush()
    assert session.stdout.readline() == "there\n"
    assert ctl("staff", "disable", "eva").stdout == "1 open sessions were ended\n"
    assert "still" not in session.communicate("SELECT 'still';\n", timeout=90)[0]
    ctl("--user", "eva", "proposal", "list", code=1)
    ctl("staff", "enable", "eva")
    ctl("--user", "eva", "proposal", "list")


@tests.case
def a_process_is_taken_through_its_life():
    shown = ctl("process", "show", "GU27").stdout
    assert "\nready,t," in shown and "Rubén Salas" in shown, "the timeline says where it is and by whom"
    assert ",ready," in ctl("--user", "elena", "process", "list").stdout
    effect = json.loads(ctl("process", "effect", "DF26", "--closes", "2099-01-01T00:00:00Z").stdout)
    assert effect["changed"] == ["closes_at"] and effect["promoventes"]["same"] == 12
    ctl("process", "back", "GU27", code=1)
    ctl("process", "back", "GU27", "--reason", "The name is wrong")
    changes = pathlib.Path(f"{directory}/changes.json")
    changes.write_text('{"name": "Gubernatura"}')
    assert "GU27" in ctl("process", "amend", "GU27", changes, "--reason", "r", "--revision", "1",
                         code=1).stderr, "who looked at an older one is told"
    ctl("process", "amend", "GU27", changes, "--reason", "As in the acuerdo", "--acuerdo", "INE/CG1/2026")
    rule = pathlib.Path(f"{directory}/rule.json")
    rule.write_text(sql("SELECT document || '{\"hearing_days\": 7}' FROM apoyo.rule AS r"
                        " JOIN apoyo.process AS p ON p.id = r.process WHERE p.code = 'GU27'"))
    changes.write_text('{"hearing_days": {"reason": "r", "acuerdo": "INE/CG1/2026"}}')
    ctl("process", "change-rule", "GU27", rule, "--changes", changes, "--reason", "Hearings")
    ctl("process", "ready", "GU27")
    assert sql("SELECT concat_ws(' ', state, name, rule_version) FROM apoyo.process WHERE code = 'GU27'") \
        == "ready Gubernatura 2"
    ctl("--user", "carlos", "process", "ready", "GU27", code=1)
    ctl("process", "ready", code=2)


@tests.case
def a_process_is_closed_by_two():
    sql("UPDATE apoyo.process SET opens_at = now() - interval '9 days',"
        " closes_at = now() - interval '8 days' WHERE id = 2;"
        "DELETE FROM apoyo.work WHERE process = 2")
    assert "RM26" in ctl("--user", "carlos", "proposal", "propose", "close-process",
                         "--process", "1", code=1).stderr
    ctl("--user", "ruben", "process", "close", "DF26", code=1)
    ctl("process", "close", "DF26")
    number, plan, digest = ctl("--user", "carlos", "proposal", "propose", "close-process",
                               "--process", "DF26").stdout.split("\n")[:3]
    assert json.loads(plan)["process"] == "DF26"
    assert digest == hashlib.sha256(plan.encode()).hexdigest(), "whoever reads it can check it"
    ctl("--user", "carlos", "proposal", "sign", number, digest, code=1)
    ctl("--user", "diego", "proposal", "sign", number, "00" * 32, code=1)
    assert digest in ctl("--user", "diego", "proposal", "list", "--inbox").stdout
    assert ctl("--user", "diego", "proposal", "sign", number, digest).stdout == "applied\n"
    assert sql("SELECT state FROM apoyo.process WHERE id = 2") == "closed"
    ctl("--user", "diego", "proposal", "refuse", number, "too late", code=1)
    assert "applied\tcarlos\tdiego" in ctl("--user", "elena", "proposal", "list").stdout


@tests.case
def wrong_usage_is_told_apart_from_failure():
    ctl("staff", code=2)
    ctl("staff", "add", "eva", code=2)
    ctl("proposal", "propose", "open-process", code=2)
    ctl("proposal", "sign", "x", "00", code=2)
    ctl("counts", "--format", "xml", code=2)
    ctl("import", "people", roll, code=2)
    ctl("auxiliary", "issue", code=2)
    assert "no process 77" in ctl("counts", "--process", "77", code=1).stderr
    assert "no process XX26" in ctl("recount", "--process", "XX26", code=1).stderr


@tests.case
def the_citizens_explain_themselves():
    for option, word in (("--help", "--citizens"), ("--version", "apoyo-sim ")):
        done = subprocess.run([APOYO_SIM, option], capture_output=True, text=True)
        assert done.returncode == 0 and word in done.stdout, done


set_up()
tests.main(tear_down)
