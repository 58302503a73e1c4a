#!/usr/bin/env python3
"""apoyoctl import/export of the geography and of nominal lists, against a private cluster.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import demonstration  # noqa: E402
import tap  # noqa: E402

APOYOCTL = os.environ["APOYOCTL"]

directory = tempfile.mkdtemp(prefix="apoyo-geography-")
os.chmod(directory, 0o711)
exported = f"{directory}/exported.csv"
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
    demonstration.put(APOYOCTL, directory, 0)
    ctl("cluster", "start", directory)


def tear_down():
    subprocess.run([APOYOCTL, "cluster", "stop", directory], capture_output=True)
    shutil.rmtree(directory, ignore_errors=True)


def table(text):
    return list(csv.DictReader(text.splitlines()))


def total(text):
    return next(row for row in table(text) if row["entity"] == "MX")


def copy_of(name, change, entities=None, delimiter=",", encoding="utf-8", above="", fields=None):
    """The exported file with its rows through change(line, row) → row or None."""
    path = f"{directory}/{name}.csv"
    with open(exported, newline="") as source, \
            open(path, "w", newline="", encoding=encoding) as target:
        reader = csv.DictReader(source)
        target.write(above)
        writer = csv.DictWriter(target, fields or reader.fieldnames, delimiter=delimiter,
                                lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for line, row in enumerate(reader, 2 + above.count("\n")):
            if entities and row["ENTIDAD"] not in entities:
                break
            row = change(line, row)
            if row is not None:
                writer.writerow(row)
    return path


def versions():
    return table(ctl("geography", "list").stdout)


def newest():
    """Numbers have gaps: a dry run takes one and gives it back to nobody."""
    return versions()[-1]["geography"]


def content(version):
    return sql(
        "SELECT 'demarcations', md5(string_agg(d::text, ';' ORDER BY d.code)) FROM (SELECT code, level, name,"
        f" parent, entity, nominal_list, inegi_code FROM apoyo.demarcation WHERE geography = {version}"
        ") AS d UNION ALL SELECT 'sections', md5(string_agg(s::text, ';' ORDER BY s.code)) FROM (SELECT code,"
        " entity, circumscription, municipality, federal_district, local_district, nominal_list,"
        f" roll FROM apoyo.section WHERE geography = {version}) AS s ORDER BY 1")


@tests.case
def the_demonstration_is_exported_section_by_section():
    assert "70278 sections" in ctl("export", "geography", exported).stdout
    rows = list(csv.DictReader(open(exported)))
    assert len(rows) == 70278
    assert sum(int(row["LISTA_NOMINAL"]) for row in rows) == 98367539


@tests.case
def a_dry_run_says_what_it_would_do_and_changes_nothing():
    done = ctl("import", "geography", exported, "--dry-run")
    assert "nothing was changed" in done.stdout
    assert len(versions()) == 1
    assert sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'staging'::regnamespace") == "0"


@tests.case
def what_was_exported_comes_back_the_same():
    done = ctl("import", "geography", exported, "--name", "La misma", "--total", "98367539")
    changes = total(done.stdout.split("\n\n")[0])
    assert {changes[name] for name in changes if name not in ("entity", "nominal_list")} == {"0"}
    assert [row["state"] for row in versions()] == ["adopted", "draft"]
    assert versions()[1]["name"] == "La misma"
    assert content(1) == content(newest())
    assert table(ctl("geography", "quality", newest()).stdout) == []


@tests.case
def the_same_comes_back_from_pipes_latin_1_and_below_a_title():
    path = copy_of("latin", lambda line, row: row, delimiter="|", encoding="latin-1",
                   above="Geografía electoral, corte 2026\n\n")
    ctl("import", "geography", path)
    assert content(1) == content(newest())


@tests.case
def every_planted_error_is_told_by_line_field_and_reason():
    planted = {
        5: ("ENTIDAD", "33", "entity"), 9: ("SECCION", "x", "section"),
        12: ("LISTA_NOMINAL", "many", "nominal_list"), 17: ("DISTRITO_FEDERAL", "0", "federal_district"),
        21: ("DISTRITO_LOCAL", "", "local_district"), 25: ("MUNICIPIO", "1000", "municipality"),
        30: ("PADRON", "1", "roll"), 34: ("SECCION", "0001", "section"),
        38: ("CIRCUNSCRIPCION", "9", "circumscription"), 41: ("NOMBRE_ENTIDAD", "Otra", "entity_name"),
        44: ("CLAVE_INEGI", "02001", "inegi_code"),
    }

    def plant(line, row):
        if line in planted:
            row[planted[line][0]] = planted[line][1]
        return row

    path = copy_of("planted", plant, entities=("01",))
    with open(path) as file:
        lines = file.read().split("\n")
    lines[49] = "01,short"
    pathlib.Path(path).write_text("\n".join(lines))
    problems = f"{directory}/problems.csv"
    done = ctl("import", "geography", path, "--problems", problems, code=1)
    told = {(int(row["line"]), row["field"]) for row in csv.DictReader(open(problems))}
    for line, (_column, _value, field) in planted.items():
        assert (line, field) in told, (line, field, sorted(told))
        assert f"planted.csv:{line}: {field} " in done.stderr
    assert any(line == 50 for line, _field in told), "the row of another shape"
    assert {line for line, _field in told} <= {*planted, 50, 2, 3, 4, 6}, sorted(told)
    assert "nothing was imported" in done.stderr
    assert len(versions()) == 3
    assert sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'staging'::regnamespace") == "0"


@tests.case
def totals_of_any_level_are_stated_and_taken_back():
    said = ctl("geography", "total", "MX", "98329591").stdout
    assert "98329591" in said, said
    ctl("geography", "total", "21-F10", "1", "--geography", "1")
    rows = {row["code"]: row for row in table(ctl("geography", "totals").stdout)}
    assert rows["MX"]["difference"] == "37948" and rows["MX"]["sum"] == "98367539", rows
    assert sorted(rows) == ["21-F10", "MX"], rows
    problems = {(row["problem"], row["code"]) for row in table(ctl("geography", "quality", "1").stdout)}
    assert problems == {("total_differs", "MX"), ("total_differs", "21-F10")}, problems
    ctl("geography", "total", "MX", "-")
    ctl("geography", "total", "21-F10", "-")
    assert table(ctl("geography", "totals").stdout) == []
    assert "demarcation 99" in ctl("geography", "total", "99", "1", code=1).stderr
    ctl("geography", "total", "MX", "many", code=2)
    ctl("geography", "total", "MX", code=2)


@tests.case
def exception_lists_are_stored_by_either_coding():
    inegi = pathlib.Path(directory, "inegi.txt")
    inegi.write_text("07001, 7002\n20001\t20002\n")
    said = ctl("geography", "exceptions", "--name", "Paper", "--acuerdo", "INE/CG1/2026", str(inegi))
    assert "4 municipalities" in said.stdout, said.stdout
    ctl("geography", "exceptions", "--name", "Same", "--acuerdo", "INE/CG1/2026", "--coding", "ine",
        "07-M001", "07-M002", "20-M001", "20-M002")
    rows = table(ctl("geography", "exceptions").stdout)
    lists = {name: sorted(row["ine"] for row in rows if row["list"] == name)
             for name in ("Paper", "Same")}
    assert lists["Paper"] == lists["Same"] == ["07001", "07002", "20001", "20002"], lists
    told = ctl("geography", "exceptions", "--name", "Wrong", "--acuerdo", "x", "07999", code=1).stderr
    assert "07999" in told, told
    assert not [row for row in table(ctl("geography", "exceptions").stdout) if row["list"] == "Wrong"]
    ctl("geography", "exceptions", "--name", "Paper", "07001", code=2)
    ctl("geography", "exceptions", "--rename", "Paper", code=2)
    assert "Paper already" in ctl("geography", "exceptions", "--name", "Same", "--rename", "Paper",
                          code=1).stderr
    ctl("geography", "exceptions", "--name", "Same", "--rename", "Another")
    ctl("geography", "exceptions", "--name", "Paper", "--remove")
    left = {row["list"] for row in table(ctl("geography", "exceptions").stdout)}
    assert left == {"Another"}, left


@tests.case
def unknown_columns_are_named_and_can_be_mapped():
    path = f"{directory}/unknown.csv"
    pathlib.Path(path).write_text("ENTIDAD,SECCION,Dto,DISTRITO_L,MUNICIPIO,LISTA,Nota\n"
                                  "1,1,1,1,1,500,x\n")
    told = ctl("import", "geography", path, code=1).stderr
    for part in ("Dto, Nota", "federal_district", "--map COLUMN=FIELD"):
        assert part in told, told
    done = ctl("import", "geography", path, "--dry-run", "--map", "Dto=federal_district",
               "--map", "NOTA=-")
    assert total(done.stdout.split("\n\n")[0])["sections_removed"] == "70277"


@tests.case
def a_difference_is_counted_and_adopted_only_against_what_was_compared():
    def change(line, row):
        if line == 2:
            return None
        if line == 3:
            row["DISTRITO_LOCAL"] = "02"
        if line == 4:
            for name in ("LISTA_NOMINAL", "PADRON"):
                row[name] = str(int(row[name]) + 5000)
        return row

    gone = int(next(csv.DictReader(open(exported)))["LISTA_NOMINAL"])
    done = ctl("import", "geography", copy_of("changed", change), code=1)
    assert "local_district_name" in done.stderr, "a district has one name"

    def change_names(line, row):
        row = change(line, row)
        if row is not None and line == 3:
            row["NOMBRE_DISTRITO_LOCAL"] = "Distrito local 02, Aguascalientes"
        return row

    done = ctl("import", "geography", copy_of("changed", change_names), "--total", "1")
    draft, before = newest(), versions()[-2]["geography"]
    changes = total(done.stdout.split("\n\n")[0])
    assert (changes["sections_removed"], changes["moved_local_district"],
            changes["electors_gained"], changes["electors_lost"]) == ("1", "1", "5000", str(gone))
    assert [row["change"] for row in table(ctl("geography", "changes", draft).stdout)] == \
        ["removed", "local_district", "nominal_list"]
    assert [row["problem"] for row in table(ctl("geography", "quality", draft).stdout)] == \
        ["section_large", "total_differs"]
    assert "differences were looked at" in ctl("geography", "adopt", draft, code=1).stderr
    ctl("geography", "adopt", draft, "--against", "1")
    ctl("geography", "discard", before)
    assert [row["state"] for row in versions()] == ["superseded", "draft", "discarded", "adopted"]
    pinned = sql("SELECT count(*) FROM apoyo.process WHERE geography = 1")
    assert [row["processes"] for row in versions()] == [pinned, "0", "0", "0"]


@tests.case
def a_nominal_list_is_a_cut_off_of_a_version():
    fields = ["SECCION", "ENTIDAD", "LISTA_NOMINAL", "MUNICIPIO", "Corte"]

    def at(date):
        def change(line, row):
            row["Corte"] = date
            return row
        return change

    path = copy_of("nominal", at("15/10/2021"), fields=fields)
    assert "cut-off" in ctl("import", "nominal-list",
                            copy_of("undated", lambda line, row: row, fields=fields[:4]),
                            code=1).stderr
    # The version in force lacks one of its sections.
    assert "nominal.csv:2: section" in ctl("import", "nominal-list", path, code=1).stderr
    assert "98367539 electors in 70278 sections, cut-off 2021-10-15" in \
        ctl("import", "nominal-list", path, "--geography", "1", "--dry-run").stdout
    assert sql("SELECT count(*) FROM apoyo.nominal_cutoff") == "0"
    ctl("import", "nominal-list", path, "--geography", "1")
    assert "already" in ctl("import", "nominal-list", path, "--geography", "1", code=1).stderr
    assert sql("SELECT cutoff || ' ' || sum(nominal_list) FROM apoyo.nominal_section"
               " GROUP BY cutoff") == "2021-10-15 98367539"


@tests.case
def wrong_usage_is_told_apart_from_failure():
    ctl("import", "geography", code=2)
    ctl("geography", "adopt", code=2)
    ctl("geography", "paint", "1", code=2)
    ctl("export", "roll", exported, code=2)
    ctl("import", "geography", f"{directory}/absent.csv", code=1)
    ctl("--user", "lucia", "import", "geography", exported, "--dry-run", code=1)


set_up()
tests.main(tear_down)
