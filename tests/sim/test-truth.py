"""The whole way on real programs: what was acknowledged is stored, counted once, and where it
belongs; also when a server, the database or the sender is killed under load.

Each case sends captures of its own to one private cluster with durable settings.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import demonstration  # noqa: E402
import tap  # noqa: E402

BUILD = pathlib.Path(os.environ["APOYO_BUILD"])
SOURCE = pathlib.Path(__file__).parent.parent.parent
CTL, SERVER, SIM = (BUILD / "src" / p for p in ("ctl/apoyoctl", "server/apoyod", "sim/apoyo-sim"))
CITIZENS = ["--citizens", "12000", "--seed", "77"]
ACKNOWLEDGED = ("stored", "repeated")
SETTLE = 240
# What a killed validator held is free after this long. Enough for the judging of one batch.
LEASE = 10

# The database's account must be able to enter; a temporary folder is closed to others.
directory = pathlib.Path(tempfile.mkdtemp(prefix="apoyo-truth-", dir="/var/tmp"))
directory.chmod(0o755)
mix = directory / "mix.csv"
programs = {}
tests = tap.Suite()


def ctl(*words):
    result = subprocess.run([CTL, *words], capture_output=True, text=True)
    assert result.returncode == 0, f"apoyoctl {' '.join(words)}: {result.stdout}{result.stderr}"
    return result.stdout


def query(sql):
    out = subprocess.run(
        ["psql", "-h", directory / "socket", "-U", "postgres", "-XAtq", "-F", "\t", "-c", sql, "apoyo"],
        check=True, capture_output=True, text=True).stdout
    return [line.split("\t") for line in out.splitlines()]


def start_server(port=0):
    """On a port that is free; or again on that one, when whoever may have it meanwhile lets it go."""
    deadline = time.monotonic() + 90
    while not (given := try_to_start(port, deadline)):
        assert port and time.monotonic() < deadline, "apoyod did not start"
        time.sleep(0.5)
    return given


def try_to_start(port, deadline):
    """None when the port is somebody else's."""
    heard = (directory / "apoyod.log").stat().st_size if port else 0
    port_file = directory / "apoyod.port"
    port_file.unlink(missing_ok=True)
    with open(directory / "apoyod.log", "a") as log:
        programs["apoyod"] = subprocess.Popen(
            [SERVER, "--dir", directory, "--listen", f"127.0.0.1:{port}", "--port-file", port_file,
             "--lease", str(LEASE)],
            stdout=log, stderr=log)
    while time.monotonic() < deadline:
        if port_file.exists() and port_file.read_text().strip():
            return int(port_file.read_text())
        if programs["apoyod"].poll() is not None:
            said = (directory / "apoyod.log").read_text()[heard:]
            assert "Address already in use" in said, f"apoyod did not start: {said}"
            return None
        time.sleep(0.05)
    raise AssertionError("apoyod did not say its port")


def kill_server():
    programs["apoyod"].kill()
    programs["apoyod"].wait()


