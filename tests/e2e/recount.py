#!/usr/bin/env python3
"""The recount finds what was tampered with, and a ledger killed at any moment loses nothing.

A private cluster with the demonstration, apoyod with the ledger's role alone, and a superuser who
does what nobody may.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import demonstration  # noqa: E402
import tap  # noqa: E402

APOYOCTL = os.environ["APOYOCTL"]
APOYOD = os.environ["APOYOD"]
HISTORY = 600

directory = tempfile.mkdtemp(prefix="apoyo-recount-")
os.chmod(directory, 0o711)
socket = f"{directory}/socket"
ledger = None
tests = tap.Suite()


def ctl(*arguments, check=True):
    return subprocess.run([APOYOCTL, "--dir", directory, *arguments], check=check,
                          capture_output=True, text=True)


def sql(statement, user="postgres"):
    """The answer of one statement, rows by lines, columns by |."""
    done = subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", socket, "-U", user, "apoyo"],
        input=statement, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout.strip()


def start_ledger():
    global ledger
    with open(f"{directory}/log/ledger.log", "a") as log:
        ledger = subprocess.Popen([APOYOD, "--dir", directory, "--role", "ledger"],
                                  stdout=log, stderr=log)


def stop_ledger(number):
    ledger.send_signal(number)
    ledger.wait(90)


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while sql(f"SELECT {condition}") != "t":
        assert time.monotonic() < end, f"waited in vain for {condition}"
        time.sleep(0.05)


SETTLED = """NOT EXISTS (SELECT FROM apoyo.pending)
  AND NOT EXISTS (SELECT FROM apoyo.tree AS t WHERE t.size <> t.root_size
                   OR t.size <> (SELECT coalesce(max(c.size), 0) FROM apoyo.checkpoint AS c
                                  WHERE c.process = t.process))"""


def set_up():
    demonstration.put(APOYOCTL, directory, HISTORY)
    ctl("cluster", "start", directory)
    start_ledger()
    wait_for(SETTLED)
    stop_ledger(signal.SIGTERM)


def tear_down():
    if ledger and ledger.poll() is None:
        stop_ledger(signal.SIGKILL)
    ctl("cluster", "stop", directory, check=False)
    shutil.rmtree(directory, ignore_errors=True)


def detected(damage, repair, *words, options=()):
    """The recount fails naming the words while the damage is there, and passes without it."""
    sql(damage)
    try:
        found = ctl("recount", *options, check=False)
    finally:
        sql(repair)
    assert found.returncode == 1, f"exit {found.returncode}: {found.stdout}{found.stderr}"
    for word in words:
        assert word in found.stdout, f"no “{word}” in {found.stdout}"
    healed = ctl("recount", check=False)
    assert healed.returncode == 0, healed.stdout


@tests.case
def an_untouched_database_agrees():
    answer = ctl("recount")
    told = answer.stdout.splitlines()
    assert len(told) == int(sql("SELECT count(*) FROM apoyo.process WHERE id <> 0")), answer.stdout
    assert all("tree and checkpoint hold" in line for line in told), answer.stdout
    assert int(sql("SELECT sum(n) FROM apoyo.tally WHERE promovente = 0")) == HISTORY


@tests.case
def the_printed_key_verifies_the_checkpoints_and_another_does_not():
    def verify(key):
        return subprocess.run([APOYOCTL, "recount", "--process", "RM26", "--public-key", key,
                               "--database", f"host={socket} dbname=apoyo user=elena"],
                              capture_output=True, text=True)

    own = ctl("ledger-key").stdout.strip()
    answer = verify(own)
    assert answer.returncode == 0 and "process 1 RM26" in answer.stdout, answer
    assert "process 2" not in answer.stdout and not answer.stderr, answer
    name = own.split("+")[0]
    raw = b"\1" + os.urandom(32)  # as a signed note names an Ed25519 key
    number = hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    strange = f"{name}+{number}+{base64.b64encode(raw).decode()}"
    answer = verify(strange)
    assert answer.returncode == 1 and "does not verify" in answer.stdout, answer


@tests.case
def a_changed_tally_is_found():
    cell = "process = 1 AND promovente = 0 AND demarcation = '15' AND situation = 'valid'"
    detected(f"UPDATE apoyo.tally SET n = n + 1 WHERE {cell}",
             f"UPDATE apoyo.tally SET n = n - 1 WHERE {cell}", "15", "valid")


@tests.case
def a_changed_sum_of_a_promovente_is_found():
    change = "UPDATE apoyo.tally_promovente SET received = received {0} 1, valid = valid {0} 1"
    row = "WHERE process = 2 AND promovente = 3"
    detected(f"{change.format('+')} {row}", f"{change.format('-')} {row}", "promovente 3")


@tests.case
def a_changed_support_is_found():
    one = sql("SELECT min(id) FROM apoyo.support WHERE situation = 'valid' AND process = 1")
    was = sql(f"SELECT demarcation FROM apoyo.support WHERE id = {one}")
    detected(f"UPDATE apoyo.support SET demarcation = '-' WHERE id = {one}",
             f"UPDATE apoyo.support SET demarcation = '{was}' WHERE id = {one}", was, "valid")


@tests.case
def a_deleted_support_is_found():
    row = sql("SELECT max(id) FROM apoyo.support WHERE citizen_key IS NULL")
    detected(f"CREATE TABLE staging.gone AS SELECT * FROM apoyo.support WHERE id = {row};"
             f"SET session_replication_role = replica; DELETE FROM apoyo.support WHERE id = {row}",
             "INSERT INTO apoyo.support OVERRIDING SYSTEM VALUE SELECT * FROM staging.gone;"
             "DROP TABLE staging.gone", "supports")


@tests.case
def a_changed_leaf_is_found():
    place = "process = 1 AND position = 5"
    was = sql(f"SELECT encode(leaf, 'hex') FROM apoyo.entry WHERE {place}")
    detected(f"UPDATE apoyo.entry SET leaf = sha256('planted') WHERE {place}",
             f"UPDATE apoyo.entry SET leaf = decode('{was}', 'hex') WHERE {place}",
             "position 5", "root of the checkpoint", "root of the tree")


@tests.case
def a_changed_event_is_found():
    event = ("process = 1 AND id = (SELECT event FROM apoyo.entry "
             "WHERE process = 1 AND position = 20)")
    was = sql(f"SELECT encode(body, 'hex') FROM apoyo.event WHERE {event}")
    detected(f"UPDATE apoyo.event SET body = convert_to(replace(convert_from(body, 'UTF8'),"
             f" '\"rule\":1', '\"rule\":2'), 'UTF8') WHERE {event}",
             f"UPDATE apoyo.event SET body = decode('{was}', 'hex') WHERE {event}", "position 20")


@tests.case
def a_missing_entry_is_found():
    last = "process = 1 AND position = 7"
    detected(f"CREATE TABLE staging.gone AS SELECT * FROM apoyo.entry WHERE {last};"
             f"DELETE FROM apoyo.entry WHERE {last}",
             "INSERT INTO apoyo.entry SELECT * FROM staging.gone; DROP TABLE staging.gone",
             "position 8")


@tests.case
def a_changed_tile_is_found():
    tile = "process = 1 AND level = 0 AND index = 1"
    was = sql(f"SELECT encode(hashes, 'hex') FROM apoyo.tile WHERE {tile}")
    detected(f"UPDATE apoyo.tile SET hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) WHERE {tile}",
             f"UPDATE apoyo.tile SET hashes = decode('{was}', 'hex') WHERE {tile}", "tile 0/1 does not hold")
    detected(f"DELETE FROM apoyo.tile WHERE {tile}",
             f"INSERT INTO apoyo.tile VALUES (1, 0, 1, decode('{was}', 'hex'))", "tile 0/1 does not hold")


@tests.case
def a_citizen_for_whom_another_counts_is_found():
    one = sql("SELECT support FROM apoyo.counting WHERE process = 1 ORDER BY support LIMIT 1")
    folio = sql(f"SELECT folio FROM apoyo.support WHERE id = {one}")
    detected(f"UPDATE apoyo.counting SET support = NULL WHERE support = {one}",
             f"UPDATE apoyo.counting SET support = {one} WHERE process = 1 AND support IS NULL",
             f"support {folio}: it counts and is not written down")
    behind = sql("SELECT min(id) FROM apoyo.support WHERE process = 1 AND rank = 'behind_same'")
    folio = sql(f"SELECT folio FROM apoyo.support WHERE id = {behind}")
    detected(f"UPDATE apoyo.support SET rank = 'behind_other', situation = 'duplicate_other' WHERE id = {behind}",
             f"UPDATE apoyo.support SET rank = 'behind_same', situation = 'duplicate_same' WHERE id = {behind}",
             f"support {folio}: its place among the captures")


@tests.case
def an_act_that_would_decide_otherwise_is_found():
    answer = ctl("recount", "--process", "RM26", "--replay")
    assert "every act gives the same again" in answer.stdout, answer.stdout
    row = "support = (SELECT min(id) FROM apoyo.support WHERE process = 1 AND situation = 'valid')"
    folio = sql(f"SELECT folio FROM apoyo.support WHERE id = (SELECT support FROM apoyo.judgement WHERE {row})")
    detected(f"UPDATE apoyo.judgement SET facts = jsonb_set(facts, '{{roll,in_scope}}', 'false') WHERE {row}",
             f"UPDATE apoyo.judgement SET facts = facts #- '{{roll,in_scope}}' WHERE {row}",
             f"support {folio}: what went into an act gives another answer", options=["--replay"])


@tests.case
def a_changed_root_is_found():
    was = sql("SELECT encode(root, 'hex') FROM apoyo.tree WHERE process = 2")
    detected("UPDATE apoyo.tree SET root = sha256('planted') WHERE process = 2",
             f"UPDATE apoyo.tree SET root = decode('{was}', 'hex') WHERE process = 2",
             "root of the tree")


@tests.case
def a_forged_checkpoint_is_found():
    latest = ("process = 1 AND size = (SELECT max(size) FROM apoyo.checkpoint WHERE process = 1)")
    was = sql(f"SELECT note FROM apoyo.checkpoint WHERE {latest}")
    root = sql(f"SELECT encode(root, 'base64') FROM apoyo.checkpoint WHERE {latest}")
    other = sql("SELECT encode(sha256('planted'), 'base64')")
    quote = "$note$"
    detected(f"UPDATE apoyo.checkpoint SET note = replace(note, '{root}', '{other}')"
             f" WHERE {latest}",
             f"UPDATE apoyo.checkpoint SET note = {quote}{was}\n{quote} WHERE {latest}",
             "does not verify")


def register_device():
    """As intake does, with one of the keys that were issued."""
    with open(f"{directory}/auxiliaries.csv") as keys:
        process, promovente, key, _scope, drill = keys.read().splitlines()[1].split(",")
    return sql(f"SELECT device || ',{process},{promovente}' FROM apoyo.register_device("
               f"sha256('{key.replace('-', '')}'), sha256('token'), 'test')", "apoyo_intake")


def load(n):
    """A session that receives n supports one after the other."""
    device, process, promovente = register_device().split(",")
    lines = []
    for i in range(n):
        capture = uuid.uuid4()
        lines.append(
            f"SELECT apoyo.receive_support('{capture}', {process}, {promovente}, {device},"
            f" sha256('{capture}'), 'K-{i}-{capture}', 'auxiliary', now(), now(),"
            f" ARRAY[sha256('a{i}'), sha256('b{i}'), sha256('c{i}'), sha256('d{i}')],"
            f" sha256('s{i}'), 'private');")
    script = tempfile.TemporaryFile("w+")
    script.write("\n".join(lines))
    script.seek(0)
    return subprocess.Popen(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", socket,
                             "-U", "apoyo_intake", "apoyo"],
                            stdin=script, stdout=subprocess.DEVNULL)


@tests.case
def a_ledger_killed_at_any_moment_loses_and_repeats_nothing():
    before = int(sql("SELECT count(*) FROM apoyo.support"))
    n = 3000
    session = load(n)
    kills = 0
    while session.poll() is None or kills < 5:
        start_ledger()
        time.sleep(0.35 + 0.07 * (kills % 5))
        stop_ledger(signal.SIGKILL)
        kills += 1
    assert session.returncode == 0
    start_ledger()
    wait_for(SETTLED)
    stop_ledger(signal.SIGTERM)
    assert int(sql("SELECT count(*) FROM apoyo.support")) == before + n
    assert sql("SELECT count(*) - count(DISTINCT event) FROM apoyo.entry") == "0"
    assert sql("SELECT (SELECT count(*) FROM apoyo.event) - count(*) FROM apoyo.entry") == "0"
    answer = ctl("recount", check=False)
    assert answer.returncode == 0, answer.stdout
    print(f"# {kills} kills while {n} supports came in")


set_up()
tests.main(tear_down)
