#!/usr/bin/env python3
"""Promoventes and auxiliaries from a terminal: apoyoctl against a private cluster.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import io
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import demonstration  # noqa: E402
import tap  # noqa: E402

APOYOCTL = os.environ["APOYOCTL"]
APOYO_SIM = os.environ["APOYO_SIM"]
PROMOVENTES = 22419  # of the largest process there was

directory = tempfile.mkdtemp(prefix="apoyo-people-")
os.chmod(directory, 0o711)
roll = f"{directory}/roll.csv"
tests = tap.Suite()

PROCESS = """
SET SESSION AUTHORIZATION ruben;
SELECT apoyo.sign_in('test', 'test');
SELECT apoyo.create_process('{code}', 'Process {code}', 'revocation',
  '{{"kind": "revocation", "joint": {joint}, "base": "nominal_list", "scope": "{scope}",
    "percentage": "3", "rounding": "ceiling",
    "duplicates": "first", "exclusive": true, "models": ["G"], "modalities": ["auxiliary"],
    "grace_hours": 24, "review": {{"model": "findings"}}, "withdrawal": true, "hearing_days": 5,
    "time_zone": "America/Mexico_City", "cell_level": "entity"}}',
  '2090-01-01 06:00Z', '2090-03-01 06:00Z', 'INE/CG1/2089', {simulacro});
