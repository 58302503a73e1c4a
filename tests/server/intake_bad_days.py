"""The intake when the other side, the disk, the database or the program itself fails.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import concurrent.futures
import http.client
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

import openapi
import tap
from intake_client import HOST, Capture, Server, head, read_all, sql
from intake_everywhere import ask_without_database
from intake_suite import n_supports, refused, server, tests, token, wait_until

STOP_TIMEOUT = 20  # apoyod's own, in seconds


@tests.case
def a_body_that_ends_too_early_stores_nothing():
    capture = Capture()
    before, files = n_supports(), server.vault_files()
    whole = capture.body()
    for size in (0, 1, 100, len(whole) // 2, len(whole) - 10):
        answer = server.request("POST", "/v1/supports", whole[:size], capture.headers(token))
        refused(answer, 400, "malformed-multipart")
    # The connection ends in the middle: no answer is owed, and nothing is stored.
    for size in (0, 5000, len(whole) - 1):
        with server.connect() as cut:
            cut.sendall(support_head(capture, len(whole)) + whole[:size])
    wait_until(lambda: server.metric("apoyo_intake_bodies") == 0)
    assert n_supports() == before
    assert server.vault_files() == files
    assert capture.send(server, token)[0] == 201


def support_head(capture, length):
    headers = dict(HOST, **capture.headers(token), **{"Content-Length": length})
    return head("POST", "/v1/supports", headers)


@tests.case
def another_key_directory_is_refused():
    assert Capture().send(server, token)[0] == 201  # the process's key is pinned by now
    before = n_supports()
    with tempfile.TemporaryDirectory() as another:
        strange = Server(keys=another)
        try:
            refused(Capture().send(strange, token), 503, "database-unavailable")
            assert "Restore roll.key" in strange.log(), strange.log()
            # A process that has none yet would be held against it for ever.
            assert not (pathlib.Path(another) / "keys" / "process-1.key").exists()
        finally:
            strange.stop()
    with tempfile.TemporaryDirectory() as restored:
        # As restored from before the process opened: the first finds no key, the second another.
        for name in ("master.key", "roll.key", "ledger.key"):
            (pathlib.Path(restored) / "keys").mkdir(mode=0o700, exist_ok=True)
            shutil.copy(pathlib.Path(server.keys) / name, pathlib.Path(restored) / "keys" / name)
        for missing in (True, False):
            strange = Server(keys=restored)
            key = pathlib.Path(restored) / "keys" / "process-1.key"
            try:
                if not missing:
                    # Of what is wrong with the file itself the log tells, and not of the database.
                    key.chmod(0o644)
                    refused(Capture().send(strange, token), 503, "database-unavailable")
                    assert "mode 0600" in strange.log(), strange.log()
                    key.chmod(0o600)
                refused(Capture().send(strange, token), 503, "database-unavailable")
                assert "Restore process-1.key" in strange.log(), strange.log()
                assert not missing or not key.exists(), "a key was made anew"
                assert not strange.vault_files()
            finally:
                strange.stop()
            if missing:
                assert n_supports() == before
                plant_other_key(restored)
    assert n_supports() == before + 1  # the one that planted
    assert Capture().send(server, token)[0] == 201


def plant_other_key(directory):
    """A key for process 1 that another database's service made."""
    pinned = sql("SELECT encode(key_id, 'hex') FROM apoyo.process_key WHERE process = 1")
    sql("DELETE FROM apoyo.process_key WHERE process = 1")
    maker = Server(keys=directory)
    try:
        assert Capture().send(maker, token)[0] == 201
    finally:
        maker.stop()
    sql(f"UPDATE apoyo.process_key SET key_id = decode('{pinned}', 'hex') WHERE process = 1")


@tests.case
def a_hundred_megabytes_are_refused():
    strong = Server()
    own = strong.register()
    before = n_supports()
    assert Capture().send(strong, own)[0] == 201
    pathlib.Path(f"/proc/{strong.process.pid}/clear_refs").write_text("5")  # forget the most
    resident = strong.memory("VmRSS")

    def chunks():
        for _ in range(100):
            yield b"x" * 1_000_000

    def send(body):
        return strong.request("POST", "/v1/supports", body, Capture().headers(own))

    bodies = [b"x" * 100_000_000, chunks(), chunks(), chunks()]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for answer in pool.map(send, bodies):
            refused(answer, 413, "body-too-large")
    # A sanitizer keeps what was freed.
    most = 800_000 if "ASAN_OPTIONS" in os.environ else 40_000
    assert strong.memory("VmHWM") - resident < most, (resident, strong.memory("VmHWM"))
    strong.stop()
    assert n_supports() == before + 1


