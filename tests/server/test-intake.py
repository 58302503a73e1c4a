"""The intake, spoken to over real HTTP with a real database behind it.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import openapi  # noqa: E402
import tap  # noqa: E402
from intake_client import Capture, Server, load_fixture, sql  # noqa: E402

tests = tap.Suite()
load_fixture()
server = Server("--header-timeout", "1", "--body-timeout", "2", "--token-life", "1")
token = server.register()


def refused(answer, status, code, field=None):
    assert answer[0] == status, answer
    assert answer[1]["Content-Type"] == "application/problem+json", answer[1]
    body = answer[2]
    assert body["code"] == code and body["status"] == status, body
    assert body["type"] == f"urn:apoyo:problem:{code}", body
    assert body["detail"] and body["detail_es"] and body["title"], body
    assert field is None or body.get("field") == field, body
    return body


def n_supports():
    return int(sql("SELECT count(*) FROM apoyo.support"))


@tests.case
def a_capture_gets_a_receipt_and_is_in_the_vault():
    capture = Capture()
    status, _, body = capture.send(server, token)
    assert status == 201, body
    assert body["capture"] == capture.id and body["situation"] == "processing", body
    assert body["folio"].startswith("TA26-"), body
    stored = server.directory / "vault/1" / capture.id[:2] / capture.id
    assert stored.stat().st_mode & 0o777 == 0o600
    assert b"MUESTRA" not in stored.read_bytes()
    assert sql(f"SELECT folio FROM apoyo.support WHERE capture = '{capture.id}'") == body["folio"]


@tests.case
def the_same_again_gets_the_same_receipt():
    capture = Capture()
    first = capture.send(server, token)
    capture.parts.reverse()  # another order of parts and other spaces are the same capture
    again = capture.send(server, token, json.dumps(capture.metadata, indent=1))
    assert first[0] == 201 and again[0] == 200, (first, again)
    assert first[2] == again[2]
    assert sql(f"SELECT count(*) FROM apoyo.support WHERE capture = '{capture.id}'") == "1"


@tests.case
def the_same_at_once_is_stored_once():
    capture = Capture()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: capture.send(server, token), range(8)))
    assert sorted(a[0] for a in answers) == [200] * 7 + [201], [a[0] for a in answers]
    assert len({a[2]["folio"] for a in answers}) == 1


@tests.case
def another_body_under_the_same_key_is_a_conflict():
    capture = Capture()
    assert capture.send(server, token)[0] == 201
    capture.parts[0] = ("front", "image/jpeg", b"\xff\xd8\xff\xe0" + os.urandom(30000))
    refused(capture.send(server, token), 409, "idempotency-conflict")


@tests.case
def the_sender_and_nobody_else_sees_the_situation():
    folio = Capture().send(server, token)[2]["folio"]
    own = {"Authorization": f"Bearer {token}"}
    status, _, body = server.get(f"/v1/supports/{folio}", own)
    assert status == 200 and body["folio"] == folio and body["process"] == 1, body
    assert server.get(f"/v1/supports/{folio.lower()}", own)[0] == 200
    other = {"Authorization": f"Bearer {server.register(1, 2)}"}
    refused(server.get(f"/v1/supports/{folio}", other), 404, "not-found")
    refused(server.get("/v1/supports/TA26-0000000000-7", own), 404, "not-found")
    refused(server.get(f"/v1/supports/{folio}"), 401, "invalid-token")


@tests.case
def processes_are_public():
    status, _, body = server.get("/v1/processes")
    assert status == 200 and [p["code"] for p in body["processes"]] == ["TA26", "TB26", "TC26"]
    refused(server.get("/v1/processes/1/checkpoint"), 404, "not-found")  # none signed yet
    refused(server.get("/v1/processes/0/checkpoint"), 404, "not-found")
    refused(server.get("/v1/processes/x/checkpoint"), 404, "not-found")


@tests.case
def unknown_addresses_and_methods_are_refused():
    refused(server.get("/v2/supports"), 404, "not-found")
    answer = server.get("/v1/supports")
    refused(answer, 405, "method-not-allowed")
    assert answer[1]["Allow"] == "POST"


@tests.case
def a_wrong_token_is_refused():
    for wrong in ("", "x" * 43, "A" * 42, "é" * 43):
        capture = Capture()
        headers = capture.headers("")
        headers["Authorization"] = f"Bearer {wrong}".encode()
        answer = server.request("POST", "/v1/supports", capture.body(), headers)
        refused(answer, 401, "invalid-token")


@tests.case
def another_process_or_promovente_is_refused():
    refused(Capture(process=2).send(server, token), 403, "other-process", "metadata.process")
    refused(Capture(promovente=2).send(server, token), 403, "other-process",
            "metadata.promovente")


@tests.case
def a_process_that_has_not_begun_takes_nothing():
    refused(Capture(process=3).send(server, server.register(3, 1)), 409, "process-not-open")


@tests.case
def a_revoked_device_may_send_no_more():
    revoked = server.register(1, 2)
    assert Capture(promovente=2).send(server, revoked)[0] == 201
    sql("UPDATE apoyo.device SET revoked_at = now() WHERE promovente = 2 AND process = 1")
    refused(Capture(promovente=2).send(server, revoked), 403, "device-revoked")


@tests.case
def a_clock_a_year_off_loses_no_capture():
    ahead = Capture(captured_at="2027-11-20T00:00:00Z", sent_at="2027-11-20T00:00:30+05:30")
    assert ahead.send(server, token)[0] == 201
    findings = sql("SELECT f.code FROM apoyo.finding AS f JOIN apoyo.support AS s "
                   f"ON s.id = f.support WHERE s.capture = '{ahead.id}'")
    assert "clock_skew" in findings, findings


@tests.case
def a_modality_that_the_process_does_not_take_is_refused():
    refused(Capture(modality="self").send(server, token), 422, "modality-not-accepted")
    refused(Capture(modality="x").send(server, token), 422, "invalid-field", "metadata.modality")


@tests.case
def fields_are_checked_with_their_path():
    def change(path, value):
        capture = Capture()
        target = capture.metadata
        for name in path[:-1]:
            target = target[name]
        target[path[-1]] = value
        return capture.send(server, token)

    for path, value in [(("credential", "cic"), 123456789), (("names", "given"), "x" * 201),
                        (("process",), "1"), (("process",), 1.5), (("promovente",), True),
                        (("captured_at",), "yesterday"), (("sent_at",), "2026-01-01T00:00:00"),
                        (("names", "given"), "a\nb"), (("location",), [1, 2]),
                        (("credential", "valid_until"), 1e99)]:
        refused(change(path, value), 422, "invalid-field", "metadata." + ".".join(path))
    refused(change(("names", "nickname"), "x"), 422, "unknown-field", "metadata.names")
    refused(change(("names",), None), 422, "missing-field", "metadata.names")
    refused(change(("capture",), "0a1b2c3d-0000-4000-8000-000000000001"), 422, "capture-mismatch")


@tests.case
def bad_json_is_refused():
    capture = Capture()
    good = json.dumps(capture.metadata)
    million = '{"a":[' + ",".join(["1"] * 1000000) + "]}"
    for text, status, code in [
            (good[:-1], 400, "malformed-json"), (good + "{}", 400, "malformed-json"),
            ("[]", 400, "malformed-json"), ("", 400, "malformed-json"),
            (good.replace('"app"', '"process": 2, "app"'), 400, "duplicate-key"),
            (good.encode().replace(b"MUESTRA", b"MU\xffSTRA", 1), 400, "invalid-utf8"),
            (good.replace("MUESTRA", "\\ud800", 1), 400, "malformed-json"),
            (good.replace("MUESTRA", "\\u0000", 1), 400, "malformed-json"),
            ('{"a":' * 20000 + "1" + "}" * 20000, 413, "metadata-too-large"),
            ('{"a":' * 8000 + "1" + "}" * 8000, 400, "json-too-complex"),
            ('{"a":' + "[" * 60000, 400, "json-too-complex"),
            ("{" + ",".join(f'"a{i}":1' for i in range(5000)) + "}", 400, "json-too-complex"),
            (million, 413, "metadata-too-large")]:
        refused(capture.send(server, token, text), status, code)


@tests.case
def bad_parts_are_refused():
    def bend(change):
        capture = Capture()
        change(capture.parts)
        return capture.send(server, token)

    refused(bend(lambda p: p.pop(2)), 422, "missing-part", "selfie")
    refused(bend(lambda p: p.append(p[1])), 422, "repeated-part", "back")
    refused(bend(lambda p: p.append(("extra", "image/jpeg", b"x"))), 422, "unknown-part")
    refused(bend(lambda p: p.__setitem__(0, ("front", "image/jpeg", b"GIF89a" + b"x" * 500))), 422,
            "invalid-image", "front")
    refused(bend(lambda p: p.__setitem__(0, ("front", "image/jpeg", b"\xff\xd8\xff"))), 422,
            "invalid-image", "front")
    refused(bend(lambda p: p.__setitem__(3, ("signature", "text/plain", p[3][2]))), 415,
            "unsupported-media-type", "signature")


@tests.case
def a_wrong_content_type_is_refused():
    capture = Capture()
    for kind in ("application/json", "multipart/form-data", "multipart/mixed; boundary=x"):
        headers = dict(capture.headers(token), **{"Content-Type": kind})
        refused(server.request("POST", "/v1/supports", capture.body(), headers), 415,
                "unsupported-media-type", "Content-Type")


@tests.case
def an_idempotency_key_is_required():
    capture = Capture()
    for key in (None, "1", capture.id + "0"):
        headers = capture.headers(token)
        headers.pop("Idempotency-Key")
        if key:
            headers["Idempotency-Key"] = key
        refused(server.request("POST", "/v1/supports", capture.body(), headers), 400,
                "invalid-idempotency-key")


@tests.case
def a_body_that_ends_too_early_stores_nothing():
    capture = Capture()
    before = n_supports()
    whole = capture.body()
    for size in (0, 1, 100, len(whole) // 2, len(whole) - 10):
        answer = server.request("POST", "/v1/supports", whole[:size], capture.headers(token))
        refused(answer, 400, "malformed-multipart")
    # The connection ends in the middle: no answer is owed, and nothing is stored.
    with socket.create_connection(("127.0.0.1", server.port)) as cut:
        lines = "".join(f"{k}: {v}\r\n" for k, v in capture.headers(token).items())
        cut.sendall(f"POST /v1/supports HTTP/1.1\r\nHost: x\r\n{lines}"
                    f"Content-Length: {len(whole)}\r\n\r\n".encode() + whole[:5000])
    assert n_supports() == before
    assert capture.send(server, token)[0] == 201


@tests.case
def a_hundred_megabytes_are_refused():
    capture = Capture()
    answer = server.request("POST", "/v1/supports", b"x" * 100_000_000, capture.headers(token))
    refused(answer, 413, "body-too-large")

    def chunks():
        for _ in range(100):
            yield b"x" * 1_000_000

    refused(server.request("POST", "/v1/supports", chunks(), capture.headers(token)), 413,
            "body-too-large")
    # One who waits for the answer before sending anything gets the same.
    with socket.create_connection(("127.0.0.1", server.port), 10) as polite:
        lines = "".join(f"{k}: {v}\r\n" for k, v in capture.headers(token).items())
        polite.sendall(f"POST /v1/supports HTTP/1.1\r\nHost: x\r\n{lines}"
                       "Content-Length: 100000000\r\n\r\n".encode())
        assert b"413" in polite.recv(4096).split(b"\r\n")[0]
    resident = int(next(line for line in pathlib.Path(f"/proc/{server.process.pid}/status")
                        .read_text().splitlines() if line.startswith("VmHWM")).split()[1])
    # A sanitizer keeps what was freed.
    assert resident < (800_000 if "ASAN_OPTIONS" in os.environ else 200_000), f"{resident} kB"


@tests.case
def slow_clients_are_cut_off():
    silent = socket.create_connection(("127.0.0.1", server.port), 10)
    dripping = socket.create_connection(("127.0.0.1", server.port), 10)
    stuck = socket.create_connection(("127.0.0.1", server.port), 10)
    capture = Capture()
    lines = "".join(f"{k}: {v}\r\n" for k, v in capture.headers(token).items())
    stuck.sendall(f"POST /v1/supports HTTP/1.1\r\nHost: x\r\n{lines}"
                  "Content-Length: 100000\r\n\r\n".encode())
    began = time.monotonic()
    try:
        for byte in b"GET /healthz HTTP/1.1\r\nX-Slow: " + b"x" * 1000:
            dripping.sendall(bytes([byte]))
            time.sleep(0.05)
            assert time.monotonic() - began < 8, "a dripping client is served for ever"
    except OSError:
        pass
    assert silent.recv(1) == b""
    answer = stuck.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408 ") and b"request-timeout" in answer, answer
    for each in (silent, dripping, stuck):
        each.close()


@tests.case
def the_thirty_third_body_at_once_is_told_to_wait():
    capture = Capture()
    lines = "".join(f"{k}: {v}\r\n" for k, v in capture.headers(token).items())
    head = (f"POST /v1/supports HTTP/1.1\r\nHost: x\r\n{lines}"
            "Content-Length: 100000\r\n\r\n").encode()
    held = []
    for _ in range(32):
        held.append(socket.create_connection(("127.0.0.1", server.port), 10))
        held[-1].sendall(head)
    deadline = time.monotonic() + 1.5
    while server.metric("apoyo_intake_bodies") < 32 and time.monotonic() < deadline:
        time.sleep(0.02)
    answer = Capture().send(server, token)
    refused(answer, 503, "busy")
    assert int(answer[1]["Retry-After"]) > 0
    for each in held:
        each.close()
    deadline = time.monotonic() + 5
    while server.metric("apoyo_intake_bodies") > 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert Capture().send(server, token)[0] == 201


@tests.case
def too_many_wrong_keys_are_told_to_wait():
    strict = Server()
    try:
        bad = json.dumps({"auxiliary_key": "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"})
        kind = {"Content-Type": "application/json"}
        codes = [strict.request("POST", "/v1/devices", bad, kind)[2]["code"] for _ in range(25)]
        assert codes[0] == "invalid-auxiliary-key" and codes[-1] == "too-many-requests", codes
    finally:
        strict.stop()


@tests.case
def a_database_that_goes_and_comes_back():
    capture = Capture()
    lock = subprocess.Popen(["psql", "-Xq", "-c",
                             "BEGIN; LOCK TABLE apoyo.support; SELECT pg_sleep(60)"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    answers = []
    try:
        while "1" != sql("SELECT count(*) FROM pg_locks WHERE relation = 'apoyo.support'::regclass"
                         " AND mode = 'AccessExclusiveLock' AND granted"):
            time.sleep(0.05)
        sender = threading.Thread(target=lambda: answers.append(capture.send(server, token)))
        sender.start()
        while "0" == sql("SELECT count(*) FROM pg_locks WHERE NOT granted"):
            time.sleep(0.05)
        sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS false", "postgres")
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'apoyo'",
            "postgres")
        sender.join(30)
        refused(answers[0], 503, "database-unavailable")
        assert int(answers[0][1]["Retry-After"]) > 0
        # Each session learns of its end by itself, a moment later.
        deadline = time.monotonic() + 10
        while server.get("/healthz")[0] != 503 and time.monotonic() < deadline:
            time.sleep(0.02)
        refused(server.get("/healthz"), 503, "database-unavailable")
    finally:
        lock.kill()
        lock.wait()
        sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS true", "postgres")
    deadline = time.monotonic() + 40
    while server.get("/healthz")[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert capture.send(server, token)[0] in (200, 201)
    assert sql(f"SELECT count(*) FROM apoyo.support WHERE capture = '{capture.id}'") == "1"


@tests.case
def a_full_disk_is_said_and_leaves_nothing():
    full = Server(file_limit=60_000)
    try:
        capture = Capture()
        before = n_supports()
        answer = capture.send(full, full.register())
        refused(answer, 507, "storage-full")
        files = [p for p in (full.directory / "vault").rglob("*") if p.is_file()]
        assert files == [], files
        assert n_supports() == before
        assert Capture(size=2000).send(full, full.register())[0] == 201
    finally:
        full.stop()


@tests.case
def objects_that_no_support_claims_are_swept():
    sweeping = Server("--sweep-age", "1", "--sweep-interval", "1")
    try:
        claimed = Capture()
        own = sweeping.register()
        assert claimed.send(sweeping, own)[0] == 201
        orphan = Capture(process=3)
        refused(orphan.send(sweeping, sweeping.register(3, 1)), 409, "process-not-open")
        place = sweeping.directory / "vault/3" / orphan.id[:2] / orphan.id
        assert place.exists()  # stored before the database refused it
        deadline = time.monotonic() + 15
        while place.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not place.exists()
        assert (sweeping.directory / "vault/1" / claimed.id[:2] / claimed.id).exists()
        assert sweeping.metric("apoyo_intake_swept_total") == 1
    finally:
        sweeping.stop()


@tests.case
def what_was_acknowledged_survives_kill_9():
    victim = Server()
    own = victim.register()
    acknowledged, lock, ended = {}, threading.Lock(), threading.Event()

    def send_until_killed():
        while not ended.is_set():
            capture = Capture(size=30000)
            try:
                status, _, body = capture.send(victim, own)
            except (OSError, http.client.HTTPException):
                continue
            if status == 201:
                with lock:
                    acknowledged[capture.id] = (body["folio"], capture)

    senders = [threading.Thread(target=send_until_killed) for _ in range(6)]
    for each in senders:
        each.start()
    while len(acknowledged) < 60:
        time.sleep(0.01)
    victim.process.kill()
    victim.process.wait()
    ended.set()
    for each in senders:
        each.join()
    rows = dict(line.split("|") for line in sql(
        "SELECT capture, folio FROM apoyo.support").splitlines())
    for capture, (folio, _) in acknowledged.items():
        assert rows.get(capture) == folio, f"{folio} was acknowledged and is gone"
    done = subprocess.run([os.environ["READ_VAULT"], victim.directory / "keys",
                           victim.directory / "vault", "1", *acknowledged],
                          stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0 and int(done.stdout) == len(acknowledged), done
    victim.start()
    for folio, capture in list(acknowledged.values())[-5:]:
        status, _, body = capture.send(victim, own)
        assert status == 200 and body["folio"] == folio, body
    victim.stop()


@tests.case
def sigterm_answers_what_was_received():
    ending = Server()
    own = ending.register()
    lock = subprocess.Popen(["psql", "-Xq", "-c",
                             "BEGIN; LOCK TABLE apoyo.support; SELECT pg_sleep(1.5)"],
                            stdout=subprocess.DEVNULL)
    while "0" == sql("SELECT count(*) FROM pg_locks WHERE relation = 'apoyo.support'::regclass "
                     "AND mode = 'AccessExclusiveLock'"):
        time.sleep(0.02)
    answers = []
    sender = threading.Thread(target=lambda: answers.append(Capture().send(ending, own)))
    sender.start()
    while "0" == sql("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        time.sleep(0.02)
    ending.process.terminate()
    sender.join(20)
    lock.wait()
    assert answers and answers[0][0] == 201, answers
    ending.stop()


@tests.case
def metrics_can_be_read_and_hold_no_personal_data():
    status, headers, text = server.get("/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain")
    for line in text.splitlines():
        assert line.startswith("#") or len(line.rsplit(" ", 1)) == 2, line
        if not line.startswith("#"):
            float(line.rsplit(" ", 1)[1])
    assert 'apoyo_intake_requests_total{code="201"}' in text
    assert "apoyo_intake_support_seconds_bucket" in text


@tests.case
def the_log_holds_no_personal_data():
    log = server.log()
    for word in ("MUESTRA", "XEXX010101", "123456789", token):
        assert word not in log, word


@tests.case
def the_description_names_the_servers_codes():
    assert openapi.documented_codes() == openapi.server_codes()
    assert len(openapi.server_codes()) > 30


@tests.case
def the_description_agrees_with_what_is_accepted():
    metadata = openapi.resolve({"$ref": "#/components/schemas/Metadata"})
    openapi.check_schema(metadata, Capture().metadata)
    location = {"latitude": 19.4, "longitude": -99.1, "accuracy": 12.5}
    capture = Capture(location=location)
    openapi.check_schema(metadata, capture.metadata)
    assert capture.send(server, token)[0] == 201
    bare = Capture()
    for name in [n for n in bare.metadata["credential"] if n != "model"]:
        del bare.metadata["credential"][name]
    del bare.metadata["location"], bare.metadata["names"]["paternal"]
    openapi.check_schema(metadata, bare.metadata)
    assert bare.send(server, token)[0] == 201


@tests.case
def the_tests_have_seen_what_the_description_promises():
    # A slow client reads its 408 from the bare socket; the last two need a defect, or a promovente
    # that was struck off in the middle of things.
    unseen = set(openapi.server_codes()) - openapi.seen_codes
    assert unseen <= {"request-timeout", "internal-error", "promovente-not-active"}, unseen
    good = {(path, status) for path, operations in openapi.plain["paths"].items()
            for operation in operations.values() for status in operation["responses"]
            if status.startswith("2")}
    assert good - openapi.seen <= {("/v1/processes/{process}/checkpoint", "200")}, good


tests.main(server.stop)
