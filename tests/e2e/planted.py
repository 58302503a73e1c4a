#!/usr/bin/env python3
"""Planted pictures become their findings: drawn by the simulator, sent to the intake, read by the
confined reader and judged by the validator of real programs, told in the database as they should be.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import concurrent.futures
import csv
import datetime
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import demonstration  # noqa: E402
import tap  # noqa: E402

CTL, SERVER, SIM = (os.environ[name] for name in ("APOYOCTL", "APOYOD", "APOYO_SIM"))
CITIZENS = ["--citizens", "3000", "--seed", "42"]
# Of a country that the roll does not know.
NOBODY = ["--citizens", "3000", "--seed", "43"]
NAMES = ("front", "back", "selfie", "signature")
BOUNDARY = "plant-0123456789"

# Plant, then the finding that is to stand first: code, cause, check, field and whether it has a place.
PLANTED = {
    "copy": ("photocopy", "M1", "back.photocopy", "back", True),
    "screen": ("screen", "M2", "back.screen", "back", True),
    "front-twice": ("same_side_twice", "M2", "back.side", "back", True),
    "dog": ("no_face", "M3", "selfie.face", "selfie", None),
    "icon": ("selfie_drawing", "M3", "selfie.drawing", "selfie", False),
    # Hardly any ink: whether it is a dot or none is for people.
    "dot": ("signature_blank", "M5", "signature.ink", "signature", True),
    "template": ("template", "M6", "front.template", "front", True),
    "other-curp": ("birth_disagrees", "M8", "data.agreement.curp", "curp", False),
}
# Of these, what came with another person's capture, which the database finds.
COPIES = {
    "copied": ("signature_repeated", "M4", "signature.near", "signature", None),
    "selfie-again": ("picture_sent_before", "M9", "selfie.repeated", "selfie", None),
    "selfie-copied": ("picture_resembles", "M9", "selfie.near", "selfie", None),
}

directory = pathlib.Path(tempfile.mkdtemp(prefix="apoyo-planted-", dir="/var/tmp"))
directory.chmod(0o755)
programs = {}
supports = {}
tests = tap.Suite()


def ctl(*words, **options):
    done = subprocess.run([CTL, "--dir", directory, *words], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"apoyoctl {' '.join(map(str, words))}: {done.stdout}{done.stderr}"
    return done.stdout


def sql(statement):
    return subprocess.run(["psql", "-h", directory / "socket", "-U", "postgres", "-XAtq", "-c", statement,
                           "apoyo"], check=True, capture_output=True, text=True).stdout.strip()


def start(role, *words):
    with open(directory / "apoyod.log", "a", encoding="utf-8") as log:
        programs[role] = subprocess.Popen([SERVER, "--dir", directory, "--role", role, *words],
                                          stdout=log, stderr=log)


def wait_for(condition, what, seconds=240):
    end = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < end, f"waited in vain for {what}\n" + \
            (directory / "apoyod.log").read_text(encoding="utf-8")[-2000:]
        time.sleep(0.1)
    return answer


def ask(method, path, body, headers):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    client.request(method, path, body, headers)
    answer = client.getresponse()
    text = answer.read().decode()
    client.close()
    assert answer.status == 201, f"{path}: {answer.status} {text}"
    return json.loads(text)


def draw(plant):
    known = plant != "nobody"
    folder = directory / ("drawn" if known else "nobody")
    subprocess.run([SIM, "pictures", "--plant", plant if known else "clean", *(CITIZENS if known else NOBODY),
                    "--count", "2" if plant == "clean" else "1", "--dir", folder], check=True, stdout=subprocess.DEVNULL)
    return folder / f"{plant if known else 'clean'}-1"


def describe(folder, auxiliary):
    """What the telephone says of the capture in the folder."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "capture": str(uuid.uuid4()), "process": int(auxiliary["process"]),
        "promovente": int(auxiliary["promovente"]), "modality": "auxiliary", "captured_at": now,
        "sent_at": now, "app": "planted", "location": None,
        "credential": {"model": truth["model"], "curp": truth["curp"], "clave_elector": truth["clave"],
                       "cic": truth["cic"], "citizen_id": truth["citizen_id"], "ocr": None,
                       "issue": truth["issue"], "section": truth["section"],
                       "valid_until": truth["valid_until"]},
        "names": {name: truth[name] for name in ("given", "paternal", "maternal")}}


def part(name, kind, content):
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n").encode() + content + b"\r\n"


def send(plant, folder, auxiliary, token):
    metadata = describe(folder, auxiliary)
    body = part("metadata", "application/json", json.dumps(metadata).encode())
    for name in NAMES:
        content = (folder / f"{name}.jpg").read_bytes()
        body += part(name, "image/png" if content.startswith(b"\x89PNG") else "image/jpeg", content)
    supports[plant] = ask("POST", "/v1/supports", body + f"--{BOUNDARY}--\r\n".encode(), {
        "Authorization": f"Bearer {token}", "Idempotency-Key": metadata["capture"],
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})["folio"]


