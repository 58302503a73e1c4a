"""An apoyod of its own and a phone that speaks to it, for the tests of the intake.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import http.client
import json
import os
import pathlib
import resource
import socket
import subprocess
import tempfile
import time
import uuid

import openapi

BOUNDARY = "prueba-0123456789"
KEYS = {(1, 1): "A", (1, 2): "B", (2, 1): "D", (2, 2): "E", (2, 3): "F", (3, 1): "G"}
HOST = {"Host": "apoyo.example"}
NAMES = ("front", "back", "selfie", "signature")
# What no log may ever hold; tokens and keys are added as they come.
SECRETS = {"XEXX010101HNEXXXA4", "123456789", "MUESTRA", "prueba-telefono"}


def sql(statement, database=None):
    """One value or a list of lines, as the superuser of the private cluster."""
    done = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database or os.environ["PGDATABASE"],
         "-c", statement], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def act(call, role="tester"):
    """One value of a command that the staff calls."""
    done = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-U", role, "-d", os.environ["PGDATABASE"],
         "-c", "SELECT apoyo.sign_in('test', 'test')", "-c", f"SELECT {call}"],
        check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def load_fixture():
    subprocess.run(["psql", "-Xq", "-f", pathlib.Path(__file__).with_name("intake-fixture.sql")],
                   check=True)


def head(method, path, headers, version="HTTP/1.1"):
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} {version}\r\n{lines}\r\n".encode()


def read_all(connection):
    data = b""
    while piece := connection.recv(65536):
        data += piece
    return data


# Every server of one database has the same keys, and takes its vault for the same.
KEY_DIRECTORY = tempfile.TemporaryDirectory(prefix="apoyo-keys-")
VAULT_MARK = "0123456789abcdef" * 2


class Server:
    def __init__(self, *options, file_limit=None, vault_size=None, keys=None):
        self.keys = pathlib.Path(keys or KEY_DIRECTORY.name) / "keys"
        self.owned = tempfile.TemporaryDirectory(prefix="apoyo-intake-")
        self.directory = pathlib.Path(self.owned.name)
        self.options = options
        self.file_limit = file_limit
        self.vault_size = vault_size
        self.start()

    def command(self):
        vault = self.directory / "vault"
        command = [os.environ["APOYOD"], "--role", "intake", "--keys", self.keys,
                   "--create-keys", "--vault", vault, "--port-file", self.directory / "port",
                   "--database", f"host={os.environ['PGHOST']} dbname={os.environ['PGDATABASE']}",
                   *self.options]
        vault.mkdir(exist_ok=True)
        if self.vault_size is None:
            (vault / "vault.id").write_text(VAULT_MARK)
            return command
        # A small disk that only this process sees, gone with it.
        mount = (f'mount -t tmpfs -o mode=0700,size={self.vault_size} tmpfs "$0"'
                 f' && printf {VAULT_MARK} >"$0/vault.id" && exec "$@"')
        return ["unshare", "--mount", "sh", "-c", mount, vault, *command]

    def vault(self):
        """As the process sees it."""
        if self.vault_size is None:
            return self.directory / "vault"
        return pathlib.Path(f"/proc/{self.process.pid}/root{self.directory}/vault")

    def vault_files(self):
        """Everything but the sweeper's own mark."""
        return {path.name for path in self.vault().rglob("*")
                if path.is_file() and len(path.relative_to(self.vault()).parts) > 1}

    def start(self):
        port_file = self.directory / "port"
        port_file.unlink(missing_ok=True)

        def limit():
            if self.file_limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (self.file_limit, self.file_limit))

        with open(self.directory / "log", "a") as log:
            self.process = subprocess.Popen(self.command(), stderr=log, preexec_fn=limit)
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            if port_file.exists() and port_file.read_text().strip():
                self.port = int(port_file.read_text())
                try:
                    if self.get("/healthz")[0] == 200:
                        return
                except OSError:
                    pass
            time.sleep(0.02)
        raise AssertionError(f"apoyod does not answer: {self.log()}")

    def log(self):
        return (self.directory / "log").read_text()

    def check_log(self):
        log = self.log()
        assert "CRITICAL" not in log, log
        for secret in SECRETS:
            assert secret not in log, f"the log holds {secret}"

    def stop(self):
        self.process.terminate()
        self.wait()

    def wait(self):
        """Of one that has been told to end."""
        status = self.process.wait(90)
        log = self.log()
        try:
            assert status == 0, f"apoyod ended with {status}: {log}"
            self.check_log()
        finally:
            self.owned.cleanup()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), 90)

    def raw(self, method, path, headers, version="HTTP/1.1", body=b""):
        """Headers as they stand, to the bare socket; what came back until it was closed."""
        with self.connect() as connection:
            connection.sendall(head(method, path, headers, version) + body)
            return openapi.check_raw(method, path, read_all(connection))

    def memory(self, field):
        """VmRSS (now) or VmHWM (most so far), in kB."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in text.splitlines() if line.startswith(field)).split()[1])

    def request(self, method, path, body=None, headers=None, timeout=90):
        """Status, headers and body; the body as JSON where it is."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            client.request(method, path, body, headers or {})
            answer = client.getresponse()
            text = answer.read()
        finally:
            client.close()
        openapi.check_answer(method, path, answer.status, answer.headers, text)
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, json.loads(text) if is_json and text else text.decode()

    def get(self, path, headers=None):
        return self.request("GET", path, None, headers)

    def register(self, process=1, promovente=1):
        key = "-".join([KEYS[process, promovente] * 5] * 4)
        status, _, body = self.request(
            "POST", "/v1/devices", json.dumps({"auxiliary_key": key, "label": "prueba-telefono"}),
            {"Content-Type": "application/json"})
        assert status == 201, (status, body)
        SECRETS.update((key, key.replace("-", ""), body["token"]))
        return body["token"]

    def metric_or_none(self, name):
        """While it may be too busy to say."""
        try:
            return self.metric(name)
        except (AssertionError, OSError, http.client.HTTPException, AttributeError):
            return None

    def metric(self, name):
        for line in self.get("/metrics")[2].splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        return 0.0