@tests.case
def who_announces_too_much_and_waits_gets_the_refusal():
    with server.connect() as polite:
        polite.sendall(support_head(Capture(), 100_000_000))
        refused(openapi.check_raw("POST", "/v1/supports", read_all(polite)), 413,
                "body-too-large")


def send_slowly(answers):
    """In parts, all of them together longer than the time there is for one."""
    part = 0.3 * float(server.options[server.options.index("--body-timeout") + 1])
    capture = Capture(size=30_000)
    body = capture.body()
    with server.connect() as steady:
        steady.sendall(support_head(capture, len(body)))
        for place in range(0, 4 * 20_000, 20_000):
            time.sleep(part)
            steady.sendall(body[place:place + 20_000])
        steady.sendall(body[80_000:])
        answers.append(openapi.check_raw("POST", "/v1/supports", read_all(steady)))


@tests.case
def slow_clients_are_cut_off():
    before = server.metric("apoyo_intake_timeouts_total")
    answers = []
    steady = threading.Thread(target=send_slowly, args=(answers,))
    steady.start()
    silent, dripping, trickling = (server.connect() for _ in range(3))
    trickling.sendall(support_head(Capture(), 100000))
    dripping.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
    served = {dripping, trickling}
    deadline = time.monotonic() + 60
    while served:
        assert time.monotonic() < deadline, f"{len(served)} that drip are served for ever"
        for each in list(served):
            try:
                each.sendall(b"x")
            except OSError:
                served.remove(each)
        time.sleep(0.05)
    assert silent.recv(1) == b""
    for each in (silent, dripping, trickling):
        each.close()
    steady.join()
    assert answers and answers[0][0] == 201, "who is slow and goes on is cut off too"
    wait_until(lambda: server.metric("apoyo_intake_timeouts_total") >= before + 3)


@tests.case
def of_forty_bodies_at_once_eight_are_told_to_wait():
    patient = Server()
    own = patient.register()
    received = patient.metric("apoyo_intake_body_bytes_total")
    sending = []
    try:
        for _ in range(40):
            capture = Capture(size=2000)
            body, connection = capture.body(), patient.connect()
            headers = dict(HOST, **capture.headers(own), **{"Content-Length": len(body)})
            connection.sendall(head("POST", "/v1/supports", headers) + body[:4000])
            sending.append((capture, connection, body[4000:]))
        wait_until(lambda: patient.metric("apoyo_intake_body_bytes_total") ==
                   received + 40 * 4000)
        assert patient.metric("apoyo_intake_bodies") == 32
        for _, connection, rest in sending:
            connection.sendall(rest)
        refusals = []
        for capture, connection, _ in sending:
            with connection:
                answer = openapi.check_raw("POST", "/v1/supports", read_all(connection))
            if answer[0] != 201:
                refused(answer, 503, "busy")
                assert int(answer[1]["Retry-After"]) > 0
                refusals.append(capture)
        assert len(refusals) == 8, len(refusals)
        wait_until(lambda: patient.metric("apoyo_intake_bodies") == 0)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            again = list(pool.map(lambda capture: capture.send(patient, own)[0], refusals))
        assert again == [201] * 8, again
        captures = ", ".join(f"'{capture.id}'" for capture, _, _ in sending)
        assert sql(f"SELECT count(*) FROM apoyo.support WHERE capture IN ({captures})") == "40"
    finally:
        patient.stop()


def hold_supports():
    """A transaction that keeps the table of the supports until its standard input ends."""
    lock = subprocess.Popen(["psql", "-Xq"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            text=True)
    lock.stdin.write("BEGIN; LOCK TABLE apoyo.support;\n")
    lock.stdin.flush()
    wait_until(lambda: "1" == sql("SELECT count(*) FROM pg_locks WHERE granted AND mode ="
                                  " 'AccessExclusiveLock' AND relation ="
                                  " 'apoyo.support'::regclass"))
    return lock


def wait_until_held_up():
    wait_until(lambda: "0" != sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation ="
                                  " 'apoyo.support'::regclass"))


