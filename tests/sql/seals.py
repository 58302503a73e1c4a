"""What one session has opened is told for good before anything is read: sessions of several people,
whose transactions are held open.

    seals.py APOYOCTL

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap

PSQL = ["psql", "-qAtX", "-v", "VERBOSITY=sqlstate"]


class Session:
    """One connection; each statement is sent on its own. What fails is answered by its SQLSTATE."""

    def __init__(self, role="postgres"):
        self.psql = subprocess.Popen([*PSQL, "-U", role], text=True, stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if not role.startswith(("postgres", "apoyo_")):
            self.ask("SELECT 1 FROM apoyo.sign_in('1', 'desk')")

    def send(self, statement):
        self.psql.stdin.write(f"{statement};\n\\echo --\n")
        self.psql.stdin.flush()

    def answer(self):
        lines = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != "--":
            assert self.psql.poll() is None, lines
            lines.append(line)
        return "\n".join(lines).removeprefix("ERROR:  ")

    def ask(self, statement):
        self.send(statement)
        return self.answer()

    def close(self):
        self.psql.stdin.close()
        self.psql.wait(10)
        self.psql.stdout.close()


def told(kind):
    return int(desk.ask("SELECT count(*) FROM apoyo.event WHERE process = 0 AND"
                        f" convert_from(body, 'UTF8')::jsonb ->> 'kind' = '{kind}'"))


tests = tap.Suite()


@tests.case
def what_was_examined_is_not_read_before_it_is_told():
    support = desk.ask(f"SELECT test.receive({process}, 1, 'x')")
    attempt = desk.ask(f"SELECT test.claim({support})")
    tree = '{"engine":1,"settings":1,"rule":1,"nodes":[]}'
    validator = Session("apoyo_validator")
    assert validator.ask(
        f"SELECT apoyo.record_findings({support}, {attempt}, 'in_review', NULL, NULL, NULL, NULL, '[]',"
        f" sha256('s'), 'p', '{tree}', 'sealed')") == "in_review"
    validator.close()
    elena = Session("elena")
    opening = f"SELECT ticket FROM apoyo.open_examination({support})"

    def read(ticket):
        return elena.ask(f"SELECT encode(sealed, 'escape') FROM apoyo.read_examination('{ticket}')")
    elena.ask("BEGIN")
    ticket = elena.ask(opening)
    elena.ask("SAVEPOINT opened")
    assert read(ticket) == "AP804"
    elena.ask("ROLLBACK TO opened")
    elena.ask("SAVEPOINT again")
    assert read(elena.ask(opening)) == "AP804", "in a transaction inside the same one"
    elena.ask("ROLLBACK")
    assert read(ticket) == "AP804" and told("examination-opened") == 0
    ticket = elena.ask(opening)
    assert told("examination-opened") == 1
    elena.ask("BEGIN")
    assert read(ticket) == "sealed"
    elena.ask("ROLLBACK")
    assert told("examination-opened") == 1
    assert read(ticket) == "sealed" and read(ticket) == "AP804", "once, for good"
    elena.close()


@tests.case
def tickets_are_counted_whatever_the_isolation():
    support = desk.ask(f"SELECT test.receive({process}, 1, 'y')")
    opening = f"SELECT 'opened' FROM apoyo.open_evidence({support}, '{{front}}', 'supervision')"
    one, other, third = Session("lucia"), Session("lucia"), Session("lucia")
    for old, level in ((one, "REPEATABLE READ"), (other, "SERIALIZABLE")):
        old.ask(f"BEGIN ISOLATION LEVEL {level}")
        old.ask("SELECT count(*) FROM apoyo.board_process")
    assert third.ask(opening) == "opened"
    # Their snapshots are from before it: they would count without it.
    assert one.ask(opening) == "40001"
    assert other.ask(opening) == "40001"
    one.ask("ROLLBACK")
    assert one.ask(opening) == "opened"
    for session in (one, other, third):
        session.close()


@tests.case
def of_two_near_pictures_noted_at_once_one_is_told():
    supports = [desk.ask(f"SELECT test.receive({process}, {1 + n}, 'near {n}')") for n in range(2)]
    desk.ask(f"SELECT test.claim({supports[0]})")
    claims = [desk.ask(f"SELECT attempt FROM apoyo.work WHERE support = {s}") for s in supports]

    def note(place, selfie):
        return (f"SELECT apoyo.note_habits({supports[place]}, {claims[place]}, 1943, -9913,"
                f" '{{\"selfie\": \"{selfie}\"}}') -> 'near'")
    one, other = Session("apoyo_validator"), Session("apoyo_validator")
    one.ask("BEGIN")
    assert one.ask(note(0, "00000000ffffffff")) == "{}"
    # It waits for the first one to end, and then sees it.
    other.send(note(1, "80000000ffffffff"))
    deadline = time.monotonic() + 90
    while desk.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == "0":
        assert time.monotonic() < deadline, "it did not wait"
        time.sleep(0.02)
    one.ask("COMMIT")
    assert other.answer() == '{"selfie": 1}'
    for session in (one, other):
        session.close()


if sys.argv[1] != "--inside":
    os.execv(sys.argv[1], [sys.argv[1], "cluster", "run", "--migrate", "--", sys.executable,
                           __file__, "--inside"])
os.environ["PGOPTIONS"] = "-c client_min_messages=warning"
subprocess.run([*PSQL, "-v", "ON_ERROR_STOP=1", "-f", str(HERE / "helpers.sql")], check=True,
               stdout=subprocess.DEVNULL)
desk = Session()
desk.ask("SELECT test.sign_in()")
desk.ask("SELECT test.geography()")
process = desk.ask("SELECT test.process('SEAL')")
tests.main(desk.close)
