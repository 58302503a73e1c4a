"""What the console says of its command line before it opens a window.

Arguments: source folder, the program.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import time

source, program = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402

tests = tap.Suite()


def run(*arguments):
    """No display: whatever needs one fails."""
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "LC_ALL")}
    start = time.monotonic()
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=20,
                          env=dict(environment, LANG="C.UTF-8"))
    return done.returncode, done.stderr, time.monotonic() - start


@tests.case
def an_unknown_page_is_refused_at_once_with_the_names_of_the_others():
    status, error, seconds = run("--shot", "tablero", "x.png")
    assert status == 1, status
    assert "tablero" in error and "board (conteo)" in error and "wall (mural)" in error, error
    assert seconds < 5, seconds
    assert not os.path.exists("x.png")


@tests.case
def pages_have_a_name_in_the_language_of_the_staff():
    for page in ("board", "conteo", "wall", "mural"):
        status, error, _ = run("--check", "--shot", page, "x.png")
        assert status == 0, (page, error)


@tests.case
def a_picture_needs_a_file():
    status, error, _ = run("--shot", "board")
    assert status == 1 and "--shot" in error, error


tests.main()
