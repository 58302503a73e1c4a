"""Documents of check settings at and beyond their bounds: what the database takes core reads, and
what the one refuses the other does.

    check-settings.py APOYOCTL CHECK-SETTINGS [--seed N]

The seed is fixed, and printed, so that a failure comes again.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import copy
import json
import os
import pathlib
import random
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap

if sys.argv[1] != "--inside":
    os.execv(sys.argv[1], [sys.argv[1], "cluster", "run", "--migrate", "--", sys.executable,
                           __file__, "--inside", *sys.argv[2:]])
CORE = sys.argv[2]
SEED = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 20211225
CATALOGUES = HERE.parent.parent / "data/catalogues"
BOUNDS = json.loads((CATALOGUES / "check-bounds.json").read_text())
DEFAULTS = json.loads((CATALOGUES / "checks.json").read_text())
DEFAULTS["checks"] = dict(list(DEFAULTS["checks"].items())[:12])  # each takes its time
DOCUMENTS = 1000
chance = random.Random(SEED)
print(f"# seed {SEED}")


def figure(written):
    """A number as it is written, until write() takes away what marks it."""
    return f"@@{written}@@"


def write(document):
    return re.sub('"@@([^@]*)@@"', r"\1", json.dumps(document, ensure_ascii=chance.random() < 0.5))


def length(name):
    """At a bound, one beside it, or anything between."""
    least, most = BOUNDS[name]
    return max(0, chance.choice([least, most, least - 1, most + 1, chance.randint(least, most)]))


def text(name):
    return "".join(chance.choice(['a', 'ñ', '😀', '"', '\\', '\n', '\x01', ' ']) for _ in range(length(name)))


def word(name, letters="abcz_"):
    word = "".join(chance.choice(letters) for _ in range(length(name)))
    return chance.choice([word, "a" + word[1:], "a" + word[1:]])


def number(name):
    least, most = BOUNDS[name]
    return chance.choice([
        least, most, least - 1, most + 1, figure(f"{most}.0"), figure(f"{least}.5"), figure(f"{most}.000001"),
        figure(f"{least}e0"), figure("1e400"), figure("-1e-300"), figure("0." + "1" * chance.randint(30, 45)),
        figure("1" * chance.randint(9, 25)), chance.randint(least, most), "1", None, True])


def anything():
    return chance.choice([None, True, 7, "x", [], {}, [{}], {"use": "flag"}])


def extension():
    one = {"printed_year": number("printed_year"), "acuerdo": text("acuerdo"),
           "until": chance.choice(["2025-06-01", "2024-02-29", "2025-02-29", "0001-01-01", "0000-01-01", "9999-12-31",
                                   "2025-6-01", "2025-13-01", "+025-06-01", " 025-06-01", "2025-06-1 ", 20250601])}
    if chance.random() < 0.7:
        one.update(printed_year=2024, until="2025-06-01")
    if chance.random() < 0.1:
        one.pop(chance.choice(list(one)))
    if chance.random() < 0.1:
        one["more"] = anything()
    return chance.choice([one] * 9 + [anything()])


def check():
    one = {"use": chance.choice(["flag", "note", "off"] * 4 + ["maybe", None])}
    for name in ("article", "note"):
        if chance.random() < 0.3:
            one[name] = chance.choice([text(name), text(name), anything()])
    for _ in range(chance.choice([0, 1, 2, length("limits")])):
        one[chance.choice(["below", "above", word("name")])] = number("limit")
    return chance.choice([one] * 9 + [anything()])


def changed():
    """The defaults, with something else somewhere."""
    document = copy.deepcopy(DEFAULTS)
    for _ in range(chance.choice([0, 1, 1, 1, 2])):
        kind = chance.randrange(9)
        if not isinstance(document.get("checks"), dict):
            break
        if kind == 0:
            document[chance.choice(["sample", "minimum_age"])] = number(chance.choice(["sample", "minimum_age"]))
        elif kind == 1:
            document["extensions"] = [extension() for _ in range(chance.choice([1, 2, length("extensions")]))]
        elif kind == 2:
            document["extensions"] = [DEFAULTS["extensions"][0]] * length("extensions")
        elif kind == 3:
            document["checks"][word("id", "abz09._")] = {"use": "flag"}
        elif kind == 4:
            document["checks"][chance.choice(list(document["checks"]) + ["new.check"])] = check()
        elif kind == 5:
            for n in range(length("checks") - len(document["checks"])):
                document["checks"][f"more.{n}"] = {"use": "off"}
        elif kind == 6:
            document[chance.choice([*document, "more"])] = anything()
        elif kind == 7:
            document.pop(chance.choice(list(document)))
        else:
            document[chance.choice(["about", "v", "reading"])] = chance.choice(
                [text("about"), 1, figure("1.0"), 2, "no", "cheap", "full", "cascade", "some"])
    return document


def largest():
    """At every upper bound at once."""
    most = {name: pair[1] for name, pair in BOUNDS.items()}
    limits = {"x" * (most["name"] - 1) + chr(97 + n): figure("0." + "1" * (most["figure"] - 2))
              for n in range(most["limits"])}
    checks = {f"c{n:03}".ljust(most["id"], "x"):
              {"use": "note", "article": "\x01" * most["article"], "note": "\x01" * most["note"], **limits}
              for n in range(most["checks"])}
    extension = {"printed_year": most["printed_year"], "until": "2101-01-01", "acuerdo": "\x01" * most["acuerdo"]}
    return {"v": 1, "about": "\x01" * most["about"], "reading": "full", "sample": 1, "minimum_age": most["minimum_age"],
            "extensions": [extension] * most["extensions"], "checks": checks}


def ask_database(documents):
    """Of each: whether it is taken, and its text as it would be stored."""
    quoted = "".join(line.replace("\\", "\\\\") + "\n" for line in documents)
    done = subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1"], capture_output=True, text=True,
        input="CREATE TEMP TABLE given (id serial, document jsonb);\nCOPY given (document) FROM STDIN;\n"
              + quoted + "\\.\nSELECT coalesce(apoyo.checks_flaw(document), 'sound') || E'\\t' || document"
              " FROM given ORDER BY id;\n")
    assert done.returncode == 0, done.stderr
    return [line.split("\t", 1) for line in done.stdout.split("\n")[:-1]]


def ask_core(texts):
    done = subprocess.run([CORE], input="".join(text + "\n" for text in texts), capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


tests = tap.Suite()


@tests.case
def what_the_one_takes_the_other_takes():
    answers = ask_database([write(changed()) for _ in range(DOCUMENTS)])
    assert len(answers) == DOCUMENTS
    said = ask_core([stored for _, stored in answers])
    for (flaw, stored), core in zip(answers, said, strict=True):
        assert (core == "yes") == (flaw == "sound"), f"the database: {flaw!r}, core: {core}: {stored}"
    taken = said.count("yes")
    assert DOCUMENTS // 10 < taken < DOCUMENTS - DOCUMENTS // 10, f"{taken} taken: they prove little"


@tests.case
def the_largest_document_is_read():
    (flaw, stored), = ask_database([write(largest())])
    assert flaw == "sound" and ask_core([stored]) == ["yes"], (flaw, ask_core([stored]), len(stored))


tests.main()