def kill_database():
    postmaster = int((directory / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    while True:
        try:
            os.kill(postmaster, 0)
        except ProcessLookupError:
            break
        time.sleep(0.02)
    # Its children see that it is gone, and end before another may take the directory.
    deadline = time.monotonic() + 90
    while True:
        try:
            ctl("cluster", "start", str(directory))
            return
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def sim(verb, name, *words):
    return [SIM, verb, "--url", f"http://127.0.0.1:{port}", "--keys", directory / "auxiliaries.csv",
            "--mix", mix, *CITIZENS, "--truth", directory / f"{name}.jsonl", "--sync",
            "--state", directory / "sim.state", "--prerender", "6", *words]


def start_run(name, first):
    written = directory / f"{name}.jsonl"
    before = written.stat().st_size if written.exists() else 0
    programs["sim"] = subprocess.Popen(
        sim("run", name, "--rate", "50", "--profile", "flat", "--clients", "6", "--duration", "9",
            "--first", str(first)), stdout=subprocess.DEVNULL)
    # It draws before it sends; a kill before the first answer would hit nothing.
    while not written.exists() or written.stat().st_size == before:
        assert programs["sim"].poll() is None, "the simulator ended before it sent anything"
        time.sleep(0.05)
    return programs["sim"]


def truth(name):
    text = (directory / f"{name}.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def wait_until_settled():
    """Everything validated, positioned and folded."""
    end = time.monotonic() + SETTLE
    while time.monotonic() < end:
        waiting = query("SELECT (SELECT count(*) FROM apoyo.support WHERE situation = 'processing'),"
                        " (SELECT count(*) FROM apoyo.pending)")
        if waiting == [["0", "0"]]:
            return
        time.sleep(0.3)
    raise AssertionError(f"still waiting after {SETTLE} s: {waiting}")


def stored():
    rows = query("SELECT folio, capture, process, promovente, situation FROM apoyo.support")
    return {row[0]: row[1:] for row in rows}


def assert_stored_is_what_was_acknowledged(lines):
    supports = stored()
    by_capture = collections.Counter(row[0] for row in supports.values())
    assert max(by_capture.values()) == 1, "a capture was stored twice"
    for line in lines:
        if line["outcome"] in ACKNOWLEDGED:
            assert line["folio"] in supports, f"{line['folio']} was acknowledged and is lost"
            row = supports[line["folio"]]
            assert row[:3] == [line["capture"], str(line["process"]), str(line["promovente"])]
        elif line["outcome"] == "refused":
            assert line["capture"] not in by_capture, "a refused capture is stored"


def assert_situations_are_as_planted(lines):
    supports = stored()
    wrong = collections.Counter()
    for line in lines:
        if line["outcome"] in ACKNOWLEDGED and line["expected"] is not None:
            found = supports[line["folio"]][3]
            if found != line["expected"]:
                wrong[line["kind"], line["expected"], found] += 1
    assert not wrong, dict(wrong)


def assert_everything_agrees(name):
    lines = truth(name)
    wait_until_settled()
    assert_stored_is_what_was_acknowledged(lines)
    assert_situations_are_as_planted(lines)
    ctl("--dir", str(directory), "recount")


@tests.case
def every_kind_ends_in_its_situation():
    subprocess.run(sim("load", "kinds", "--captures", "500", "--clients", "6"), check=True,
                   stdout=subprocess.DEVNULL)
    lines = truth("kinds")
    assert len(lines) == 500
    assert all(line["outcome"] == "stored" for line in lines)
    assert {"valid", "duplicate_same", "duplicate_other", "dropped", "M1", "M3", "M8",
            "out_of_scope"} <= {line["kind"] for line in lines}
    assert_everything_agrees("kinds")


@tests.case
def tallies_are_the_truth():
    expected = collections.Counter()
    for line in truth("kinds"):
        expected[str(line["process"]), str(line["promovente"]), line["expected"]] += 1
    rows = query("SELECT process, promovente, situation, sum(n) FROM apoyo.tally"
                 " WHERE process > 0 AND promovente > 0 GROUP BY 1, 2, 3 HAVING sum(n) <> 0")
    assert {tuple(row[:3]): int(row[3]) for row in rows} == dict(expected)


@tests.case
def killing_the_server_loses_nothing():
    run = start_run("server", 1000)
    for _ in range(3):
        time.sleep(2)
        kill_server()
        time.sleep(0.4)
        start_server(port)
    assert run.wait(timeout=180) == 0
    lines = truth("server")
    assert sum(line["attempts"] > 1 for line in lines) > 0, "nothing was under way at the kills"
    assert sum(line["outcome"] in ACKNOWLEDGED for line in lines) == len(lines)
    assert_everything_agrees("server")


@tests.case
def killing_the_database_loses_nothing():
    run = start_run("database", 3000)
    for _ in range(2):
        time.sleep(2.5)
        kill_database()
    assert run.wait(timeout=180) == 0
    lines = truth("database")
    assert sum(line["attempts"] > 1 for line in lines) > 0, "nothing was under way at the kills"
    assert sum(line["outcome"] in ACKNOWLEDGED for line in lines) == len(lines)
    assert_everything_agrees("database")


@tests.case
def killing_the_sender_counts_nothing_twice():
    run = start_run("sender", 5000)
    time.sleep(2)
    run.kill()
    run.wait()
    run = start_run("sender", 5000)
    time.sleep(3)
    run.terminate()
    assert run.wait(timeout=180) == 0
    lines = truth("sender")
    numbers = [line["number"] for line in lines]
    assert len(numbers) == len(set(numbers))
    # What was under way at the kill was stored or not: a second sending says which.
    assert {line["outcome"] for line in lines} <= {"stored", "repeated", "conflict"}
    assert_everything_agrees("sender")


def close():
    for program in programs.values():
        if program.poll() is None:
            program.terminate()
            try:
                program.wait(timeout=20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
    subprocess.run([CTL, "cluster", "stop", directory], capture_output=True)
    shutil.rmtree(directory, ignore_errors=True)


def set_up():
    mix.write_text((SOURCE / "data/catalogues/inconsistency-mix-2022.csv").read_text() +
                   "M7,Ilegible,20000\nM8,Datos que no corresponden,40000\n"
                   "out_of_scope,Fuera de ámbito,120000\n")
    demonstration.put(CTL, directory, 0)
    with open(directory / "postgres" / "postgresql.conf", "a", encoding="utf-8") as settings:
        settings.write("fsync = on\nfull_page_writes = on\nsynchronous_commit = on\n")
    ctl("cluster", "start", str(directory))
    subprocess.run([SIM, "people", *CITIZENS, "--mix", mix, "--out", directory / "roll.csv"],
                   check=True, stdout=subprocess.DEVNULL)
    ctl("--dir", str(directory), "import", "roll", str(directory / "roll.csv"))
    # Reading the pictures takes a hundred times as long as what is tested here, and they are other
    # people's: a few are drawn, and sent again and again.
    # Nor do people capture as fast as the simulator.
    query("UPDATE apoyo.check_settings SET document = (document || '{\"reading\": \"no\"}')"
          " #- '{checks,behaviour.rate}' #- '{checks,behaviour.device}'")
    return start_server()


try:
    port = set_up()
except BaseException:
    close()
    raise
tests.main(close)
