#!/usr/bin/env python3
"""apoyoctl's private servers: borrowed ones leave nothing, whatever ends them.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

APOYOCTL = sys.argv[1]
tests = tap.Suite()
# Of our own, so that what is left there is seen; the server's account has to get through.
scratch = pathlib.Path(tempfile.mkdtemp(prefix="apoyo-ctl-"))
scratch.chmod(0o711)
# A command that no other program has, were it this test a second time.
SLEEP = f"sleep 42{os.getpid()}"
environment = {**os.environ, "TMPDIR": str(scratch)}
for name in [name for name in environment if name.startswith("PG")]:
    del environment[name]


def ctl(*arguments, **options):
    return subprocess.run([APOYOCTL, *arguments], env=environment, text=True, capture_output=True,
                          timeout=240, **options)


def start(*arguments):
    return subprocess.Popen([APOYOCTL, *arguments], env=environment, text=True,
                            stdout=subprocess.PIPE)


def processes(word):
    """Numbers of live processes whose command line holds the word, without this one."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word in path.read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                found.append(int(path.parent.name))
        except OSError:
            pass
    return [pid for pid in found if pid != os.getpid()]


def wait_until(condition, what, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def assert_nothing_left():
    wait_until(lambda: not processes(str(scratch)), "processes are left")
    assert not list(scratch.iterdir()), list(scratch.iterdir())


@tests.case
def run_gives_the_command_a_database():
    done = ctl("cluster", "run", "psql", "-Atc", "SELECT current_database(), current_user")
    assert (done.returncode, done.stdout) == (0, "apoyo|postgres\n"), done
    assert_nothing_left()


@tests.case
def run_hands_on_exit_code_and_options():
    done = ctl("cluster", "run", "--", "python3", "-c", "import sys; print(sys.argv[1:]); sys.exit(7)",
               "--", "--durable", "-x")
    assert (done.returncode, done.stdout) == (7, "['--', '--durable', '-x']\n"), done
    done = ctl("cluster", "run", "no-such-program")
    assert done.returncode == 1 and "no-such-program" in done.stderr, done
    assert_nothing_left()


@tests.case
def run_migrates():
    done = ctl("cluster", "run", "--migrate", "psql", "-Atc",
               "SELECT count(*) > 0 FROM apoyo_migration.applied")
    assert (done.returncode, done.stdout) == (0, "t\n"), done
    assert_nothing_left()


@tests.case
def run_that_cannot_migrate_says_so():
    with tempfile.TemporaryDirectory() as folder:
        migrations = pathlib.Path(folder, "migrations")
        migrations.mkdir()
        (migrations / "0001-broken.sql").write_text("SELECT 1;\nSELEC 2;\n")
        done = ctl("cluster", "run", "--sql-dir", folder, "echo", "ran")
    assert done.returncode == 1 and "0001-broken.sql:2:" in done.stderr and not done.stdout, done
    assert_nothing_left()


@tests.case
def sigterm_ends_the_command_and_what_it_left():
    process = start("cluster", "run", "sh", "-c", f"echo ready; {SLEEP} & {SLEEP} & wait")
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(90) == 128 + signal.SIGTERM
    assert not processes(SLEEP)
    assert_nothing_left()


@tests.case
def a_command_that_leaves_a_daemon_is_cleaned_up_after():
    done = ctl("cluster", "run", "sh", "-c", f"setsid {SLEEP} >/dev/null 2>&1 &")
    assert done.returncode == 0, done
    assert not processes(SLEEP)
    assert_nothing_left()


@tests.case
def sigint_while_the_server_is_made():
    for delay in (0.02, 0.1, 0.3):
        process = start("cluster", "run", *SLEEP.split())
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        assert process.wait(90) in (130, -signal.SIGINT), process.returncode
        assert not processes(SLEEP)
        assert_nothing_left()


@tests.case
def sigkill_leaves_no_server():
    process = start("cluster", "run", "sh", "-c", f"echo ready; exec {SLEEP}")
    process.stdout.readline()
    process.kill()
    process.wait(90)
    wait_until(lambda: not processes(str(scratch)), "the server is left")
    wait_until(lambda: not processes(SLEEP), "the command is left")
    for left in scratch.iterdir():
        shutil.rmtree(left)


@tests.case
def a_server_outlives_the_tool_until_it_is_stopped():
    place = scratch / "kept"
    assert ctl("cluster", "init", str(place)).returncode == 0
    assert ctl("cluster", "init", str(place)).returncode == 0
    done = ctl("cluster", "start", str(place))
    assert (done.returncode, done.stdout) == (0, ""), done
    done = ctl("cluster", "start", str(place), "--print")
    assert done.returncode == 0 and f"PGHOST={place}/socket\n" in done.stdout, done
    assert ctl("cluster", "start", "--print", str(place)).stdout == done.stdout
    done = ctl("--dir", str(place), "migrate")
    assert done.returncode == 0 and done.stdout.count("\n") == 1 and \
        done.stdout.endswith(" migrations and files applied\n"), done
    done = ctl("migrate", "--dir", str(place))
    assert (done.returncode, done.stdout) == (0, "Nothing to do: the database is up to date\n"), \
        done
    assert ctl("cluster", "stop", str(place)).returncode == 0
    assert not processes(str(place))
    assert ctl("cluster", "stop", str(place)).returncode == 0
    done = ctl("--dir", str(place), "migrate")
    assert done.returncode == 1 and done.stderr.startswith("apoyoctl: "), done
    shutil.rmtree(place)


@tests.case
def each_verb_explains_itself_and_names_its_role():
    needs = {"auxiliary": "apoyo_setup", "promovente": "apoyo_setup", "cluster": "No role", "counts": "apoyo_watch",
             "demo": "administrator", "import": "apoyo_setup", "ledger-key": "public-key",
             "migrate": "administrator", "recount": "apoyo_auditor"}
    told = ctl("--help").stdout
    for verb, role in needs.items():
        assert f"\n  {verb} " in told, told
        done = ctl(verb, "--help")
        assert done.returncode == 0 and role in done.stdout and not done.stderr, done
    assert told.count("\n  ") >= len(needs)


@tests.case
def the_version_is_told():
    done = ctl("--version")
    assert done.returncode == 0 and done.stdout.startswith("apoyoctl ") and "." in done.stdout, done


@tests.case
def a_connection_string_or_uri_says_which_database():
    script = ('set -e; ctl=$1; h=$PGHOST; unset PGHOST PGDATABASE PGUSER; '
              '"$ctl" migrate --verbose --database "host=$h dbname=apoyo user=postgres"; '
              '"$ctl" --database "postgresql:///apoyo?host=$h" --user postgres migrate; '
              '"$ctl" migrate --database "host=$h password=open-sesame nonsense" || echo $?')
    done = ctl("cluster", "run", "sh", "-c", script, "sh", APOYOCTL)
    lines = done.stdout.splitlines()
    assert lines[0] == "migrations/0001-roles.sql" and "applied" in lines[-3], done
    assert lines[-2].startswith("Nothing to do") and lines[-1] == "2", done
    assert "connection string" in done.stderr and "sesame" not in done.stderr, done
    assert_nothing_left()


@tests.case
def letters_survive_a_locale_that_has_none():
    plain = {**environment, "LC_ALL": "C", "LANGUAGE": ""}
    done = subprocess.run([APOYOCTL, "nothing"], env=plain, capture_output=True, timeout=240)
    assert "“nothing”".encode() in done.stderr, done.stderr
    done = subprocess.run([APOYOCTL, "checks", "--help"], env=plain, capture_output=True, timeout=240)
    assert "“show”".encode() in done.stdout, done.stdout


@tests.case
def wrong_usage_has_its_own_code():
    assert ctl().returncode == 2
    assert ctl("nothing").returncode == 2
    assert ctl("cluster").returncode == 2
    assert ctl("cluster", "run").returncode == 2
    assert ctl("cluster", "run", "--nonsense", "true").returncode == 2
    assert ctl("migrate", "--nonsense").returncode == 2
    assert ctl("--help").returncode == 0
    assert ctl("--dir", "a", "--database", "dbname=b", "counts").returncode == 2
    assert ctl("cluster", "start", str(scratch / "absent")).returncode == 1
    assert_nothing_left()


tests.main(close=lambda: shutil.rmtree(scratch, ignore_errors=True))