def png_of(width, height):
    """One colour, so that it is small where it is sent and large where it would be opened."""
    def chunk(kind, content):
        return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)
    rows = zlib.compress(b"\0" * ((width + 15) // 8) * height, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + b"\1\0\0\0\0")
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def make_huge(folder):
    """The capture with sides of 100 and of 42 million pixels."""
    (folder / "front.jpg").write_bytes(png_of(10000, 10000))
    (folder / "back.jpg").write_bytes(png_of(8000, 5250))
    return folder


def send_all():
    with open(directory / "auxiliaries.csv", encoding="utf-8") as keys:
        auxiliary = next(csv.DictReader(keys))
    token = ask("POST", "/v1/devices", json.dumps({"auxiliary_key": auxiliary["key"], "label": "planted"}),
                {"Content-Type": "application/json"})["token"]
    plants = [*COPIES, "clean", "nobody", *PLANTED]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        folders = dict(zip(plants, pool.map(draw, plants)))
    for plant, folder in folders.items():
        if plant in COPIES:
            send(f"original of {plant}", folder / "original", auxiliary, token)
            continue
        send(plant, folder, auxiliary, token)
        if plant == "clean":
            send("huge", make_huge(folder.with_name("clean-2")), auxiliary, token)
    # Who is judged first has the original.
    wait_for_validation()
    for plant in COPIES:
        send(plant, folders[plant], auxiliary, token)
    wait_for_validation()


def wait_for_validation():
    wait_for(lambda: sql("SELECT count(*) = 0 FROM apoyo.work WHERE kind = 'validation'") == "t",
             "the validation")


def findings_of(plant):
    """In the order in which reviewers see them."""
    text = sql("SELECT coalesce(jsonb_agg(f.detail || jsonb_build_object('code', f.code) ORDER BY f.number), '[]')"
               f" FROM apoyo.finding AS f JOIN apoyo.support AS s ON s.id = f.support"
               f" WHERE s.folio = '{supports[plant]}'")
    return json.loads(text)


def situation_of(plant):
    return sql(f"SELECT situation FROM apoyo.support WHERE folio = '{supports[plant]}'")


@tests.case
def a_clean_capture_counts_without_people():
    for plant in ("clean", *(f"original of {copy}" for copy in COPIES)):
        assert findings_of(plant) == [], (plant, findings_of(plant))
        assert situation_of(plant) == "valid", plant


@tests.case
def nobody_is_not_found_once_both_sides_say_who_it_is():
    assert findings_of("nobody") == []
    assert situation_of("nobody") == "not_found"


@tests.case
def each_plant_is_named_as_what_it_is():
    wrong = []
    for plant, expected in (PLANTED | COPIES).items():
        found = findings_of(plant)
        first = found[0] if found else {}
        place = expected[4] if expected[4] is None else "region" in first
        told = (first.get("code"), first.get("cause"), first.get("check"), first.get("field"), place)
        if told != expected or situation_of(plant) != "in_review":
            wrong.append((plant, told, situation_of(plant)))
    assert not wrong, wrong


@tests.case
def each_finding_says_how_sure_and_by_which_settings():
    for plant in PLANTED:
        found = findings_of(plant)
        assert found[0]["confidence"] >= 0.5, (plant, found[0])
        for finding in found:
            assert 0 < finding["confidence"] <= 1, (plant, finding)
            assert finding["settings"] == 1 and finding["rule"] == 1, (plant, finding)
            x, y, width, height = finding.get("region", (0, 0, 1, 1))
            assert 0 <= x < x + width <= 1.001 and 0 <= y < y + height <= 1.001, (plant, finding)


@tests.case
def pictures_of_a_hundred_million_pixels_end_as_a_finding():
    found = [(finding["code"], finding["field"], finding["cause"]) for finding in findings_of("huge")]
    assert found[:2] == [("picture_too_large", "back", "M7"), ("picture_too_large", "front", "M7")], found
    assert situation_of("huge") == "in_review"
    log = (directory / "apoyod.log").read_text(encoding="utf-8")
    assert "ended the process" not in log, log[-2000:]


@tests.case
def each_tree_names_who_read_its_pictures():
    sights = sql("SELECT DISTINCT coalesce(evaluation ->> 'sight', '') FROM apoyo.examination")
    assert sights.startswith("reader ") and ", models " in sights and "\n" not in sights, sights


@tests.case
def its_tree_says_the_same_in_spanish():
    told = ctl("support", "explain", supports["copy"], env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="es"))
    line = next(line for line in told.splitlines() if "M1" in line)
    assert "fotocopia" in line.lower() and " · L" in line, line


def set_up():
    demonstration.put(CTL, directory, 0)
    ctl("cluster", "start", directory)
    subprocess.run([SIM, "people", *CITIZENS, "--out", directory / "roll.csv"], check=True,
                   stdout=subprocess.DEVNULL)
    ctl("import", "roll", directory / "roll.csv")
    port_file = directory / "port"
    start("intake", "--listen", "127.0.0.1:0", "--port-file", port_file)
    return int(wait_for(lambda: port_file.exists() and port_file.read_text(encoding="utf-8").strip(),
                        "the intake"))


def close():
    for program in programs.values():
        if program.poll() is None:
            program.terminate()
            try:
                program.wait(timeout=20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
    subprocess.run([CTL, "--dir", directory, "cluster", "stop", directory], capture_output=True)
    shutil.rmtree(directory, ignore_errors=True)


try:
    port = set_up()
    start("validator")
    send_all()
except BaseException:
    close()
    raise
tests.main(close)
