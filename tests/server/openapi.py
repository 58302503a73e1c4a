"""Holds answers against data/openapi.yaml, and the file against what was seen.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import re

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
document = yaml.safe_load((ROOT / "data/openapi.yaml").read_text())
seen = set()
seen_codes = set()


def nullable_to_type(schema):
    """OpenAPI 3.0 says nullable where JSON Schema adds the type "null"."""
    if isinstance(schema, dict):
        schema = {key: nullable_to_type(value) for key, value in schema.items()}
        if schema.pop("nullable", False):
            schema["type"] = [schema["type"], "null"]
        return schema
    return [nullable_to_type(each) for each in schema] if isinstance(schema, list) else schema


plain = nullable_to_type(document)


def resolve(node):
    while "$ref" in node:
        target = plain
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        node = target
    return node


def find_path(path):
    for template in plain["paths"]:
        if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", template), path):
            return template
    return None


def check_schema(schema, value):
    resolver = jsonschema.RefResolver("", plain)
    jsonschema.Draft4Validator(schema, resolver=resolver,
                               format_checker=jsonschema.FormatChecker()).validate(value)


def check_answer(method, path, status, headers, text):
    """Every answer of every test comes by here."""
    template = find_path(path.split("?")[0])
    if template is None:
        assert status == 404, (path, status)
        return
    operations = plain["paths"][template]
    if method.lower() not in operations:
        assert status == 405, (method, path, status)
        method = next(iter(operations))
    responses = operations[method.lower()]["responses"]
    assert str(status) in responses, f"{method} {template} does not document {status}: {text}"
    response = resolve(responses[str(status)])
    seen.add((template, str(status)))
    kind = headers["Content-Type"].split(";")[0]
    assert kind in response["content"], f"{method} {template} {status} is {kind}"
    for name, header in response.get("headers", {}).items():
        assert not header["required"] or headers[name], f"{name} is missing"
    if "json" in kind:
        body = json.loads(text)
        check_schema(response["content"][kind]["schema"], body)
        if status >= 400:
            assert body["code"] in response["x-codes"], body
            seen_codes.add(body["code"])


def documented_codes():
    """code -> status"""
    codes = {}
    for operations in plain["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                for code in resolve(response).get("x-codes", []):
                    codes[code] = int(status)
    return codes


def server_codes():
    """The server's own table."""
    text = (ROOT / "src/server/intake/apoyo-problem.c").read_text()
    return {code: int(status)
            for code, status in re.findall(r'\{\s*"([a-z0-9-]+)", (\d{3}), \d+,', text)}