class Capture:
    """One capture, to be bent by a test before it is sent."""

    def __init__(self, process=1, promovente=1, size=20000, **changes):
        self.id = str(uuid.uuid4())
        self.metadata = {
            "capture": self.id, "process": process, "promovente": promovente,
            "modality": "auxiliary", "captured_at": "2026-01-02T03:04:05Z",
            "sent_at": "2026-01-02T03:05:05Z",
            "credential": {"model": "G", "curp": "XEXX010101HNEXXXA4", "clave_elector": None,
                           "cic": "123456789", "citizen_id": "123456789", "ocr": None,
                           "issue": "01", "section": "0001", "valid_until": time.gmtime().tm_year + 5},
            "names": {"given": "MUESTRA", "paternal": "MUESTRA", "maternal": None},
            "app": "prueba", "location": None}
        self.metadata.update(changes)
        self.parts = [(name, "image/jpeg", b"\xff\xd8\xff\xe0" + os.urandom(size))
                      for name in NAMES]

    def body(self, metadata=None):
        text = json.dumps(self.metadata) if metadata is None else metadata
        text = text.encode() if isinstance(text, str) else text
        parts = [("metadata", "application/json", text)] + self.parts
        out = []
        for name, kind, content in parts:
            out.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n'
                       f"Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
        return b"".join(out) + f"--{BOUNDARY}--\r\n".encode()

    def headers(self, token):
        return {"Authorization": f"Bearer {token}", "Idempotency-Key": self.id,
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}

    def send(self, server, token, metadata=None):
        return server.request("POST", "/v1/supports", self.body(metadata), self.headers(token))
