"""Holds answers against data/openapi.yaml, and the file against what was seen.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import http.client
import io
import json
import pathlib
import re

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
document = yaml.safe_load((ROOT / "data/openapi.yaml").read_text())
METHODS = ("get", "post", "put", "delete", "patch")
seen = set()  # (operation, status, code or None)


def resolve(node):
    while set(node) == {"$ref"}:
        target = document
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        node = target
    return node


def operations(service="intake"):
    """("POST /v1/devices", path, operation) of every one; what has no tag is the intake's."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item and item[method].get("tags", ["intake"]) == [service]:
                yield f"{method.upper()} {path}", path, item[method]


def find_operation(method, path, service="intake"):
    """The one that answers: of a wrong method, the path's first. None for an unknown address."""
    path = path.split("?")[0]
    found = [each for each in operations(service)
             if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", each[1]), path)]
    right = [each for each in found if each[0].startswith(method + " ")]
    return (right or found or [None])[0], bool(right)


def check_schema(schema, value):
    jsonschema.Draft202012Validator(
        schema, resolver=jsonschema.RefResolver("", document),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(value)


def check_problem(status, body, service):
    if service == "evidence":
        check_schema({"$ref": "#/components/schemas/EvidenceProblem"}, body)
        return
    check_schema({"$ref": "#/components/schemas/Problem"}, body)
    assert body["type"] == f"urn:apoyo:problem:{body['code']}", body
    assert body.get("status", status) == status, (status, body)
    assert body["code"] == "malformed-request" or "status" in body, body


def check_answer(method, path, status, headers, text, service="intake"):
    """Every answer of every test comes by here."""
    kind = headers["Content-Type"].split(";")[0]
    body = json.loads(text) if "json" in kind and text else None
    if status >= 400 and body is not None:
        assert kind == "application/problem+json", (status, kind)
        check_problem(status, body, service)
    found, has_method = find_operation(method, path, service)
    if found is None:
        assert status in (400, 404, 413), (path, status)
        return
    name, _, operation = found
    assert has_method or status in (405, 400, 501, 505), (method, path, status)
    assert str(status) in operation["responses"], f"{name} does not document {status}: {text}"
    response = resolve(operation["responses"][str(status)])
    assert kind in response["content"], f"{name} {status} is {kind}"
    for header, meaning in response.get("headers", {}).items():
        assert not meaning["required"] or headers[header], f"{name} {status}: no {header}"
        check_schema(meaning["schema"], int(headers[header]) if headers[header].isdigit()
                     else headers[header])
    if body is not None:
        check_schema(response["content"][kind]["schema"], body)
    if method != "HEAD":
        seen.add((name, status, body["code"] if status >= 400 else None))


class _Bytes:
    def __init__(self, data):
        self.data = data

    def makefile(self, _mode):
        return io.BytesIO(self.data)


def check_raw(method, path, data):
    """An answer read from the bare socket; returns its status, headers and body."""
    answer = http.client.HTTPResponse(_Bytes(data), method=method)
    answer.begin()
    text = answer.read()
    check_answer(method, path, answer.status, answer.headers, text)
    return answer.status, answer.headers, json.loads(text)


def codes_of(response):
    content = resolve(response).get("content", {})
    problem = content.get("application/problem+json")
    return problem["schema"]["properties"]["code"]["enum"] if problem else [None]


def documented(service="intake"):
    """Every (operation, status, code)."""
    return {(name, int(status), code) for name, _, operation in operations(service)
            for status, response in operation["responses"].items() for code in codes_of(response)}


def server_codes(service="intake"):
    """The server's own table."""
    name = {"intake": "intake/apoyo-problem.c", "evidence": "evidence/apoyo-evidence-problem.c"}
    text = (ROOT / "src/server" / name[service]).read_text()
    return {code: int(status)
            for code, status in re.findall(r'\{\s*"([a-z0-9-]+)", (\d{3}),', text)}


def check_document():
    """What a reader of OpenAPI 3.1 relies on."""
    assert document["openapi"].startswith("3.1."), document["openapi"]
    every = [*operations(), *operations("evidence")]
    names = [operation["operationId"] for _, _, operation in every]
    assert len(names) == len(set(names)) and len(names) == 7 + 5, names
    for name, path, operation in every:
        inputs = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert inputs == set(re.findall(r"\{([^}]*)\}", path)), name
        for status, response in operation["responses"].items():
            assert resolve(response)["description"] and int(status), (name, status)
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    used = set(re.findall(r"'#/components/([^']+)'", (ROOT / "data/openapi.yaml").read_text()))
    there = {f"{kind}/{name}" for kind in ("responses", "schemas")
             for name in document["components"][kind]}
    assert used == there, used ^ there
