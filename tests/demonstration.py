"""The demonstration's database and keys, made once for all the tests of a build and copied.

Loading it takes a machine's whole attention for a while, and a dozen tests begin with it. The first
one that asks makes the template in the build folder; whoever asks meanwhile waits for it.

    demonstration.put(apoyoctl, directory, history)      # then: apoyoctl cluster start DIRECTORY

SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
# Its days are counted from when it was loaded: windows, and what happened in the last hour.
SECONDS_FRESH = 3600


def put(apoyoctl, directory, history):
    """Fills the empty folder with a stopped cluster that holds the demonstration."""
    apoyoctl = pathlib.Path(apoyoctl)
    home = apoyoctl.parents[2] / "tests" / "demonstrations"
    home.mkdir(parents=True, exist_ok=True)
    template = home / f"{history}-{fingerprint(apoyoctl)}"
    with locked(home / f"{history}.lock"):
        while True:
            while not is_fresh(template):  # nor is one that was loaded across midnight
                for old in home.glob(f"{history}-*"):
                    shutil.rmtree(old)
                make(apoyoctl, template, history)
            copy(template, directory)
            if same_day(template.stat().st_mtime):
                return
            for part in pathlib.Path(directory).iterdir():
                shutil.rmtree(part) if part.is_dir() else part.unlink()


@contextlib.contextmanager
def locked(path):
    with open(path, "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_fresh(template):
    try:
        age = time.time() - template.stat().st_mtime
    except FileNotFoundError:
        return False
    return age < SECONDS_FRESH and same_day(template.stat().st_mtime)


def same_day(moment):
    """Windows open and close at midnight where the institute is, six hours west of Greenwich."""
    west = 6 * 3600
    return (moment - west) // 86400 == (time.time() - west) // 86400


def fingerprint(apoyoctl):
    """Of all that decides what is in it."""
    told = hashlib.sha256()
    status = apoyoctl.stat()
    told.update(f"{status.st_mtime_ns} {status.st_size}".encode())
    for folder in ("sql", "demo", "catalogues"):
        for path in sorted((SOURCE / "data" / folder).rglob("*")):
            if path.is_file():
                told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def make(apoyoctl, template, history):
    began = time.time()
    directory = pathlib.Path(tempfile.mkdtemp(prefix="apoyo-demonstration-"))
    directory.chmod(0o711)  # the database server of root runs as another account

    def ctl(*words):
        done = subprocess.run([apoyoctl, "--dir", directory, *words], capture_output=True, text=True)
        assert done.returncode == 0, f"apoyoctl {' '.join(words)}: {done.stdout}{done.stderr}"

    half = template.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        ctl("cluster", "init", str(directory))
        ctl("cluster", "start", str(directory))
        try:
            ctl("migrate")
            ctl("demo", "load", "--history", str(history))
        finally:
            ctl("cluster", "stop", str(directory))
        half.mkdir()
        copy(directory, half)
        os.utime(half, (began, began))  # its days are counted from then
        half.rename(template)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def copy(source, target):
    """With owners and modes; socket and log are the server's to make again."""
    parts = [part for part in pathlib.Path(source).iterdir() if part.name not in ("socket", "log")]
    subprocess.run(["cp", "-a", "--reflink=auto", *parts, target], check=True)
