"""Adds up the junit files of meson test; the last line is what CI reads.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
# A build that failed leaves none.
missing = [name for name in sys.argv[1:] if not os.path.exists(name)]
for name in missing:
    failed += 1
    print(f"failed: there is no {name}")
suites = [s for name in sys.argv[1:] if name not in missing for s in tree.parse(name).getroot().iter("testsuite")]
for suite in suites:
    for case in suite.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print(f"failed: {suite.get('name')}: {case.get('name')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(1 if failed or not passed else 0)
