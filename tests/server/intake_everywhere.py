"""What every address of the intake answers alike, one by one, from data/openapi.yaml.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json

import openapi
from intake_client import HOST, Capture, Server, head, read_all, sql
from intake_suite import refused, server, tests, token, wait_until

FOLIO = "TA26-0000000000-0"
COMMANDS = {
    "POST /v1/devices": "register_device(bytea, bytea, text)",
    "POST /v1/supports": "receive_support(uuid, integer, integer, bigint, bytea, text, text,"
                         " timestamptz, timestamptz, bytea[], bytea, bytea)",
    "GET /v1/supports/{folio}": "support_status(text, bigint)",
    "GET /v1/processes": "public_processes()",
    "GET /v1/processes/{process}/checkpoint": "public_checkpoint(integer)",
}


def addresses():
    """(name, method, path) of every operation."""
    for name, path, _ in openapi.operations():
        yield name, name.split()[0], path.replace("{folio}", FOLIO).replace("{process}", "1")


def good_request(name, method, path, capture=None):
    """method, path, body, headers of one that nothing is wrong with."""
    if name == "POST /v1/devices":
        key = json.dumps({"auxiliary_key": "-".join(["AAAAA"] * 4)})
        return method, path, key, {"Content-Type": "application/json"}
    if name == "POST /v1/supports":
        capture = capture or Capture()
        return method, path, capture.body(), capture.headers(token)
    return method, path, None, {"Authorization": f"Bearer {token}"}


@tests.case
def what_is_no_http_request_is_a_problem_too():
    for _, method, path in addresses():
        refused(server.raw(method, path, {}), 400, "malformed-request")  # no Host
        refused(server.raw(method, path, HOST, "HTTP/3.7"), 505, "malformed-request")
        coded = dict(HOST, **{"Transfer-Encoding": "gzip"})
        refused(server.raw(method, path, coded), 501, "malformed-request")
    refused(server.raw("GET", "/%zz", HOST), 400, "malformed-request")
    refused(server.raw("GET", "/v1/supports/a%00b", HOST), 400, "malformed-request")
    refused(server.raw("OPTIONS", "*", HOST), 404, "not-found")
    for line in (b"hola\r\n\r\n", b"GET\r\n\r\n", b"\r\n\r\n GET / HTTP/1.1\r\n\r\n"):
        with server.connect() as connection:
            connection.sendall(line)
            refused(openapi.check_raw("GET", "/", read_all(connection)), 400, "malformed-request")
    for length in ("99999999999999999999999", "-1"):
        headers = dict(HOST, **{"Content-Type": "application/json", "Content-Length": length})
        refused(server.raw("POST", "/v1/devices", headers, body=b"{}"), 400, "malformed-request",
                None)


@tests.case
def another_method_is_refused_everywhere():
    for _, method, path in addresses():
        other = "GET" if method == "POST" else "POST"
        for wrong in (other, "DELETE", "PUT", "OPTIONS", "TRACE"):
            answer = server.request(wrong, path)
            refused(answer, 405, "method-not-allowed")
            assert answer[1]["Allow"] == method, answer[1]
        assert server.request("HEAD", path)[0] == 405


@tests.case
def a_body_too_large_is_refused_before_it_is_sent():
    for name, method, path in addresses():
        headers = dict(HOST, **{"Content-Length": "100000000", "Expect": "100-continue"})
        refused(server.raw(method, path, headers), 413, "body-too-large")
        # The same for one that does not ask.
        limit = 4 * 1024 * 1024 if name == "POST /v1/supports" else 16 * 1024
        refused(server.request(method, path, b"x" * (limit + 1)), 413, "body-too-large")


@tests.case
def a_body_that_does_not_come_is_waited_for_in_vain():
    waiting = []
    for name, method, path in addresses():
        _, _, _, headers = good_request(name, method, path)
        waiting.append((method, path, server.connect()))
        waiting[-1][2].sendall(head(method, path, dict(HOST, **headers, **{"Content-Length": 99})))
    for method, path, connection in waiting:
        refused(openapi.check_raw(method, path, read_all(connection)), 408, "request-timeout")
        connection.close()


def hold(server, number):
    """Connections that the server keeps: one still ending may have taken the place of the first.
    Each is told to go on with its body, and so has not been refused."""
    capture = Capture()
    asking = head("POST", "/v1/supports", dict(HOST, **capture.headers(token), **{
        "Content-Length": 99, "Expect": "100-continue"}))
    held = []
    while len(held) < number:
        connection = server.connect()
        try:
            connection.sendall(asking)
            answer = connection.recv(100)
        except OSError:  # refused, and gone before it could say so
            answer = b""
        if answer.startswith(b"HTTP/1.1 100 "):
            held.append(connection)
        else:
            connection.close()
    return held


@tests.case
def too_many_connections_are_told_to_wait():
    small = Server("--max-connections", "2", "--body-timeout", "300")
    try:
        held = hold(small, 2)
        for _, method, path in addresses():
            with small.connect() as extra:  # refused before it says what it wants
                answer = openapi.check_raw(method, path, read_all(extra))
            refused(answer, 503, "busy")
            assert int(answer[1]["Retry-After"]) > 0
        for _ in range(40):  # those who already send, too
            capture = Capture(size=100_000)
            with small.connect() as extra:
                body = capture.body()
                headers = dict(HOST, **capture.headers(token), **{"Content-Length": len(body)})
                extra.sendall(head("POST", "/v1/supports", headers) + body)
                answer = openapi.check_raw("POST", "/v1/supports", read_all(extra))
            refused(answer, 503, "busy")
        for each in held:
            each.close()
        wait_until(lambda: small.metric_or_none("apoyo_intake_connections") == 1)
        assert Capture().send(small, small.register())[0] == 201
    finally:
        small.stop()


@tests.case
def a_defect_is_told_as_one():
    for name, method, path in addresses():
        if name not in COMMANDS:
            continue
        sql(f"REVOKE EXECUTE ON FUNCTION apoyo.{COMMANDS[name]} FROM apoyo_intake")
        try:
            refused(server.request(*good_request(name, method, path)), 500, "internal-error")
        finally:
            sql(f"GRANT EXECUTE ON FUNCTION apoyo.{COMMANDS[name]} TO apoyo_intake")
    assert server.log().count("The database answered unexpectedly") >= len(COMMANDS)


def ask_without_database(target):
    """Every address that needs it says so; the rest works."""
    for name, method, path in addresses():
        answer = target.request(*good_request(name, method, path))
        if name == "GET /metrics":
            assert answer[0] == 200, answer
            continue
        refused(answer, 503, "database-unavailable")
        assert int(answer[1]["Retry-After"]) > 0
