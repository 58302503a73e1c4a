"""A database and a server of their own for a robot, and how robots wait.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
import time

import demonstration
from accessible import GLib

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = DIGITS + "*~$=U"
SIGN_IN = "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n"


# Only there to end a hang: whatever a machine is asked to do at once, it does within this.
PATIENCE = 60
# Of who does something again, which may have been done by now: what it looked for is gone then.
hurries = []


def folio(code):
    """A process's folio with its check character (Crockford, modulo 37)."""
    digits = "".join(secrets.choice(DIGITS) for _ in range(10))
    value = 0
    for digit in digits:
        value = value * 32 + DIGITS.index(digit)
    return f"{code}-{digits}-{CHECKS[value % 37]}"


def wait_for(what, found, seconds=PATIENCE):
    """What found() gives, as soon as it gives something; the accessibility bus may lag behind."""
    seconds = min([seconds, *hurries])
    end = time.monotonic() + seconds
    pause = 0.1
    while True:
        went = None
        try:
            result = found()
        except (GLib.Error, AttributeError, LookupError, StopIteration,  # what was looked at went,
                subprocess.SubprocessError) as error:                    # or is not there yet
            result, went = None, error
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}") from went
        time.sleep(pause)
        pause = min(pause * 1.3, 0.5)  # looking takes the program's time too


def until(act, what, found, seconds=8, tries=3):
    """Does it and waits for what comes of it, and again when nothing did: news from the database make
    rows and buttons anew, and who presses one in that moment has pressed nothing."""
    for left in reversed(range(tries)):
        failure = None
        if left < tries - 1:
            print(f"# done again: {what}", flush=True)  # where this is often, look at the program
        hurried = [seconds] if left < tries - 1 else []
        hurries.extend(hurried)
        try:
            act()
        except AssertionError as error:  # what was to be pressed is there no more when it came late
            failure = error
        finally:
            del hurries[len(hurries) - len(hurried):]
        try:
            return wait_for(what, found, seconds if left else PATIENCE)
        except AssertionError as error:
            if not left:
                raise failure or error
    raise AssertionError(what)


class Stack:
    """A private cluster with demonstration data, and the server that counts. Whose supports are to stay
    as they are received has it do without the validator."""

    def __init__(self, build, history, roles="intake,validator,ledger,evidence"):
        self.build = build
        self.dir = tempfile.mkdtemp(prefix="apoyo-ui.")
        os.chmod(self.dir, 0o755)  # the database server of root runs as another account
        self.server = None
        demonstration.put(os.path.join(build, "src/ctl/apoyoctl"), self.dir, history)
        self.start()
        self.server = subprocess.Popen(
            [os.path.join(build, "src/server/apoyod"), "--dir", self.dir, "--role", roles,
             "--listen", "127.0.0.1:0", "--port-file", os.path.join(self.dir, "port")],
            stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.dir, "apoyod.log"), "wb"))

    def ctl(self, *arguments):
        subprocess.run([os.path.join(self.build, "src/ctl/apoyoctl"), *arguments], check=True,
                       stdout=subprocess.DEVNULL)

    def start(self):
        self.ctl("cluster", "start", self.dir)

    def stop(self):
        self.ctl("cluster", "stop", self.dir)

    def sql(self, user, text):
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "|", "-v", "ON_ERROR_STOP=1", "-h",
             os.path.join(self.dir, "socket"), "-U", user, "-d", "apoyo"],
            input=text, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextlib.contextmanager
    def held(self, user, text, end="COMMIT"):
        """Meanwhile that stands in an open transaction of somebody else's session."""
        session = subprocess.Popen(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h",
             os.path.join(self.dir, "socket"), "-U", user, "-d", "apoyo"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            signing_in = SIGN_IN if user != "postgres" else ""
            session.stdin.write(f"{signing_in}BEGIN;\n{text};\n\\echo held\n")
            session.stdin.flush()
            assert any(line == "held\n" for line in session.stdout), f"not done: {text}"
            yield
        finally:
            session.communicate(f"{end};\n")

    def locked(self, table, mode):
        """Meanwhile nobody else has the table, so that what the program does there takes as long."""
        return self.held("postgres", f"LOCK TABLE {table} IN {mode} MODE", "ROLLBACK")

    def number(self, text):
        return int(self.sql("lucia", text) or 0)

    def ask(self, user, text):
        """Of whoever has signed in."""
        return self.sql(user, SIGN_IN + text)

    def told(self, code, kind):
        """How many events of that kind the log of the process holds."""
        return int(self.sql("postgres", f"""SELECT count(*) FROM apoyo.event AS e
            JOIN apoyo.process AS p ON p.id = e.process AND p.code = '{code}'
            WHERE convert_from(e.body, 'UTF8')::jsonb ->> 'kind' = '{kind}'"""))

    def wait_counted(self):
        """Until the ledger has counted all there is: the demonstration comes with none of it counted."""
        wait_for("the count", lambda: self.sql("postgres", "SELECT count(*) FROM apoyo.pending") == "0", 120)

    def prepare_process(self, code, name, drill):
        """A contest of a federal district in preparation, without promoventes; its number."""
        return int(self.ask("ruben", f"""SELECT apoyo.create_configured_process(jsonb_build_object(
            'format', 'apoyo-ciudadano/process', 'version', 1, 'code', '{code}',
            'kind', 'federal_deputy', 'name', '{name}', 'simulacro', {str(drill).lower()},
            'scope', '09-F12', 'geography', '{{"version": 1}}'::jsonb, 'acuerdo', 'INE/CG443/2026',
            'opens_at', to_char(now() + interval '10 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
            'closes_at', to_char(now() + interval '70 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
            'rule', (SELECT document FROM apoyo.kind_list WHERE kind = 'federal_deputy'),
            'changes', '{{}}'::jsonb, 'promoventes', '[]'::jsonb), NULL, NULL)"""))

    def add_cutoff(self, day):
        """A nominal list of the version in force with one elector more in every section."""
        self.sql("postgres", f"""
            INSERT INTO apoyo.nominal_cutoff (geography, cutoff, adopted_by) VALUES (1, '{day}', 'sofia');
            INSERT INTO apoyo.nominal_section (geography, cutoff, code, nominal_list)
              SELECT 1, '{day}', d.code, d.nominal_list + 1 FROM apoyo.demarcation AS d
                JOIN apoyo.section AS s USING (geography, code) WHERE s.geography = 1""")

    def receive(self, process=1, code="RM26", promovente=1):
        """One support, received as the intake does it."""
        key, token = secrets.token_hex(16), secrets.token_hex(16)
        self.sql("ruben", f"""SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
            SELECT apoyo.register_auxiliary({process}, {promovente}, sha256('{key}')) \\g /dev/null""")
        device = self.sql("apoyo_intake", "SELECT device FROM apoyo.register_device("
                          f"sha256('{key}'), sha256('{token}'), 'robot')")
        hashes = ", ".join(f"sha256('{secrets.token_hex(8)}')" for _ in range(4))
        self.sql("apoyo_intake", f"""SELECT * FROM apoyo.receive_support(gen_random_uuid(), {process},
            {promovente}, {device}, sha256('{token}'), '{folio(code)}', 'auxiliary', now(), now(),
            ARRAY[{hashes}], '\\x{secrets.token_hex(32)}', '\\x00')""")

    def close(self):
        if self.server:
            self.server.terminate()
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        try:
            self.stop()
        finally:
            shutil.rmtree(self.dir, ignore_errors=True)