@tests.case
def invented_tokens_hold_no_places():
    small = Server("--max-bodies", "2")
    own, invented = small.register(), "x" * 43
    held = []
    try:
        for _ in range(2):
            held.append(small.connect())
            headers = dict(HOST, **Capture().headers(invented), **{"Content-Length": 100_000})
            held[-1].sendall(head("POST", "/v1/supports", headers) + b"x" * 1000)
        wait_until(lambda: small.metric("apoyo_intake_body_bytes_total") >= 2000)
        wait_until(lambda: small.metric("apoyo_intake_bodies") == 0)
        assert Capture().send(small, own)[0] == 201
        held[0].sendall(b"x" * 99_000)
        refused(openapi.check_raw("POST", "/v1/supports", read_all(held[0])), 401, "invalid-token")
    finally:
        for each in held:
            each.close()
        small.stop()


@tests.case
def a_database_that_goes_and_comes_back():
    capture = Capture()
    lock = hold_supports()
    answers = []
    try:
        sender = threading.Thread(target=lambda: answers.append(capture.send(server, token)))
        sender.start()
        wait_until_held_up()
        sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS false", "postgres")
        sessions = "pg_stat_activity WHERE datname = 'apoyo'"
        sql(f"SELECT pg_terminate_backend(pid) FROM {sessions}", "postgres")
        wait_until(lambda: sql(f"SELECT count(*) FROM {sessions}", "postgres") == "0")
        sender.join(90)
        refused(answers[0], 503, "database-unavailable")
        assert int(answers[0][1]["Retry-After"]) > 0
        wait_until(lambda: server.get("/healthz")[0] == 503)
        ask_without_database(server)
    finally:
        lock.kill()
        lock.communicate()
        sql("ALTER DATABASE apoyo ALLOW_CONNECTIONS true", "postgres")
    wait_until(lambda: server.get("/healthz")[0] == 200)
    # Each thread has sessions of its own: one that is not back yet says 503, and the phone sends again.
    wait_until(lambda: capture.send(server, token)[0] in (200, 201))
    assert sql(f"SELECT count(*) FROM apoyo.support WHERE capture = '{capture.id}'") == "1"


@tests.case
def a_vault_that_goes_and_comes_back():
    losing = Server()
    try:
        own = losing.register()
        assert Capture().send(losing, own)[0] == 201
        aside = losing.vault().rename(losing.directory / "unmounted")
        losing.vault().mkdir()
        capture = Capture()
        refused(capture.send(losing, own), 503, "database-unavailable")
        assert "There is no vault in" in losing.log(), losing.log()
        losing.vault().rmdir()
        aside.rename(losing.vault())
        assert capture.send(losing, own)[0] == 201
    finally:
        losing.stop()


@tests.case
def a_file_that_may_not_grow_is_a_full_disk():
    full = Server(file_limit=60_000)
    try:
        before = n_supports()
        refused(Capture().send(full, full.register()), 507, "storage-full")
        assert full.vault_files() == set()
        assert n_supports() == before
        assert Capture(size=2000).send(full, full.register())[0] == 201
    finally:
        full.stop()


@tests.case
def a_full_disk_is_said_and_leaves_nothing():
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0:
        raise tap.Skip("needs the right to mount a small disk")
    full = Server(vault_size="1m")
    try:
        own = full.register()
        kept = Capture(size=50_000)
        assert kept.send(full, own)[0] == 201
        filler = full.vault() / "filler"
        filler.write_bytes(bytes(700_000))
        before, files = n_supports(), full.vault_files()
        capture = Capture(size=50_000)
        answer = capture.send(full, own)
        refused(answer, 507, "storage-full")
        assert int(answer[1]["Retry-After"]) > 0
        assert n_supports() == before and full.vault_files() == files == {kept.id}
        filler.unlink()
        assert capture.send(full, own)[0] == 201
        assert full.vault_files() == {kept.id, capture.id}
    finally:
        full.stop()


@tests.case
def objects_that_no_support_claims_are_swept():
    # Of an age that no commit takes, since what is stored before it is an orphan until then.
    sweeping = Server("--sweep-age", "5", "--sweep-interval", "1")
    try:
        claimed = Capture()
        own = sweeping.register()
        assert claimed.send(sweeping, own)[0] == 201
        orphan = Capture(process=3)
        refused(orphan.send(sweeping, sweeping.register(3, 1)), 409, "process-not-open")
        place = sweeping.directory / "vault/3" / orphan.id[:2] / orphan.id
        assert place.exists()  # stored before the database refused it
        wait_until(lambda: not place.exists())
        assert (sweeping.directory / "vault/1" / claimed.id[:2] / claimed.id).exists()
        wait_until(lambda: sweeping.metric("apoyo_intake_swept_total") == 1)  # counted after it
    finally:
        sweeping.stop()


