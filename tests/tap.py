"""Test functions that report in the Test Anything Protocol, for Meson.

    tests = tap.Suite()

    @tests.case
    def the_icon_is_square(): ...

    tests.main()

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sys
import traceback


# Called when a case fails: each tells in lines how things stood then.
witnesses = []


class Skip(Exception):
    """Raised by a case that cannot run here; says why."""


def testify():
    """What the witnesses saw, unless they died of the same."""
    for witness in witnesses:
        try:
            for line in witness():
                print(f"# {line}")
                print(line, file=sys.stderr)
        except Exception as error:  # whatever it is, the case has failed of another
            print(f"# no witness: {error}")


class Suite:
    def __init__(self):
        self.cases = []

    def case(self, function):
        self.cases.append((function.__name__.replace("_", " "), function))
        return function

    def add(self, name, function):
        self.cases.append((name, function))

    def main(self, close=None):
        """Runs every case in order; close, if given, is called at the end, whatever happened."""
        failed = 0
        print(f"1..{len(self.cases)}", flush=True)
        try:
            for number, (name, function) in enumerate(self.cases, 1):
                try:
                    function()
                    print(f"ok {number} {name}", flush=True)
                except Skip as reason:
                    print(f"ok {number} {name} # SKIP {reason}", flush=True)
                except Exception:  # a case may fail in any way; the others still count
                    failed += 1
                    for line in traceback.format_exc().splitlines():
                        print(f"# {line}")
                        print(line, file=sys.stderr)  # what Meson shows of a failure
                    testify()
                    print(f"not ok {number} {name}", flush=True)
        finally:
            if close:
                close()
        sys.exit(1 if failed else 0)
