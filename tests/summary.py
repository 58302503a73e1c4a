"""Adds up what meson test left behind; the last line is what CI reads.

    tests/summary.py LOG…      for example build/meson-logs/testlog

LOG.junit.xml has every case; but of a program that was ended by a signal, or by the clock, only the
cases before. LOG.json has how each program ended.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import json
import os
import sys
import xml.etree.ElementTree as tree

BAD = {"ERROR", "FAIL", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS"}


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
            for case in suite.iter("testcase"):
                if case.find("failure") is not None or case.find("error") is not None:
                    # A program without cases is the only case of the project.
                    failed[suite.get("name").partition(".")[2] or case.get("name")] += 1
                    self.fail(f"{suite.get('name')}: {case.get('name')}")
                elif case.find("skipped") is not None:
                    self.skipped += 1
                else:
                    self.passed += 1
        return failed

    def add_ends(self, path, failed):
        """The programs that failed and none of whose cases says so."""
        with open(path, encoding="utf-8") as lines:
            for run in map(json.loads, lines):
                if run["result"] in BAD and not failed[run["name"]]:
                    self.fail(f"{run['name']}: the program itself: {run['result'].lower()},"
                              f" exit status {run['returncode']}")

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
