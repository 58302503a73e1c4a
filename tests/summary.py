"""Adds up what meson test left behind; the last line is what CI reads.

    tests/summary.py LOG…      for example build/meson-logs/testlog

LOG.junit.xml has every case; but of a program that was ended by a signal, or by the clock, only the
cases before. LOG.json has how each program ended. Each failure is told with the first line of what
was asserted, since CI may keep no more than this.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import itertools
import json
import os
import re
import sys
import xml.etree.ElementTree as tree

BAD = {"ERROR", "FAIL", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS"}
LONGEST = 300
INDENTED = re.compile(r" {4}")
RESULT = re.compile(r"(not )?ok\b\s*\d*")
# What tells more than the last line does; a sanitizer's report is the cause of what follows it.
SANITIZER = re.compile(r"ERROR: \w+Sanitizer|runtime error:")
REPORT = re.compile(r"ERROR:|FATAL:|CRITICAL")
AGAIN = "# done again: "


def shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def last_exception(lines):
    """The first line of the last exception of a traceback; a bare assertion with what it asserts."""
    frames = [n for n, line in enumerate(lines) if line.startswith("  File ")]
    if not frames:
        return None
    for line in lines[frames[-1] + 1:]:
        if line and not line.startswith(" "):
            bare = line.strip() == "AssertionError"
            return f"{line}: {lines[frames[-1] + 1].strip()}" if bare else line
    return None


def remark(before, after):
    """What the comments around a failed case say: a traceback stands before it, pgTAP's own words
    behind."""
    if after and after[0].lstrip().startswith("Failed test"):
        return ", ".join(line.strip() for line in itertools.takewhile(INDENTED.match, after[1:]))
    told = last_exception(before)
    if told is None:
        told = next((line for line in before if REPORT.search(line)), before[-1] if before else "")
    return told


def reasons(output):
    """Why each failed case of a program's TAP failed, in their order."""
    lines = (output or "").splitlines()
    results = [n for n, line in enumerate(lines) if RESULT.match(line)]
    for previous, here, following in zip([-1] + results, results, results[1:] + [len(lines)]):
        if lines[here].startswith("not ok"):
            yield shortened(remark(*([line[2:] for line in part if line.startswith("# ")]
                                     for part in (lines[previous + 1:here], lines[here + 1:following]))))


def last_words(run):
    """What a program that ended by itself said of it, or how far it had come."""
    lines = [line for part in ("stderr", "stdout") for line in (run.get(part) or "").splitlines()]
    told = last_exception([line.removeprefix("# ") for line in lines])
    told = told or next((line for line in lines if SANITIZER.search(line)), None)
    told = told or next((line for line in reversed(lines) if REPORT.search(line)), None)
    if told is None:
        passed = [line for line in lines if RESULT.match(line)]
        told = f"after: {passed[-1]}" if passed else ""
    return shortened(told)


def joined(*parts):
    return ": ".join(part for part in parts if part)


class Sums:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def fail(self, what):
        self.failed += 1
        print(f"failed: {what}")

    def add_cases(self, path):
        """How many failed of each program, by its name."""
        failed = collections.Counter()
        for suite in tree.parse(path).getroot().iter("testsuite"):
            why = reasons(suite.findtext("system-out"))
            for case in suite.iter("testcase"):
                if case.find("failure") is not None or case.find("error") is not None:
                    # A program without cases is the only case of the project.
                    failed[suite.get("name").partition(".")[2] or case.get("name")] += 1
                    self.fail(joined(suite.get("name"), case.get("name"), next(why, "")))
                elif case.find("skipped") is not None:
                    self.skipped += 1
                else:
                    self.passed += 1
        return failed

    def add_ends(self, path, failed):
        """The programs that failed and none of whose cases says so; and what a robot had to do again,
        which passes, but is a press that was lost."""
        with open(path, encoding="utf-8") as lines:
            for run in map(json.loads, lines):
                for line in (run.get("stdout") or "").splitlines():
                    if line.startswith(AGAIN):
                        print(f"done again: {run['name']}: {line.removeprefix(AGAIN)}")
                if run["result"] in BAD and not failed[run["name"]]:
                    self.fail(joined(run["name"], "the program itself", run["result"].lower() +
                                     f", exit status {run['returncode']}", last_words(run)))

    def add(self, log):
        paths = [log + ".junit.xml", log + ".json"]
        missing = [path for path in paths if not os.path.exists(path)]
        for path in missing:  # a build that failed leaves none
            self.fail(f"there is no {path}")
        if not missing:
            self.add_ends(paths[1], self.add_cases(paths[0]))


sums = Sums()
for name in sys.argv[1:]:
    sums.add(name)
print(f"{sums.passed} passed, {sums.failed} failed" + (f", {sums.skipped} skipped" if sums.skipped else ""))
sys.exit(1 if sums.failed or not sums.passed else 0)