@tests.case
def what_was_acknowledged_survives_kill_9():
    # Of an age that no commit takes: what is swept before it would be acknowledged and gone.
    victim = Server("--sweep-age", "10", "--sweep-interval", "1")
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
    wait_until(lambda: len(acknowledged) >= 60)
    victim.process.kill()
    victim.process.wait()
    ended.set()
    for each in senders:
        each.join()
    rows = dict(line.split("|") for line in sql(
        "SELECT capture, folio FROM apoyo.support").splitlines())
    for capture, (folio, _) in acknowledged.items():
        assert rows.get(capture) == folio, f"{folio} was acknowledged and is gone"
    done = subprocess.run([os.environ["READ_VAULT"], victim.keys,
                           victim.directory / "vault", "1", *acknowledged],
                          stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0 and int(done.stdout) == len(acknowledged), done
    victim.start()
    for folio, capture in list(acknowledged.values())[-5:]:
        status, _, body = capture.send(victim, own)
        assert status == 200 and body["folio"] == folio, body
    # What was half-written, or never reached the database, is swept.
    wait_until(lambda: victim.vault_files() <= set(rows))
    victim.stop()


@tests.case
def sigterm_answers_what_was_received():
    ending = Server()
    own = ending.register()
    lock = hold_supports()
    answers = []
    sender = threading.Thread(target=lambda: answers.append(Capture().send(ending, own)))
    sender.start()
    try:
        wait_until_held_up()
        ending.process.terminate()
        wait_until(lambda: "Ending" in ending.log())
        assert not answers, answers
    finally:
        lock.communicate("")
    sender.join(90)
    assert answers and answers[0][0] == 201, answers
    ending.wait()


@tests.case
def ending_takes_no_longer_than_it_may():
    for options, signals, why in ((("--stop-timeout", "1"), 1, "the rest did not end in time"),
                                  ((), 2, "told so a second time")):
        ending = Server(*options)
        own = ending.register()
        lock = hold_supports()
        sender = threading.Thread(target=send_in_vain, args=(ending, own))
        sender.start()
        try:
            wait_until_held_up()
            for _ in range(signals):
                assert ending.process.poll() is None
                ending.process.terminate()
                # Two that come together are one.
                wait_until(lambda: "Ending" in ending.log())
            # With neither it would take its own time.
            assert ending.process.wait(STOP_TIMEOUT - 5) == 1, ending.log()
            assert f"with work unfinished: {why}" in ending.log()
        finally:
            lock.communicate("")
            sender.join(90)
            ending.owned.cleanup()


def send_in_vain(target, own):
    """Sends what will not be answered."""
    try:
        Capture().send(target, own)
    except (OSError, http.client.HTTPException):
        pass


@tests.case
def ending_under_load_answers_whom_it_has_heard():
    ending = Server()
    own = ending.register()
    acknowledged, unanswered, stop = {}, [], threading.Event()

    def send_until_stopped():
        while not stop.is_set():
            capture = Capture(size=5000)
            try:
                status, _, body = capture.send(ending, own)
            except (OSError, http.client.HTTPException) as reason:
                unanswered.append(type(reason).__name__)
                return
            assert status == 201, body
            acknowledged[capture.id] = body["folio"]

    senders = [threading.Thread(target=send_until_stopped) for _ in range(6)]
    for each in senders:
        each.start()
    wait_until(lambda: len(acknowledged) > 40)
    ending.process.terminate()
    for each in senders:
        each.join(90)
    rows = dict(line.split("|") for line in sql(
        "SELECT capture, folio FROM apoyo.support").splitlines())
    assert all(rows.get(capture) == folio for capture, folio in acknowledged.items())
    # Nobody was heard and then left without an answer: what is stored was acknowledged.
    stored = ending.vault_files()
    assert len(stored) > 40 and stored <= set(acknowledged), unanswered
    ending.wait()


@tests.case
def who_cannot_start_says_so_and_ends():
    def start(*options):
        return subprocess.run([os.environ["APOYOD"], *options], capture_output=True, text=True,
                              timeout=90)

    with tempfile.TemporaryDirectory() as nothing:
        without_keys = start("--keys", f"{nothing}/keys", "--vault", f"{nothing}/vault")
        assert without_keys.returncode == 1 and "no key" in without_keys.stderr, without_keys
        for wrong in (("--threads", "-1"), ("--max-bodies", "0"), ("--role", ""), ("--readers", "0"),
                      ("intake",)):
            told = start("--dir", nothing, *wrong)
            assert told.returncode == 2 and (wrong[0].lstrip("-") in told.stderr), told
        assert not os.listdir(nothing), "nothing is made of what is refused"
