"""What tests/summary.py tells of what meson test left behind.

Arguments: source folder.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

source = sys.argv[1]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402

tests = tap.Suite()

ROBOT = """1..3
ok 1 the window opens
# Traceback (most recent call last):
#   File "tests/tap.py", line 39, in main
#     function()
#   File "tests/ui/robot.py", line 7, in wait
#     raise AssertionError(f"waited {seconds} s for {what}")
#            ^^^^^^^^^^^^^^
# AssertionError: waited 15 s for
#   a button
not ok 2 a button is pressed
# Traceback (most recent call last):
#   File "tests/ui/test-acts.py", line 9, in it_closes
#     assert closed() == 3
#            ^^^^^^^^^^^^^
# AssertionError
not ok 3 it closes"""
PGTAP = """1..2
not ok 1 - the first counts
# Failed test 1: "the first counts"
#         have: 2
#         want: 1
# psql:ranking.sql:12: ERROR:  column "x" does not exist
# LINE 1: SELECT x
not ok - ranking.sql runs to its end"""
ABORT = """1..2
ok 1 /csv/empty"""


def told(name, output, result="FAIL", errors="", status=1):
    """The lines about one program with that TAP."""
    cases = [line for line in output.splitlines() if line.startswith(("ok", "not ok"))]
    root = tree.Element("testsuites")
    suite = tree.SubElement(root, "testsuite", name="apoyo." + name)
    for case in cases:
        element = tree.SubElement(suite, "testcase", name=case.partition("ok ")[2])
        if case.startswith("not"):
            tree.SubElement(element, "failure")
    tree.SubElement(suite, "system-out").text = output
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "testlog")
        tree.ElementTree(root).write(log + ".junit.xml")
        with open(log + ".json", "w", encoding="utf-8") as file:
            json.dump({"name": name, "result": result, "returncode": status, "stdout": output,
                       "stderr": errors}, file)
        done = subprocess.run([sys.executable, os.path.join(source, "tests", "summary.py"), log],
                              capture_output=True, text=True)
    assert done.returncode == (result != "OK"), done
    return done.stdout.splitlines()


def same(lines, *wanted):
    assert lines == list(wanted), "\n".join(lines)


@tests.case
def passing_is_counted():
    same(told("csv", "1..1\nok 1 /csv/empty", "OK", status=0), "1 passed, 0 failed")


@tests.case
def an_exception_is_told_with_its_first_line_and_a_bare_assertion_with_its_words():
    same(told("acts", ROBOT),
         "failed: apoyo.acts: 2 a button is pressed: AssertionError: waited 15 s for",
         "failed: apoyo.acts: 3 it closes: AssertionError: assert closed() == 3",
         "1 passed, 2 failed")


@tests.case
def the_database_is_told_with_what_it_has_or_its_error():
    same(told("ranking", PGTAP),
         "failed: apoyo.ranking: 1 - the first counts: have: 2, want: 1",
         "failed: apoyo.ranking: - ranking.sql runs to its end:"
         ' psql:ranking.sql:12: ERROR: column "x" does not exist',
         "0 passed, 2 failed")


@tests.case
def a_program_that_ends_is_told_with_its_last_words():
    same(told("csv", ABORT, "ERROR", "ERROR:test-csv.c:9:quoted: assertion failed: (done)", -6),
         "failed: csv: the program itself: error, exit status -6:"
         " ERROR:test-csv.c:9:quoted: assertion failed: (done)", "1 passed, 1 failed")


@tests.case
def a_program_ended_by_the_clock_is_told_with_its_last_case():
    same(told("csv", ABORT, "TIMEOUT", status=-15),
         "failed: csv: the program itself: timeout, exit status -15: after: ok 1 /csv/empty",
         "1 passed, 1 failed")


@tests.case
def what_a_robot_did_again_is_told_though_it_passed():
    same(told("ui-acts", "1..1\n# done again: the dialog of “Abrir”\nok 1 it opens", "OK", status=0),
         "done again: ui-acts: the dialog of “Abrir”", "1 passed, 0 failed")


tests.main()
