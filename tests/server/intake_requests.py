"""What the intake answers to each kind of request.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import concurrent.futures
import hashlib
import json
import os
import time

from intake_client import BOUNDARY, Capture, Server, act, sql
from intake_suite import refused, server, tests, token, wait_until


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
    failures = server.metric("apoyo_intake_vault_failures_total")
    refused(capture.send(server, token), 409, "idempotency-conflict")
    # The disk did nothing wrong.
    assert server.metric("apoyo_intake_vault_failures_total") == failures


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
    year = time.gmtime().tm_year + 1
    ahead = Capture(captured_at=f"{year}-11-20T00:00:00Z", sent_at=f"{year}-11-20T00:00:30+05:30")
    assert ahead.send(server, token)[0] == 201
    findings = sql("SELECT f.code FROM apoyo.finding AS f JOIN apoyo.support AS s "
                   f"ON s.id = f.support WHERE s.capture = '{ahead.id}'")
    assert "clock_skew" in findings, findings
    # Nor does one thousands of years off; what is shown of it lies in years that every reader knows.
    for captured, sent in (("1970-01-01T00:00:00Z", "9999-12-31T00:00:00Z"),
                           ("2026-01-01T00:00:00Z", "6000-01-01T00:00:00Z"),
                           ("9999-12-31T00:00:00Z", "1970-01-01T00:00:00Z")):
        far = Capture(captured_at=captured, sent_at=sent)
        assert far.send(server, token)[0] == 201, (captured, sent)
        assert sql("SELECT extract(year FROM c.shown_at) BETWEEN 1970 AND 9999 FROM apoyo.support AS s,"
                   " apoyo.captured_by_server_clock(s.captured_at, s.sent_at, s.received_at) AS c (shown_at)"
                   f" WHERE s.capture = '{far.id}'") == "t", (captured, sent)
    beyond = Capture(captured_at="9999-12-31T23:59:59-12:00")
    refused(beyond.send(server, token), 422, "invalid-field", "metadata.captured_at")


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
                        (("process",), 10 ** 30), (("process",), 2 ** 31), (("process",), 0),
                        (("promovente",), -1), (("process",), 1e0),
                        (("credential", "valid_until"), 1e99)]:
        refused(change(path, value), 422, "invalid-field", "metadata." + ".".join(path))
    refused(change(("location",), {"latitude": 90.1, "longitude": 0}), 422, "invalid-field",
            "metadata.location.latitude")
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
def too_many_wrong_keys_are_told_to_wait():
    strict = Server()
    try:
        bad = json.dumps({"auxiliary_key": "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"})
        kind = {"Content-Type": "application/json"}
        codes = ["invalid-auxiliary-key"]
        # So many a minute of the clock, which may turn in between.
        while codes[-1] == "invalid-auxiliary-key" and len(codes) <= 60:
            codes.append(strict.request("POST", "/v1/devices", bad, kind)[2]["code"])
        assert len(codes) > 20 and codes[-1] == "too-many-requests", codes
        # Behind a proxy on this machine only who was wrong waits.
        kind["X-Forwarded-For"] = "198.51.100.7, 2001:db8::1"
        other = strict.request("POST", "/v1/devices", bad, kind)[2]["code"]
        assert other == "invalid-auxiliary-key", other
    finally:
        strict.stop()


@tests.case
def a_registration_is_checked_field_by_field():
    def register(body, kind="application/json"):
        return server.request("POST", "/v1/devices", body, {"Content-Type": kind})

    good = {"auxiliary_key": "AAAAA-AAAAA-AAAAA-AAAAA"}
    for body, status, code, field in [
            (b"", 400, "malformed-json", "body"), (b"[]", 400, "malformed-json", "body"),
            (b'{"auxiliary_key": "\xff"}', 400, "invalid-utf8", "body"),
            (b'{"label": "a", "label": "b"}', 400, "duplicate-key", "body.label"),
            (b'{"label": [[[[[1]]]]]}', 400, "json-too-complex", "body.label"),
            (b"{}", 422, "missing-field", "body.auxiliary_key"),
            (json.dumps({"auxiliary_key": 7}), 422, "invalid-field", "body.auxiliary_key"),
            (json.dumps(dict(good, label="x" * 101)), 422, "invalid-field", "body.label"),
            (json.dumps(dict(good, other=1)), 422, "unknown-field", "body")]:
        refused(register(body), status, code, field)
    refused(register(json.dumps(good), "text/plain"), 415, "unsupported-media-type",
            "Content-Type")
    # What a person typed from a card: lower case, without hyphens.
    assert register(json.dumps({"auxiliary_key": " " + "a" * 20 + " ", "label": None}))[0] == 201


@tests.case
def too_many_devices_of_an_auxiliary_are_told_to_wait():
    sql("INSERT INTO apoyo.device (auxiliary, process, promovente, token_hash, label)"
        " SELECT a.id, 1, 2, sha256(('many' || n)::bytea), '' FROM apoyo.auxiliary AS a,"
        " generate_series(1, apoyo.devices_per_hour()) AS n WHERE a.process = 1 AND a.promovente = 2")
    key = json.dumps({"auxiliary_key": "B" * 20})
    answer = server.request("POST", "/v1/devices", key, {"Content-Type": "application/json"})
    refused(answer, 429, "too-many-devices")
    assert answer[1]["Retry-After"] == "3600", answer
    assert "has registered 60 devices within an hour" in server.log()
    sql("DELETE FROM apoyo.device WHERE promovente = 2 AND label = '' AND process = 1")


@tests.case
def a_revoked_auxiliary_ends_its_devices():
    own = server.register(2, 2)
    folio = Capture(process=2, promovente=2).send(server, own)[2]["folio"]
    sql("UPDATE apoyo.auxiliary SET revoked_at = now() WHERE process = 2 AND promovente = 2")
    time.sleep(1.1)  # the server believes the database for a moment
    refused(Capture(process=2, promovente=2).send(server, own), 403, "device-revoked")
    refused(server.get(f"/v1/supports/{folio}", {"Authorization": f"Bearer {own}"}), 403,
            "device-revoked")
    key = json.dumps({"auxiliary_key": "E" * 20})
    refused(server.request("POST", "/v1/devices", key, {"Content-Type": "application/json"}), 403,
            "invalid-auxiliary-key")


@tests.case
def a_closed_process_takes_nothing_new():
    own = server.register(2, 1)
    before = Capture(process=2)
    receipt = before.send(server, own)[2]
    sql("UPDATE apoyo.process SET state = 'closed' WHERE id = 2")
    try:
        refused(Capture(process=2).send(server, own), 409, "process-not-open")
        key = json.dumps({"auxiliary_key": "D" * 20})
        refused(server.request("POST", "/v1/devices", key, {"Content-Type": "application/json"}),
                409, "process-not-open")
        # What was acknowledged stays so.
        again = before.send(server, own)
        assert again[0] == 200 and again[2]["folio"] == receipt["folio"], again
    finally:
        sql("UPDATE apoyo.process SET state = 'open' WHERE id = 2")


@tests.case
def a_promovente_who_is_out_takes_nothing():
    own = server.register(2, 1)
    seen = "SELECT revision FROM apoyo.promovente WHERE process = 2 AND number = 1"
    act(f"apoyo.withdraw_promovente(2, 1, {sql(seen)}, 'gave up', 'A-1')")
    try:
        now = Capture(process=2, captured_at="2026-01-02T03:05:05Z")  # the moment it is sent
        refused(now.send(server, own), 409, "promovente-not-active")
    finally:
        act(f"apoyo.reinstate_promovente(2, 1, {sql(seen)}, 'a mistake', 'A-2')")


@tests.case
def each_kind_of_image_is_known_by_its_content():
    capture = Capture()
    capture.parts[1] = ("back", "image/png", b"\x89PNG\r\n\x1a\n" + os.urandom(500))
    capture.parts[2] = ("selfie", "image/webp", b"RIFF\x10\0\0\0WEBP" + os.urandom(500))
    capture.parts[3] = ("signature", "image/heic", b"\0\0\0\x18ftypheic" + os.urandom(500))
    assert capture.send(server, token)[0] == 201
    lying = Capture()
    lying.parts[1] = ("back", "image/png", lying.parts[1][2])
    refused(lying.send(server, token), 422, "invalid-image", "back")
    empty = Capture()
    empty.parts[3] = ("signature", "image/jpeg", b"")
    refused(empty.send(server, token), 422, "invalid-image", "signature")


@tests.case
def a_checkpoint_is_signed_and_public():
    signing = Server("--role", "intake,ledger")
    try:
        assert Capture().send(signing, token)[0] == 201
        wait_until(lambda: signing.get("/v1/processes/1/checkpoint")[0] == 200, 20)
        body = signing.get("/v1/processes/1/checkpoint")[2]
        lines = body["note"].split("\n")
        assert int(lines[1]) == body["size"] > 0, body
        assert base64.b64decode(lines[2]).hex() == body["root"], body
        assert lines[3] == "" and lines[4].startswith("\u2014 "), body
    finally:
        signing.stop()


@tests.case
def phones_write_the_same_in_different_ways():
    # In capitals, with a quoted boundary, with a character set and file names.
    capture = Capture()
    body = capture.body().replace(capture.id.encode(), capture.id.upper().encode())
    body = body.replace(b"Content-Type: application/json", b"content-type: Application/JSON;"
                        b" charset=utf-8")
    body = body.replace(b'name="front"', b'filename="a.jpg"; name=front')
    body = body.replace(b"form-data;", b"FORM-DATA ;")
    headers = {"authorization": f"bearer {token}", "idempotency-key": capture.id.upper(),
               "content-type": f'Multipart/Form-Data; boundary="{BOUNDARY}"'}
    first = server.request("POST", "/v1/supports", body, headers)
    assert first[0] == 201 and first[2]["capture"] == capture.id, first
    again = capture.send(server, token, json.dumps(dict(capture.metadata,
                                                        capture=capture.id.upper())))
    assert again[0] == 200 and again[2] == first[2], again


@tests.case
def bodies_with_other_delimiters_are_refused():
    capture = Capture()
    good = capture.body()
    for body in (b"preamble\r\n" + good, good.replace(b"\r\n", b"\n"),
                 good.replace(BOUNDARY.encode(), b"another"),
                 good.replace(b"Content-Disposition", b"X-Disposition", 1),
                 good.replace(b'name="front"', b'title="front"'),
                 good.replace(b"Content-Type: image/jpeg", b"X: " + b"y" * 20000, 1)):
        refused(server.request("POST", "/v1/supports", body, capture.headers(token)), 400,
                "malformed-multipart")


@tests.case
def the_digest_is_what_the_description_says():
    capture = Capture()
    receipt = capture.send(server, token)[2]
    lasting = {name: value for name, value in capture.metadata.items() if name != "sent_at"}
    text = json.dumps(lasting, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    whole = text.encode() + b"".join(hashlib.sha256(content).digest()
                                     for _, _, content in capture.parts)
    assert receipt["digest"] == hashlib.sha256(whole).hexdigest(), receipt


@tests.case
def a_later_attempt_has_its_own_time():
    command = ("FUNCTION apoyo.receive_support(uuid, integer, integer, bigint, bytea, text, text,"
               " timestamptz, timestamptz, bytea[], bytea, bytea)")
    capture = Capture()
    sql(f"REVOKE EXECUTE ON {command} FROM apoyo_intake")
    try:  # in the vault, and not in the database
        refused(capture.send(server, token), 500, "internal-error")
    finally:
        sql(f"GRANT EXECUTE ON {command} TO apoyo_intake")
    capture.metadata["sent_at"] = "2026-01-02T04:00:00Z"
    first = capture.send(server, token)
    assert first[0] == 201, first
    capture.metadata["sent_at"] = "2026-01-02T05:00:00Z"
    again = capture.send(server, token)
    assert again[0] == 200 and again[2] == first[2], again
    assert sql("SELECT extract(hour FROM sent_at AT TIME ZONE 'UTC') FROM apoyo.support"
               f" WHERE capture = '{capture.id}'") == "4"
    capture.metadata["captured_at"] = "2026-01-02T03:04:06Z"
    refused(capture.send(server, token), 409, "idempotency-conflict")
