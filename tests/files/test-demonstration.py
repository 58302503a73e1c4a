"""The copied demonstration is of the day on which it is used.

    test-demonstration.py SOURCE

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, os.path.join(sys.argv[1], "tests"))
import demonstration
import tap

MIDNIGHT = 1_800_000_000 // 86400 * 86400 + 6 * 3600  # where the institute is
tests = tap.Suite()


class Clock:
    """Tells the time that it is given, and passes it when something is done."""

    def __init__(self, now):
        self.now = now

    def time(self):
        return self.now


def put(now, load_seconds, copy_seconds):
    """How often it was loaded and copied, and when the one that is used was begun."""
    clock, done = Clock(now), []

    def make(_apoyoctl, template, _history):
        began = clock.now
        clock.now += load_seconds
        template.mkdir()
        os.utime(template, (began, began))
        done.append("loaded")

    def copy(template, directory):
        clock.now += copy_seconds
        assert not list(directory.iterdir()), "copied over another"
        (directory / "data").write_text(str(template.stat().st_mtime))
        done.append("copied")

    with tempfile.TemporaryDirectory() as folder:
        build, target = pathlib.Path(folder) / "build", pathlib.Path(folder) / "target"
        target.mkdir()
        program = build / "src" / "ctl" / "apoyoctl"
        program.parent.mkdir(parents=True)
        program.write_text("")
        demonstration.time, demonstration.make, demonstration.copy = clock, make, copy
        demonstration.put(program, target, 0)
        begun = float((target / "data").read_text())
        demonstration.put(program, pathlib.Path(tempfile.mkdtemp(dir=folder)), 0)
    return done, begun


@tests.case
def it_is_loaded_once():
    assert put(MIDNIGHT + 600, 60, 1) == (["loaded", "copied", "copied"], MIDNIGHT + 600)


@tests.case
def what_was_loaded_across_midnight_is_loaded_again():
    done, begun = put(MIDNIGHT - 30, 60, 1)
    assert done == ["loaded", "loaded", "copied", "copied"] and begun == MIDNIGHT + 30, (done, begun)


@tests.case
def what_was_copied_across_midnight_is_copied_again():
    done, begun = put(MIDNIGHT - 61, 60, 2)
    assert done == ["loaded", "copied", "loaded", "copied", "copied"] and begun > MIDNIGHT, (done, begun)


tests.main()
