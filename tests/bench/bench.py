"""What the benchmarks of the database share: a private cluster with a seeded past, load, figures.

A seeded cluster costs minutes and gigabytes; give --cache DIR to keep it and share it.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
BUILD = pathlib.Path(os.environ.get("BUILD", "build")).resolve()
APOYOCTL = f"{BUILD}/src/ctl/apoyoctl"


def arguments(supports=10_000_000, seconds=30):
    parser = argparse.ArgumentParser()
    parser.add_argument("--supports", type=int, default=supports)
    parser.add_argument("--seconds", type=int, default=seconds)
    parser.add_argument("--rate", type=int, default=300)
    parser.add_argument("--cache", help="keep the seeded clusters here")
    return parser.parse_args()


def machine():
    model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                 if line.startswith("model name"))
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, load {load:.1f}"


def result(name, **figures):
    """The last line of every benchmark."""
    print(f"bench: {name} " + " ".join(f"{key}={value}" for key, value in figures.items()))


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


class Cluster:
    """A private cluster with the demonstration and `supports` of a past."""

    def __init__(self, supports, cache=None, past="past"):
        self.keep = cache is not None
        if self.keep:
            self.directory = os.path.join(
                os.path.abspath(cache), "-".join(["seeded", *past.split("-")[:-1], str(supports)]))
            os.makedirs(self.directory, mode=0o711, exist_ok=True)
        else:
            self.directory = tempfile.mkdtemp(prefix="apoyo-bench-")
            os.chmod(self.directory, 0o711)
        self.socket = f"{self.directory}/socket"
        self.ctl("cluster", "init", self.directory)
        self.ctl("cluster", "start", self.directory)
        self.ctl("migrate")
        self.ctl("demo", "load", "--history", "0")
        if supports > 0 and \
                self.number("SELECT count(*) FROM (SELECT FROM apoyo.support LIMIT 1) AS s") == 0:
            self.sql((HERE / f"{past}.sql").read_text().replace(":supports", str(supports)))

    def ctl(self, *arguments):
        return subprocess.run([APOYOCTL, "--dir", self.directory, *arguments], check=True,
                              capture_output=True, text=True).stdout

    def sql(self, statement, user="postgres"):
        return subprocess.run(
            ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", user, "apoyo"],
            input=statement, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def number(self, statement):
        return float(self.sql(statement))

    def pgbench(self, user, script, *options):
        """Starts pgbench with a script of one statement."""
        file = tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False)
        file.write(script)
        file.close()
        return subprocess.Popen(
            ["pgbench", "-n", "-M", "prepared", "-h", self.socket, "-U", user, "-f", file.name,
             *options, "apoyo"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def close(self):
        self.ctl("cluster", "stop", self.directory)
        if not self.keep:
            shutil.rmtree(self.directory, ignore_errors=True)


def senders(cluster):
    """Statements that receive a support, for a device made for it, and that validate one."""
    with open(f"{cluster.directory}/auxiliaries.csv") as keys:
        process, promovente, key, *_ = next(
            line.strip().split(",") for line in list(keys)[1:] if line.startswith("1,"))
    token = os.urandom(32).hex()
    device = cluster.sql(
        f"SELECT device FROM apoyo.register_device(sha256('{key.replace('-', '')}'),"
        f" decode('{token}', 'hex'), 'bench')", "apoyo_intake")
    image = "sha256(uuid_send(gen_random_uuid()))"
    receive = (
        f"SELECT apoyo.receive_support(gen_random_uuid(), {process}, {promovente}, {device},"
        f" {image}, 'B-' || gen_random_uuid(), 'auxiliary', now(), now(),"
        f" ARRAY[{image}, {image}, {image}, {image}], {image}, 'private');\n")
    validate = (
        "SELECT apoyo.record_findings(c.support, c.attempt, 'rejected', 'not_found', NULL, NULL,"
        " NULL, '[]', sha256('salt'), 'private')"
        " FROM apoyo.claim_validation('bench', 1, interval '1 minute') AS c;\n")
    return receive, validate


def offer(cluster, rate, seconds):
    """Receives and validates that many supports a second, open loop: late ones are not left out.

    Gives the two pgbench processes: reception and validation, each one event a support."""
    receive, validate = senders(cluster)
    common = ["-c", "4", "-j", "1", "-R", str(rate), "-T", str(seconds)]
    return (cluster.pgbench("apoyo_intake", receive, *common, "-L", "1000", "-r"),
            cluster.pgbench("apoyo_validator", validate, *common))
