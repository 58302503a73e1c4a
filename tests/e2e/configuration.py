#!/usr/bin/env python3
"""apoyoctl process: a process as a document, from a kind's defaults to a copy of a whole one.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import demonstration  # noqa: E402
import tap  # noqa: E402

APOYOCTL = os.environ["APOYOCTL"]
SCHEMA = json.loads((pathlib.Path(__file__).parents[2]
                     / "data/catalogues/process-configuration.schema.json").read_text())

directory = tempfile.mkdtemp(prefix="apoyo-configuration-")
os.chmod(directory, 0o711)
tests = tap.Suite()


def ctl(*arguments, code=0, language="en"):
    done = subprocess.run([APOYOCTL, "--dir", directory, *arguments], capture_output=True,
                          text=True, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language})
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


def matches(value, schema, where=""):
    """What of the document breaks the schema: the keywords that it uses, and no others."""
    known = {"$ref", "$schema", "$id", "$defs", "title", "description", "type", "const", "enum",
             "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "uniqueItems",
             "items", "properties", "required", "additionalProperties"}
    assert set(schema) <= known, f"{where}: {set(schema) - known}"
    if "$ref" in schema:
        yield from matches(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
             "null": type(None)}
    allowed = schema.get("type", list(types))
    allowed = [allowed] if isinstance(allowed, str) else allowed
    if not any(isinstance(value, types[name]) and (name == "boolean") == isinstance(value, bool)
               for name in allowed):
        yield f"{where} is no {allowed}"
    if "const" in schema and value != schema["const"]:
        yield f"{where} is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is not one of {schema['enum']}"
    if isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value):
            yield f"{where} does not match"
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10 ** 9):
            yield f"{where} is too short or too long"
    if isinstance(value, int) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{where} is out of range"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0) or \
                schema.get("uniqueItems") and len(set(value)) < len(value):
            yield f"{where} is too short or repeats itself"
        for place, item in enumerate(value):
            yield from matches(item, schema.get("items", {}), f"{where}[{place}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}.{name} is missing"
        for name, member in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if inner is False:
                yield f"{where}.{name} is not known"
            else:
                yield from matches(member, inner, f"{where}.{name}")


def write(name, document):
    path = f"{directory}/{name}.json"
    pathlib.Path(path).write_text(json.dumps(document))
    return path


def filled(kind, **members):
    document = json.loads(ctl("process", "kinds", kind).stdout)
    document.update({"code": "SEN27", "name": "Senaduría", "scope": "19", "acuerdo": "INE/CG1/2026",
                     "opens_at": "2090-01-01T00:00:00-06:00",
                     "closes_at": "2090-03-31T23:59:59-06:00"}, **members)
    return document


@tests.case
def every_kind_gives_a_document_to_fill_in():
    kinds = json.loads(ctl("process", "kinds", "--json").stdout)
    listed = [kind["kind"] for kind in kinds]
    assert listed == SCHEMA["$defs"]["kind"]["enum"], listed
    for kind in listed:
        document = json.loads(ctl("process", "kinds", kind).stdout)
        assert document["rule"]["kind"] == kind
        assert document["rule"] == kinds[listed.index(kind)]["rule"]
        assert not list(matches(document["rule"], SCHEMA["$defs"]["rule"], "rule"))
    assert "no kind" in ctl("process", "kinds", "mayor", code=1).stderr


@tests.case
def the_kinds_are_a_table_to_read():
    lines = ctl("process", "kinds", language="es").stdout.splitlines()
    assert lines[0].split() == ["TIPO", "PROCESO", "DE", "APOYO", "DISPERSIÓN", "DÍAS",
                                "FUNDAMENTO"]
    assert [line.split()[0] for line in lines[1:11]] == SCHEMA["$defs"]["kind"]["enum"]
    said = " ".join(lines[1].split())
    assert "3 % de la lista nominal 3 % en 17 (entidad)" in said and "CPEUM art. 35-IX" in said
    column = lines[0].index("DISPERSIÓN")
    assert all(line[column - 1] == " " and line[column] != " " for line in lines[1:11]), lines


@tests.case
def a_check_tells_all_that_is_wrong_in_the_readers_language():
    document = json.loads(ctl("process", "kinds", "senate").stdout)
    document["rule"]["percentage"] = "2.5"
    path = write("wrong", document)
    done = ctl("process", "check", path, code=1)
    fields = {line.split("\t")[1] for line in done.stdout.splitlines() if line.startswith("error")}
    assert fields == {"name", "code", "acuerdo", "scope", "opens_at", "closes_at",
                      "changes.percentage.reason", "changes.percentage.acuerdo"}, fields
    if os.environ.get("APOYO_LOCALEDIR"):
        assert "no tiene motivo" in ctl("process", "check", path, code=1, language="es").stdout
    # Nothing is made of it, and everything is told again.
    assert ctl("process", "create", path, code=1).stdout == done.stdout


@tests.case
def a_document_becomes_a_process_and_comes_back():
    document = filled("senate", changes={"percentage": {"reason": "Prueba", "acuerdo": "INE/CG2/2026"}},
                      promoventes=[{"name": "Aspirante Uno"}, {"name": "Aspirante Dos", "folio": "S-2"}])
    document["rule"]["percentage"] = "2.5"
    assert not list(matches(document, SCHEMA, "document")), list(matches(document, SCHEMA, ""))
    path = write("senate", document)
    made = ctl("process", "create", path).stdout
    assert made.splitlines()[-1].startswith("process\t"), made
    exported = f"{directory}/exported.json"
    ctl("process", "export", "SEN27", "--people", "--out", exported)
    back = json.loads(pathlib.Path(exported).read_text())
    assert not list(matches(back, SCHEMA, "document")), list(matches(back, SCHEMA, "document"))
    for name in ("code", "name", "kind", "scope", "opens_at", "closes_at", "acuerdo", "rule", "changes"):
        assert back[name] == document[name], (name, back[name])
    assert [p["folio"] for p in back["promoventes"]] == ["SEN27-00001", "S-2"]
    # The same process twice: only what the first left to its defaults is told.
    told = [line.split("\t")[0] for line in
            ctl("process", "compare", path, "SEN27").stdout.splitlines()]
    assert told == ["geography.version"], told
    assert ctl("process", "compare", exported, "SEN27", "--people").stdout == ""
    assert ctl("process", "check", "SEN27").returncode == 0
    assert "already another" in ctl("process", "create", path, code=1).stdout


@tests.case
def a_process_is_a_template():
    times = ["--opens", "2090-01-01T00:00:00-06:00", "--closes", "2090-03-01T23:59:59-06:00"]
    assert ctl("process", "copy", "DF26", code=2)
    # The demonstration's own acuerdo and its way of review are not as the law has them.
    refused = ctl("process", "copy", "DF26", "--as", "DF27", *times, code=1).stdout
    assert "changes.review.model" in refused, refused
    path = f"{directory}/copy.json"
    ctl("process", "copy", "DF26", "--as", "DF27", "--people", "--simulacro", "--out", path, *times)
    document = json.loads(pathlib.Path(path).read_text())
    document["rule"]["review"] = {"model": "all"}
    ctl("process", "create", write("copy", document))
    assert sql("SELECT p.state || ' ' || p.simulacro || ' ' || count(*) FROM apoyo.process AS p "
               "JOIN apoyo.promovente AS m ON m.process = p.id WHERE p.code = 'DF27' "
               "GROUP BY p.id") == "draft true 12"
    told = {line.split("\t")[0] for line in
            ctl("process", "compare", "DF26", "DF27").stdout.splitlines()}
    assert told == {"code", "opens_at", "closes_at", "rule.review.model"}, told


@tests.case
def all_promoventes_of_a_revocation_go_with_it():
    path = f"{directory}/revocation.json"
    ctl("process", "export", "RM26", "--people", "--out", path)
    document = json.loads(pathlib.Path(path).read_text())
    assert len(document["promoventes"]) == 22419
    document.update(code="RM27", opens_at="2090-01-01T00:00:00-06:00",
                    closes_at="2090-02-24T23:59:59-06:00")
    document["rule"]["review"] = {"model": "all"}
    ctl("process", "create", write("revocation", document))
    assert sql("SELECT count(*) FROM apoyo.promovente AS m JOIN apoyo.process AS p "
               "ON p.id = m.process WHERE p.code = 'RM27'") == "22419"
    assert ctl("process", "compare", "RM26", "RM27", "--people").stdout.count("\n") == 4


@tests.case
def a_draft_of_the_assistant_is_put_away_and_brought_back():
    number, revision = sql("""SET SESSION AUTHORIZATION ruben;
        SELECT apoyo.sign_in('test', 'test') \\g /dev/null
        SELECT d.draft, d.revision FROM apoyo.save_draft(NULL, NULL,
          '{"code": "NEW27", "kind": "revocation", "name": "Borrador"}', 2) AS d""").split("|")
    listed = ctl("process", "drafts").stdout
    assert listed.startswith("draft,revision,name,kind,code,step,"), listed
    assert f"\n{number},{revision},Borrador,revocation,NEW27,2," in listed, listed
    ctl("process", "put-away", number, "--revision", "7", code=1)
    ctl("process", "put-away", number)
    assert "NEW27" not in ctl("process", "drafts").stdout
    ctl("process", "put-away", number, code=1)
    ctl("process", "restore", number)
    assert "NEW27" in ctl("process", "drafts").stdout
    ctl("process", "restore", number, code=1)


@tests.case
def what_is_no_document_is_said_to_be_none():
    for content, said in (("{", "json"), ("[]", "no JSON object"), ('{"a": "\udcff"}', "UTF-8")):
        path = pathlib.Path(f"{directory}/broken.json")
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert said in ctl("process", "check", str(path), code=1).stderr
    ctl("process", "check", f"{directory}/missing.json", code=1)
    ctl("process", "export", "NONE", code=1)
    ctl("process", "frobnicate", code=2)


set_up()
tests.main(tear_down)
