"""Every page and the dialogs, by one who has the keyboard alone and one who hears the screen: the real
program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Console, Stack, wait_for  # noqa: E402
from sweep import Sweep  # noqa: E402

exports = tempfile.mkdtemp(prefix="apoyo-exports.")
os.environ["XDG_DATA_HOME"] = exports  # drafts that are not saved yet are kept there
tests = tap.Suite()
stack = Stack(build, 600)
opened = {}


def open_as(user, ready):
    for console, _sweep in opened.values():
        console.close()
    opened.clear()
    console = Console(build, ["--dir", stack.dir, "--user", user], exports)
    console.wait(ready, seconds=40)
    opened[user] = console, Sweep(console, build)
    return opened[user]


def page(console, key, widget, shown):
    """The page's widget, once it shows that."""
    console.key(key)
    console.shows(shown, 30)
    return wait_for(widget, lambda: next(
        (node for node in console.walk() if node.get_name() == widget), None))


@tests.case
def live_count():
    console, sweep = open_as("lucia", "Conteo en vivo")
    root = page(console, "alt+3", "ApoyoBoardPage", "Todo el proceso")
    console.shows("Aguascalientes", 30)
    assert sweep.check(root) > 10
    back = sweep.go_round("shift+Tab")
    assert len(back) > 10


@tests.case
def processes():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+1", "ApoyoProcessesPage", "Umbral")) > 10


@tests.case
def demarcations():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+2", "ApoyoDemarcationsPage", "Aguascalientes")) > 10


@tests.case
def staff():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+4", "ApoyoStaffPage", "Ana Treviño")) > 10


@tests.case
def dossier():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+5", "ApoyoDossierPage", "Folio")) > 5


@tests.case
def the_window_around_the_pages():
    _console, sweep = opened["lucia"]
    sweep.check_names()


@tests.case
def gtk_has_nothing_to_complain_of():
    for console, _sweep in opened.values():
        assert console.is_running(), "the console has ended"
        assert not console.complaints(), "".join(console.complaints())


def close():
    for console, _sweep in opened.values():
        console.close()
    stack.close()


tests.main(close)