"""


def ctl(*arguments, code=0, stdin=""):
    done = subprocess.run([APOYOCTL, "--dir", directory, *arguments], input=stdin,
                          capture_output=True, text=True)
    assert done.returncode == code, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    return done


def sql(statement):
    return subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", f"{directory}/socket", "-U", "postgres",
         "apoyo"], input=statement, check=True, capture_output=True, text=True).stdout.strip()


def process(code, scope="country", joint="true", simulacro="true"):
    sql(PROCESS.format(code=code, scope=scope, joint=joint, simulacro=simulacro))
    return code


def file(name, text, encoding="utf-8"):
    path = f"{directory}/{name}.csv"
    with open(path, "w", encoding=encoding, newline="") as out:
        out.write(text)
    return path


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def listed(code, *columns):
    return [tuple(row[column] for column in columns)
            for row in table(ctl("promovente", "list", "--process", code).stdout)]


def set_up():
    demonstration.put(APOYOCTL, directory, 0)
    ctl("cluster", "start", directory)
    subprocess.run([APOYO_SIM, "people", "--citizens", "200", "--seed", "5", "--out", roll],
                   check=True, capture_output=True)
    ctl("import", "roll", roll)


def tear_down():
    subprocess.run([APOYOCTL, "cluster", "stop", directory], capture_output=True)
    shutil.rmtree(directory, ignore_errors=True)


@tests.case
def a_file_as_institutions_send_it_is_taken():
    process("FILE")
    path = file("latin", "LISTADO DE PROMOVENTES\r\nNúmero|FOLIO|Nombre Completo|Ámbito|"
                "Abre|CIERRA\r\n7|F-7|Íñigo Peña|MX|10 de enero de 2090|20/01/2090\r\n"
                "||Ana Núñez|||\r\n", "iso-8859-1")
    dry = ctl("import", "promoventes", path, "--process", "FILE", "--dry-run").stdout
    assert "2 promoventes" in dry and "nothing was changed" in dry, dry
    assert listed("FILE", "promovente") == []
    ctl("import", "promoventes", path, "--process", "FILE")
    assert listed("FILE", "promovente", "folio", "name", "scope", "opens_at", "closes_at") == [
        ("7", "F-7", "Íñigo Peña", "MX", "2090-01-10 06:00:00+00", "2090-01-21 05:59:59+00"),
        ("8", "FILE-00008", "Ana Núñez", "MX", "", "")], listed("FILE", "name", "opens_at")


@tests.case
def every_bad_row_is_told_and_nothing_is_taken():
    process("BAD", scope="federal_district", joint="false")
    path = file("bad", "NUMERO,FOLIO,NOMBRE,AMBITO,CIERRA\n1,A,Ada,09-F12,\n1,B,,09,\n"
                "x,A,Eva,09-F99,pronto\n4,D,Fay,09-F11,2089-12-01\n5,E,Gil\n")
    problems = f"{directory}/problems.csv"
    told = ctl("import", "promoventes", path, "--process", "BAD", "--problems", problems, code=1).stderr
    assert "nothing was imported" in told and "Ada" not in told, told
    rows = [(row["line"], row["field"]) for row in table(open(problems).read())]
    assert rows == [("3", "name"), ("3", "number"), ("3", "scope"), ("4", "closes_at"),
                    ("4", "folio"), ("4", "number"), ("4", "scope"), ("5", "closes_at"),
                    ("6", "")], (rows, told)
    assert listed("BAD", "promovente") == []


@tests.case
def as_many_as_there_ever_were_come_at_once():
    process("MANY")
    rows = "".join(f"{n},F-{n:05},Persona Número {n},MX,2090-01-10 00:00,2090-02-10 18:00\n"
                   for n in range(1, PROMOVENTES + 1))
    path = file("many", "NUMERO,FOLIO,NOMBRE,AMBITO,INICIO,FIN\n" + rows)
    begun = time.monotonic()
    ctl("import", "promoventes", path, "--process", "MANY")
    taken = time.monotonic() - begun
    print(f"# {PROMOVENTES} promoventes in {taken:.2f} s")
    assert len(listed("MANY", "promovente")) == PROMOVENTES
    # Three seconds on a machine of its own; were it done row by row, this would not do either.
    assert taken < 60, taken


@tests.case
def one_promovente_from_beginning_to_end():
    process("ONE")
    assert ctl("promovente", "add", "Ada Lovelace", "--process", "ONE").stdout == "promovente 1\n"
    ctl("promovente", "add", "Twice", "--process", "ONE", "--number", "5", "--folio", "T")
    ctl("promovente", "change", "T", "--process", "ONE", "--name", "Bea")
    assert listed("ONE", "promovente", "folio", "name", "state") == [
        ("1", "ONE-00001", "Ada Lovelace", "active"), ("5", "T", "Bea", "active")]
    assert "reason" in ctl("promovente", "remove", "5", "--process", "ONE", code=1).stderr
    ctl("promovente", "remove", "5", "--process", "ONE", "--reason", "entered twice")
    assert "no promovente 5" in ctl("promovente", "remove", "5", "--process", "ONE", "--reason",
                                    "again", code=1).stderr
    # By the clocks of the process, six hours behind; a day is meant whole.
    ctl("promovente", "window", "1", "--process", "ONE", "--opens", "2090-01-05 09:00",
        "--closes", "2090-01-20")
    assert listed("ONE", "opens_at", "closes_at") == [
        ("2090-01-05 15:00:00+00", "2090-01-21 05:59:59+00")]
    assert "longer" in ctl("process", "extend-own", "ONE", "--days", "0", code=1).stderr
    assert '"situations"' in ctl("process", "extend-own", "ONE", "--days", "7", "--dry-run").stdout
    assert ctl("process", "extend-own", "ONE", "--days", "7").stdout == "1 window extended\n"
    assert listed("ONE", "closes_at") == [("2090-01-28 05:59:59+00",)]
    assert '"situations"' in ctl("promovente", "window", "1", "--process", "ONE", "--closes", "process",
                                 "--dry-run").stdout
    assert listed("ONE", "closes_at") == [("2090-01-28 05:59:59+00",)]
    ctl("promovente", "window", "1", "--process", "ONE", "--closes", "process")
    assert listed("ONE", "opens_at", "closes_at") == [("2090-01-05 15:00:00+00", "")]
    assert "no time" in ctl("promovente", "window", "1", "--process", "ONE", "--closes", "soon",
                            code=2).stderr
    act = ("--process", "ONE", "--reason", "fraud", "--acuerdo", "INE/CG2/2090")
    ctl("promovente", "suspend", "1", *act)
    assert listed("ONE", "state", "reason", "acuerdo") == [("suspended", "fraud", "INE/CG2/2090")]
    assert "suspended" in ctl("promovente", "suspend", "1", *act, code=1).stderr
    ctl("promovente", "reinstate", "1", *act)
    ctl("promovente", "withdraw", "ONE-00001", *act)
    assert listed("ONE", "state") == [("withdrawn",)]


@tests.case
def auxiliaries_are_people_of_the_roll_and_get_a_key_each():
    process("REAL", simulacro="false")
    for name in ("Ada", "Bea"):
        ctl("promovente", "add", name, "--process", "REAL")
    people = [row for row in csv.DictReader(open(roll)) if row["status"] == "active"][:4]
    gone = next(row for row in csv.DictReader(open(roll)) if row["status"] == "dropped")
    out = f"{directory}/keys.csv"
    bad = file("bad-people", "PROMOVENTE,NOMBRE,CLAVE DE ELECTOR\n"
               f"1,Nadie,{people[0]['clave_elector']}\n9,Nadie,{people[1]['clave_elector']}\n"
               f"1,Nadie,{gone['clave_elector']}\n1,Nadie,ABC\n1,Nadie,\n"
               f"1,Nadie,{people[0]['clave_elector'].lower()}\n")
    told = ctl("import", "auxiliaries", bad, "--process", "REAL", "--out", out, code=1).stderr
    for line in ("3: promovente is not a promovente", "4: clave_elector is not in the nominal list",
                 "5: clave_elector is not a clave de elector", "6: clave_elector is empty",
                 "7: clave_elector repeats the person of line 2"):
        assert f"bad-people.csv:{line}" in told, told
    assert people[0]["clave_elector"] not in told and "Nadie" not in told, told
    assert not os.path.exists(out)
    good = file("people", "Auxiliares registrados\nPROMOVENTE|CLAVE_ELECTOR|Nombre\n" + "".join(
        f"{promovente}|{row['clave_elector']}|Nadie\n"
        for promovente, row in zip(("1", "REAL-00002", "1", "2"), people)))
    assert "Dry run" in ctl("import", "auxiliaries", good, "--process", "REAL", "--dry-run").stdout
    assert sql("SELECT count(*) FROM apoyo.auxiliary AS a JOIN apoyo.process AS p"
               " ON p.id = a.process AND p.code = 'REAL'") == "0"
    assert "4 auxiliaries" in ctl("import", "auxiliaries", good, "--process", "REAL", "--out", out).stdout
    assert stat.S_IMODE(os.stat(out).st_mode) == 0o600
    keys = list(csv.DictReader(open(out)))
    assert [(row["auxiliary"], row["line"]) for row in keys] == [
        ("1-1", "3"), ("2-1", "4"), ("1-2", "5"), ("2-2", "6")], keys
    assert len({row["key"] for row in keys}) == 4
    for row in keys:
        key = row["key"].replace("-", "")
        assert sql(f"SELECT promovente FROM apoyo.auxiliary WHERE key_hash = sha256('{key}')") == \
            row["promovente"]
    assert "exists already" in ctl("import", "auxiliaries", good, "--process", "REAL", "--out", out,
                                   code=1).stderr
    assert sql(f"SELECT count(*) FROM apoyo.auxiliary AS a JOIN apoyo.roll AS r ON r.id = a.roll") == "4"


@tests.case
def one_auxiliary_from_beginning_to_end():
    person = [row for row in csv.DictReader(open(roll)) if row["status"] == "active"][9]
    out = f"{directory}/one-key.csv"
    told = ctl("auxiliary", "issue", "--process", "REAL", "--promovente", "1", "--out", out, code=1,
               stdin="\n").stderr
    assert "no drill" in told and not os.path.exists(out), told
    issued = ctl("auxiliary", "issue", "--process", "REAL", "--promovente", "1", "--out", out,
                 stdin=person["clave_elector"] + "\n").stdout
    number = issued.split()[1]
    assert [row["scope"] for row in csv.DictReader(open(out))] == ["MX"]
    again = ctl("auxiliary", "issue", "--process", "REAL", "--promovente", "1", "--out",
                f"{directory}/again.csv", code=1, stdin=person["clave_elector"] + "\n").stderr
    assert "auxiliary of promovente 1 already" in again, again
    assert "reason" in ctl("auxiliary", "revoke", number, code=1).stderr
    ctl("auxiliary", "key", number, "--reason", "lost", "--out", f"{directory}/second.csv")
    new = list(csv.DictReader(open(f"{directory}/second.csv")))[0]
    assert new["auxiliary"] == number and new["key"] != list(csv.DictReader(open(out)))[0]["key"]
    ctl("auxiliary", "revoke", number, "--reason", "fraud")
    rows = table(ctl("auxiliary", "list", "--process", "REAL", "--promovente", "1").stdout)
    mine = next(row for row in rows if row["auxiliary"] == number)
    assert mine["revoked_at"] and mine["revoked_reason"] == "fraud" and mine["on_roll"] == "true"
    assert person["clave_elector"] not in str(rows)


@tests.case
def where_promoventes_compete_nobody_serves_two():
    process("COMP", joint="false")
    for name in ("Ada", "Bea"):
        ctl("promovente", "add", name, "--process", "COMP")
    person = [row for row in csv.DictReader(open(roll)) if row["status"] == "active"][0]
    path = file("two", f"PROMOVENTE,CLAVE_ELECTOR\n1,{person['clave_elector']}\n"
                       f"2,{person['clave_elector']}\n")
    told = ctl("import", "auxiliaries", path, "--process", "COMP", "--dry-run", code=1).stderr
    assert "two.csv:3: clave_elector repeats the person of line 2" in told, told


@tests.case
def what_is_said_wrong_is_told():
    ctl("promovente", code=2)
    ctl("promovente", "add", "x", code=2)
    ctl("auxiliary", "issue", "--process", "ONE", code=2)
    ctl("auxiliary", "revoke", "one", "--reason", "x", code=2)
    ctl("import", "promoventes", roll, code=2)
    ctl("import", "auxiliaries", roll, "--process", "ONE", code=2)
    assert "no process NONE" in ctl("promovente", "list", "--process", "NONE", code=1).stderr
    told = ctl("--user", "carlos", "promovente", "add", "x", "--process", "ONE", code=1).stderr
    assert "Your account carlos may not do this with promoventes" in told, told


if __name__ == "__main__":
    try:
        set_up()
        tests.main(tear_down)
    finally:
        tear_down()
