"""The evidence service, spoken to over real HTTP with a real database and vault behind it. Every
answer is held against data/openapi.yaml, and what is said there against all of them.

Tickets are opened as the console does, by staff signed in on a connection that stays.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import socket
import subprocess
import time

import openapi
from intake_client import SECRETS, Capture, Server, load_fixture, sql
import tap

CLAVE = "MSTRMR80010109H100"
STRANGER = "GMPRPD79020209M300"
FRONT = b"\xff\xd8small pixels of the front"
STAFF = """
CREATE ROLE lucia LOGIN; GRANT apoyo_supervisor TO lucia;
INSERT INTO apoyo.staff (role, display_name) VALUES ('lucia', 'Lucía');
INSERT INTO apoyo.staff_scope (role) VALUES ('lucia');
"""


def announced():
    """Where the consoles are told that it is."""
    return sql("SELECT address FROM apoyo.service_address WHERE service = 'evidence'")


class BothServer(Server):
    """An intake, so that there is a support, and the evidence of it."""

    def command(self):
        return [part if part != "intake" else "intake,evidence" for part in super().command()]

    def evidence(self, method, path, ticket=None, body=None, headers=None, address=None):
        """Status, headers and body as bytes."""
        address = address or announced()
        client = http.client.HTTPConnection(address.removeprefix("http://"), timeout=90)
        headers = dict(headers or {})
        if ticket is not None:
            headers["Authorization"] = f"Ticket {ticket}"
        try:
            client.request(method, path, body, headers)
            answer = client.getresponse()
            data = answer.read()
        finally:
            client.close()
        if path != "/healthz":
            openapi.check_answer(method, path, answer.status, answer.headers, data, "evidence")
        return answer.status, answer.headers, data


class Desk:
    """Somebody of the staff, signed in on a connection of their own."""

    def __init__(self, role):
        self.psql = subprocess.Popen(
            ["psql", "-XAtq", "-U", role, "-d", os.environ["PGDATABASE"]], text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.ask("SELECT display_name FROM apoyo.sign_in('test', 'desk')")

    def ask(self, statement):
        self.psql.stdin.write(f"{statement};\n\\echo --\n")
        answer = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != "--":
            assert self.psql.poll() is None, answer
            answer.append(line)
        return "\n".join(answer)

    def open(self, *things, purpose="supervision"):
        return self.ask(f"SELECT ticket FROM apoyo.open_evidence({support}, '{{{','.join(things)}}}',"
                        f" '{purpose}')")

    def leave(self):
        self.psql.stdin.close()
        self.psql.wait(90)
        self.psql.stdout.close()


def wait_for(statement, expected, database=None):
    deadline = time.monotonic() + 90
    while sql(statement, database) != expected:
        assert time.monotonic() < deadline, statement
        time.sleep(0.05)


def code(answer):
    assert answer[1]["Content-Type"] == "application/problem+json", answer
    return answer[0], json.loads(answer[2])["code"]


def n_events(kind):
    return int(sql("SELECT count(*) FROM apoyo.event WHERE process = 0 "
                   f"AND convert_from(body, 'UTF8')::jsonb ->> 'kind' = '{kind}'"))


tests = tap.Suite()
load_fixture()
sql(STAFF)
server = BothServer()
capture = Capture()
SECRETS.update((CLAVE, STRANGER))
assert capture.send(server, server.register())[0] == 201
support = sql(f"SELECT id FROM apoyo.support WHERE capture = '{capture.id}'")
folio = sql(f"SELECT folio FROM apoyo.support WHERE id = {support}")
names = dict(line.split() for line in subprocess.run(
    [os.environ["EVIDENCE_FIXTURE"], server.keys, server.vault(), "1", capture.id, "1", CLAVE],
    check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines())
sql(f"""INSERT INTO apoyo.roll (clave_key, entity, section, status, import)
        VALUES ('\\x{names["clave"]}', '09', '0001', 'active', 0);
        UPDATE apoyo.support SET roll = 1, citizen_key = '\\x{names["citizen"]}'
         WHERE id = {support}""")
wait_for("SELECT count(*) FROM apoyo.service_address", "1")
lucia = Desk("lucia")
ruben = Desk("tester")


@tests.case
def without_a_ticket_there_is_nothing():
    for ticket in (None, "", "1", "1.x", "1." + "A" * 43, "999." + "A" * 43, "x." + "A" * 43):
        assert code(server.evidence("GET", "/v1/evidence/front?size=small", ticket)) == \
            (401, "invalid-ticket"), ticket
    assert code(server.evidence("GET", "/v1/evidence/front?size=small", headers={
        "Authorization": "Bearer " + lucia.open("front")}))[0] == 401


@tests.case
def a_picture_is_shown_once_and_written_down():
    ticket = lucia.open("front", "back")
    before = n_events("evidence-seen")
    status, headers, body = server.evidence("GET", "/v1/evidence/front?size=small", ticket)
    assert (status, body) == (200, FRONT), body
    assert headers["Content-Type"] == "image/jpeg" and headers["Cache-Control"] == "no-store"
    assert n_events("evidence-seen") == before + 1
    assert code(server.evidence("GET", "/v1/evidence/front?size=small", ticket))[0] == 401
    assert server.evidence("GET", "/v1/evidence/front?size=large", ticket)[0] == 200
    assert code(server.evidence("GET", "/v1/evidence/selfie?size=small", ticket))[0] == 401
    assert code(server.evidence("GET", "/v1/evidence/back?size=small", ticket)) == \
        (404, "no-picture")


@tests.case
def the_pictures_are_those_of_the_claim_whose_word_was_taken():
    def see(size="small"):
        return server.evidence("GET", f"/v1/evidence/front?size={size}", lucia.open("front"))[2]
    assert see() == FRONT
    sql(f"""INSERT INTO apoyo.examination (support, process, attempt, engine, settings, rule_version,
                                          evaluation, digest, sealed)
            SELECT {support}, 1, n, 1, 1, 1, '{{}}', sha256('x'), 'x' FROM unnest('{{7,9}}'::int[]) AS n""")
    assert see() == b"\xff\xd8pixels of the seventh claim", "the ninth made none"
    assert see("large") == b"\xff\xd8large pixels of the front"
    sql(f"DELETE FROM apoyo.examination WHERE support = {support}")


@tests.case
def another_secret_is_refused():
    number, secret = lucia.open("front").split(".")
    other = lucia.open("front").split(".")[1]
    assert code(server.evidence("GET", "/v1/evidence/front?size=small", f"{number}.{other}"))[0] == 401
    raw = bytearray(base64.urlsafe_b64decode(secret + "="))
    raw[31] ^= 1
    near = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert code(server.evidence("GET", "/v1/evidence/front?size=small", f"{number}.{near}"))[0] == 401
    assert server.evidence("GET", "/v1/evidence/front?size=small", f"{number}.{secret}")[0] == 200


@contextlib.contextmanager
def nothing_can_be_written():
    sql("ALTER TABLE apoyo.event ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    try:
        yield
    finally:
        sql("ALTER TABLE apoyo.event DROP CONSTRAINT full_disk")


@tests.case
def no_pixel_without_an_event():
    ticket = lucia.open("front", "data")
    with nothing_can_be_written():
        for path in ("/v1/evidence/front?size=small", "/v1/evidence/data"):
            answer = server.evidence("GET", path, ticket)
            assert code(answer) == (500, "internal-error"), answer
            assert b"pixels" not in answer[2] and b"names" not in answer[2]
    assert server.evidence("GET", "/v1/evidence/front?size=small", ticket)[2] == FRONT


@tests.case
def the_typed_data_is_names_and_credential():
    status, _, body = server.evidence("GET", "/v1/evidence/data", lucia.open("data"))
    data = json.loads(body)
    assert status == 200 and set(data) == {"names", "credential", "readings"}, data
    assert data["credential"] == capture.metadata["credential"]
    assert data["readings"] == [], "nothing was examined"


@tests.case
def what_was_read_is_told_beside_what_was_typed():
    """From what the examination was made of, to whoever may look, and nowhere else."""
    fixture = pathlib.Path(__file__).parents[1] / "core/inspection/clean.json"
    # The telephone sends another year than the codes of the back have, and no CURP.
    text = (fixture.read_text().replace('"full":false', '"full":true')
            .replace('"valid_until":2033', '"valid_until":2031')
            .replace('"curp":"PUEC900115MDFRJD07",', "")
            .replace('"observations":[', '"observations":['
                     '{"name":"ocr_vigencia","value":1,"text":"2021 - 2031","confidence":0.9},'
                     '{"name":"ocr_curp","value":1,"text":"PUEC900115MDFRJD07","confidence":0.9},', 1))
    sealed = subprocess.run([os.environ["EVIDENCE_FIXTURE"], "--seal", server.keys, "1"], check=True,
                            input=text, stdout=subprocess.PIPE, text=True).stdout.split()[1]
    sql(f"""INSERT INTO apoyo.examination (support, process, attempt, engine, settings, rule_version,
                                          evaluation, digest, sealed)
            VALUES ({support}, 1, 1, 1, 1, 1, '{{}}', sha256('x'), '\\x{sealed}')""")
    before = n_events("evidence-seen")
    readings = json.loads(server.evidence("GET", "/v1/evidence/data", lucia.open("data"))[2])["readings"]
    assert n_events("evidence-seen") == before + 1
    years = [(each["read"][-2:], each["typed"][-2:]) for each in readings if each["field"] == "valid_until"]
    assert ("33", "31") in years, readings
    assert sum(each["read"] != "" for each in readings) > 5, readings
    told = {each["check"]: each for each in readings}
    assert told["back.agreement.mrz.valid_until"]["result"] == "flagged", told
    printed = told["front.text.vigencia"]  # two years, of which the last is meant
    assert (printed["typed"], printed["result"]) == ("2031", "passed") and printed["read"] != "2031", printed
    # What a code says nobody captured.
    assert "coded" in told["front.codes.curp"] and "typed" not in told["front.codes.curp"], told
    events = sql("SELECT string_agg(convert_from(body, 'UTF8'), ' ') FROM apoyo.event")
    assert not any(each["read"] in events for each in readings if len(each["read"]) > 8)
    sql(f"UPDATE apoyo.examination SET sealed = 'x' WHERE support = {support}")
    data = json.loads(server.evidence("GET", "/v1/evidence/data", lucia.open("data"))[2])
    assert data["readings"] is None and data["credential"], "what cannot be opened is said to be so"
    sql(f"DELETE FROM apoyo.examination WHERE support = {support}")


@tests.case
def what_is_no_longer_there_is_not_shown():
    ticket = lucia.open("data")
    files = [path for path in server.vault().rglob(f"*{capture.id}*")]
    assert files
    for path in files:
        path.rename(path.with_name("away-" + path.name))
    try:
        assert code(server.evidence("GET", "/v1/evidence/data", ticket)) == (404, "no-picture")
    finally:
        for path in files:
            path.with_name("away-" + path.name).rename(path)


@tests.case
def a_ticket_ends_with_its_session():
    desk = Desk("lucia")
    ticket = desk.open("front")
    desk.leave()
    wait_for("SELECT count(*) FROM pg_stat_activity WHERE usename = 'lucia'", "1")
    assert code(server.evidence("GET", "/v1/evidence/front?size=small", ticket))[0] == 401


def search(clave, ticket=None):
    ticket = ticket or lucia.ask("SELECT ticket FROM apoyo.open_search(NULL, 'Queja 7')")
    return server.evidence("POST", "/v1/search", ticket, json.dumps({"clave": clave}))


@tests.case
def a_search_by_clave_finds_the_persons_supports():
    ticket = lucia.ask("SELECT ticket FROM apoyo.open_search(NULL, 'Queja 7')")
    status, _, body = search(" " + CLAVE.lower(), ticket)
    assert status == 200, body
    assert [s["folio"] for s in json.loads(body)["supports"]] == [folio], body
    assert n_events("search-made") == 1
    assert code(search(CLAVE, ticket))[0] == 401
    assert json.loads(search(STRANGER)[2]) == {"supports": [], "more": False, "not_searched": []}
    assert code(search("X" * 18)) == (422, "invalid-clave")
    # Under another key nobody would be found: that is not said of a process, and the others are searched.
    sql("INSERT INTO apoyo.process_key (process, key_id) VALUES (2, substr(sha256('other'), 1, 16))")
    status, _, body = search(CLAVE)
    found = json.loads(body)
    assert (status, len(found["supports"])) == (200, 1), body
    assert found["not_searched"] == [
        {"process": 2, "code": sql("SELECT code FROM apoyo.process WHERE id = 2")}], body
    assert "Process 2 cannot be searched" in server.log()
    sql("DELETE FROM apoyo.process_key WHERE process = 2")
    ticket = lucia.ask("SELECT ticket FROM apoyo.open_search(NULL, 'Queja 7')")
    with nothing_can_be_written():
        assert code(search(CLAVE, ticket)) == (500, "internal-error")
    assert code(search(7)) == (400, "malformed-request")
    assert code(search(CLAVE, lucia.open("front")))[0] == 401
    assert sql(f"SELECT count(*) FROM apoyo.event_private WHERE convert_from(body, 'UTF8') ~ '{CLAVE}'") == "0"


@tests.case
def an_auxiliary_is_a_person_of_the_roll_and_gets_a_key_once():
    def open_one():
        return ruben.ask("SELECT ticket FROM apoyo.open_registration(1)")

    def register(ticket, clave, promovente=2):
        return server.evidence("POST", "/v1/auxiliaries", ticket,
                               json.dumps({"promovente": promovente, "clave": clave}))
    ticket = open_one()
    before = n_events("registration-refused")
    answer = register(ticket, STRANGER)
    assert code(answer) == (409, "refused"), answer
    assert json.loads(answer[2])["refusal"] == "AP177", answer
    # Whether somebody is in the roll is asked once by ticket, and never without a trace.
    assert n_events("registration-refused") == before + 1
    assert code(register(ticket, CLAVE)) == (401, "invalid-ticket")
    answer = register(open_one(), CLAVE, 99)
    assert json.loads(answer[2])["refusal"] == "AP110", answer
    assert json.loads(answer[2])["names"][1] == "99", answer
    ticket = open_one()
    assert code(register(ticket, CLAVE, 0)) == (400, "malformed-request")
    assert code(register(ticket, "X" * 18)) == (422, "invalid-clave")
    command = "FUNCTION apoyo.register_auxiliary_by_ticket"
    sql(f"REVOKE EXECUTE ON {command} FROM apoyo_evidence")
    try:
        assert code(register(ticket, CLAVE)) == (500, "internal-error")
    finally:
        sql(f"GRANT EXECUTE ON {command} TO apoyo_evidence")
    status, _, body = register(ticket, CLAVE)
    made = json.loads(body)
    assert status == 201 and made["label"] == "2-2", body
    SECRETS.add(made["key"])
    assert code(register(ticket, CLAVE))[0] == 401
    status, _, body = server.request(
        "POST", "/v1/devices", json.dumps({"auxiliary_key": made["key"], "label": "prueba-telefono"}),
        {"Content-Type": "application/json"})
    assert status == 201 and body["promovente"] == 2, body
    SECRETS.add(body["token"])
    assert sql(f"SELECT registered_by FROM apoyo.auxiliary WHERE id = {made['auxiliary']}") == "tester"


@tests.case
def the_auxiliaries_of_a_file_are_people_of_the_roll_and_get_keys():
    def bring(rows, ticket=None, padding=""):
        ticket = ticket or ruben.ask("SELECT ticket FROM apoyo.open_auxiliary_import(1)")
        return server.evidence("POST", "/v1/auxiliaries/import", ticket,
                               json.dumps({"rows": rows}) + padding)
    ticket = ruben.ask("SELECT ticket FROM apoyo.open_auxiliary_import(1)")
    for rows in (7, [7], [[1, "1"]], [["1", "1", CLAVE]], [[0, "1", CLAVE]], [[1, 1, CLAVE]]):
        assert code(bring(rows, ticket)) == (400, "malformed-request"), rows
    assert code(server.evidence("POST", "/v1/auxiliaries/import", ticket,
                                '{"rows":' + "[" * 1000)) == (400, "malformed-request")
    status, _, body = bring([[2, "1", CLAVE], [3, "99", STRANGER], [5, "1", "no clave"]], ticket)
    made = json.loads(body)
    assert status == 201 and len(set(made["keys"])) == 3, body
    SECRETS.update(made["keys"])
    assert code(bring([], ticket))[0] == 401, "once"
    ticket = ruben.ask("SELECT ticket FROM apoyo.open_auxiliary_import(1)")
    with nothing_can_be_written():
        assert code(bring([], ticket)) == (500, "internal-error")
    sql("UPDATE apoyo.process SET state = 'closing' WHERE id = 1")
    assert json.loads(bring([], ticket)[2])["refusal"] == "AP102"
    sql("UPDATE apoyo.process SET state = 'open' WHERE id = 1")
    # The person sees what is wrong in the rows, in a session of their own.
    assert ruben.ask("SELECT string_agg(concat_ws(' ', p.line, p.field, p.reason), '; ' ORDER BY "
                     f"p.line, p.field) FROM apoyo.import_problems({made['import']}) AS p") == (
        "3 clave_elector is of nobody in the roll; 3 promovente is not a promovente who collects; "
        "5 clave_elector is not a clave de elector")
    refused = ruben.ask(f"SELECT * FROM apoyo.adopt_auxiliaries(1, {made['import']})")
    assert "ERROR" in refused and "Line 3" in refused, refused
    # As long as a file of the most rows may be.
    made = json.loads(bring([[2, "1", CLAVE]], padding=" " * 1_900_000)[2])
    SECRETS.update(made["keys"])
    device = json.dumps({"auxiliary_key": made["keys"][0], "label": "prueba-importada"})
    send = {"Content-Type": "application/json"}
    answer = server.request("POST", "/v1/devices", device, send)
    assert answer[0] == 403, answer
    assert ruben.ask("SELECT line, promovente FROM "
                     f"apoyo.adopt_auxiliaries(1, {made['import']})") == "2|1"
    status, _, body = server.request("POST", "/v1/devices", device, send)
    assert status == 201 and body["promovente"] == 1, body
    SECRETS.add(body["token"])
    assert n_events("auxiliaries-staged") == 2


@tests.case
def what_cannot_be_answered_is_said():
    ticket = lucia.open("front")
    assert code(server.evidence("GET", "/", ticket)) == (404, "not-found")
    assert code(server.evidence("GET", "/v1/search", ticket)) == (405, "method-not-allowed")
    assert code(server.evidence("POST", "/v1/evidence/front", ticket, "x")) == (405, "method-not-allowed")
    assert code(server.evidence("POST", "/v1/search", ticket, "x" * 5000)) == (413, "body-too-large")
    assert code(server.evidence("GET", "/v1/evidence/front?size=original", ticket)) == \
        (400, "malformed-request")
    assert server.evidence("GET", "/healthz")[0] == 200


REQUESTS = (("GET", "/v1/evidence/data", None), ("GET", "/v1/evidence/front?size=small", None),
            ("POST", "/v1/search", json.dumps({"clave": STRANGER})),
            ("POST", "/v1/auxiliaries", json.dumps({"promovente": 1, "clave": STRANGER})),
            ("POST", "/v1/auxiliaries/import", json.dumps({"rows": [[2, "1", STRANGER]]})))
MOST = {"/v1/auxiliaries/import": 2 * 1024 * 1024}  # bytes of a body; else 4096
NOBODYS = f"1.{'A' * 43}"


@tests.case
def every_address_refuses_alike():
    for method, path, body in REQUESTS:
        other = "POST" if method == "GET" else "GET"
        assert code(server.evidence(other, path, NOBODYS)) == (405, "method-not-allowed"), path
        assert code(server.evidence(method, path, NOBODYS, "x" * (MOST.get(path, 4096) + 1))) == (413, "body-too-large")
        assert code(server.evidence(method, path, NOBODYS, b"2\r\n{}\r\n0\r\n\r\n",
                                    {"Transfer-Encoding": "chunked"})) == (400, "malformed-request")
        assert code(server.evidence(method, path, None, body)) == (401, "invalid-ticket"), path


@tests.case
def without_a_database_nothing_is_shown():
    healthy = server.evidence("GET", "/healthz")[0]
    address = announced()
    sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS false", "postgres")
    sessions = "FROM pg_stat_activity WHERE application_name = 'apoyod evidence'"
    sql(f"SELECT pg_terminate_backend(pid) {sessions}", "postgres")
    try:
        wait_for(f"SELECT count(*) {sessions}", "0", "postgres")
        for method, path, body in REQUESTS:
            answer = server.evidence(method, path, NOBODYS, body, address=address)
            assert code(answer) == (503, "unavailable"), answer
    finally:
        sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS true", "postgres")
    wait_for(f"SELECT count(*) > 0 {sessions}", "t")
    assert healthy == 200


@tests.case
def guessing_ends_for_who_guesses():
    # Counted by the minute, and a minute may end in between. A proxy on this machine says for whom.
    answers = set()
    other = {"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}
    address = announced()
    for i in range(400):
        method, path, body = REQUESTS[i % len(REQUESTS)]
        answers.add((path, *code(server.evidence(method, path, NOBODYS, body, other, address))))
        if len(answers) == 2 * len(REQUESTS):
            break
    assert answers == {(path, *answer) for _, path, _ in REQUESTS
                       for answer in ((401, "invalid-ticket"), (429, "too-many-requests"))}, answers
    for peer in ("192.0.2.1", "198.51.100.7, 192.0.2.1", "somebody"):
        assert code(server.evidence(method, path, NOBODYS, body, {"X-Forwarded-For": peer},
                                    address)) == (401, "invalid-ticket"), peer


@tests.case
def a_body_without_an_end_is_not_kept():
    # Its length is greater than the type that counts it: it would last as long as the connection.
    address, port = announced().removeprefix("http://").split(":")
    megabyte = 1 << 20
    before = server.memory("VmRSS")
    with socket.create_connection((address, int(port)), timeout=90) as stranger:
        stranger.sendall(b"POST /v1/search HTTP/1.1\r\nHost: here\r\n"
                         b"Content-Length: 18446744073709551615\r\n\r\n")
        for _ in range(96):
            stranger.sendall(megabyte * b" ")
        # A sanitizer keeps what was freed.
        most = 800_000 if "ASAN_OPTIONS" in os.environ else 32_000
        assert server.memory("VmRSS") < before + most


@tests.case
def the_description_is_that_of_this_service():
    openapi.check_document()
    codes = {code: status for _, status, code in openapi.documented("evidence") if code}
    codes["not-found"] = 404  # of no address
    assert codes == openapi.server_codes("evidence")
    schema = openapi.document["components"]["schemas"]["EvidenceProblem"]
    assert set(schema["properties"]["code"]["enum"]) == set(codes)
    names = {name for name, _, _ in openapi.operations("evidence")}
    seen = {each for each in openapi.seen if each[0] in names}
    assert openapi.documented("evidence") == seen, \
        sorted(openapi.documented("evidence") ^ seen, key=str)


@tests.case
def the_log_holds_no_personal_data():
    server.check_log()


def close():
    lucia.leave()
    ruben.leave()
    server.stop()


tests.main(close)
