#!/usr/bin/env python3
"""apoyoctl against a private cluster: demonstration, roll, keys, counts.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import io
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

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
        "RM26 DF26"


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
            ("carlos", ["auxiliaries", "issue", "--process", "DF26", "--out",
                        f"{directory}/no.csv"], "issue access keys: it needs the role apoyo_setup"),
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
    assert f"{n} people added, 0 updated" in ctl("import", "roll", roll).stdout
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


@tests.case
def the_roll_holds_nobody_in_clear():
    person = next(csv.DictReader(open(roll)))
    for value in (person["clave_elector"], person["curp"], person["cic"], person["paternal"]):
        assert sql(f"SELECT count(*) FROM apoyo.roll AS r WHERE r::text LIKE '%{value}%'"
                   f" OR position('{value}'::bytea IN r.details) > 0") == "0"


@tests.case
def keys_are_issued_once_to_a_file():
    path = f"{directory}/more.csv"
    ctl("auxiliaries", "issue", "--process", "DF26", "--per-promovente", "3", "--out", path)
    assert sum(1 for _ in open(path)) == 1 + 12 * 3
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    before = sql("SELECT count(*) FROM apoyo.auxiliary")
    assert "exists already" in ctl("auxiliaries", "issue", "--process", "2", "--out", path,
                                   code=1).stderr
    ctl("auxiliaries", "issue", "--process", "99", "--out", f"{directory}/none.csv", code=1)
    assert not os.path.exists(f"{directory}/none.csv")
    assert sql("SELECT count(*) FROM apoyo.auxiliary") == before


@tests.case
def keys_that_could_not_be_written_are_not_registered():
    before = sql("SELECT count(*) FROM apoyo.auxiliary")
    ctl("auxiliaries", "issue", "--process", "2", "--out", f"{directory}/absent/keys.csv", code=1)
    assert sql("SELECT count(*) FROM apoyo.auxiliary") == before


@tests.case
def counts_are_a_partition_with_their_tree_size():
    rows = list(csv.DictReader(io.StringIO(ctl("counts").stdout)))
    situations = [name for name in rows[0] if name not in
                  ("process", "code", "tree_size", "promovente", "entity", "received")]
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


@tests.case
def wrong_usage_is_told_apart_from_failure():
    ctl("counts", "--format", "xml", code=2)
    ctl("import", "people", roll, code=2)
    ctl("auxiliaries", "issue", code=2)
    assert "no process 77" in ctl("counts", "--process", "77", code=1).stderr
    assert "no process XX26" in ctl("recount", "--process", "XX26", code=1).stderr


@tests.case
def the_citizens_explain_themselves():
    for option, word in (("--help", "--citizens"), ("--version", "apoyo-sim ")):
        done = subprocess.run([APOYO_SIM, option], capture_output=True, text=True)
        assert done.returncode == 0 and word in done.stdout, done


set_up()
tests.main(tear_down)
