"""Every data file against its own validator, and the translation against the sources.

Arguments: source folder, build folder.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import glob
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import yaml

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402

ID = "mx.ine.ApoyoCiudadano"
tests = tap.Suite()


def path(*parts):
    return os.path.join(source, *parts)


def run(*command, cwd=source):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def read(*parts):
    with open(path(*parts), encoding="utf-8") as file:
        return file.read()


@tests.case
def desktop_entry_is_valid():
    assert run("desktop-file-validate", os.path.join(build, "data", ID + ".desktop")) == ""


@tests.case
def metainfo_is_valid():
    run("appstreamcli", "validate", "--no-net", os.path.join(build, "data", ID + ".metainfo.xml"))


@tests.case
def settings_schema_compiles_strictly():
    run("glib-compile-schemas", "--strict", "--dry-run", path("data"))


@tests.case
def xml_files_are_well_formed():
    names = [n for kind in ("*.ui", "*.xml", "*.xml.in", "*.svg")
             for top in ("src", "data")
             for n in glob.glob(path(top, "**", kind), recursive=True)]
    assert names
    run("xmllint", "--noout", *names)


@tests.case
def icons_are_square_and_have_a_view():
    names = glob.glob(path("data", "icons", "**", "*.svg"), recursive=True)
    assert path("data", "icons", "app", ID + ".svg") in names
    for name in names:
        root = tree.parse(name).getroot()
        assert root.get("width") == root.get("height"), name
        if name.endswith("-symbolic.svg"):
            assert root.get("width") == "16", name


@tests.case
def flatpak_manifest_is_whole():
    manifest = yaml.safe_load(read("flatpak", ID + ".yml"))
    for field in ("app-id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules"):
        assert manifest.get(field), f"no {field}"
    assert manifest["app-id"] == ID
    for module in manifest["modules"]:
        assert module.get("name") and module.get("buildsystem") and module.get("sources"), module
    own = manifest["modules"][-1]
    assert own["sources"] == [{"type": "dir", "path": ".."}]
    options = read("meson_options.txt")
    for option in own["config-opts"]:
        name = re.match(r"-D([a-z]+)=", option).group(1)
        assert f"option('{name}'" in options, f"{option} is not an option of this build"


def template(folder):
    """What xgettext finds in the sources, with the build's own options."""
    out = os.path.join(folder, "found.pot")
    names = [n for n in read("po", "POTFILES").split("\n") if n and not n.startswith("#")]
    run("xgettext", "--from-code=UTF-8", "--add-comments", "--output=" + out,
        "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
        "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2", "--keyword=Q_:1g", *names)
    return out


@tests.case
def every_file_with_messages_is_listed():
    listed = set(read("po", "POTFILES").split())
    for name in glob.glob(path("src", "**", "*.[c]"), recursive=True):
        text = open(name, encoding="utf-8").read()
        if re.search(r"(?<![A-Za-z0-9_])(_|N_|C_|NC_|ngettext|g_dngettext) \(", text):
            assert os.path.relpath(name, source) in listed, f"{name} is not in po/POTFILES"
    for name in glob.glob(path("src", "**", "*.ui"), recursive=True):
        if 'translatable="yes"' in open(name, encoding="utf-8").read():
            assert os.path.relpath(name, source) in listed, f"{name} is not in po/POTFILES"
    for name in listed:
        assert os.path.exists(path(name)), f"po/POTFILES lists {name}, which is not there"


@tests.case
def migrations_are_numbered_without_gap_or_repetition():
    names = sorted(os.path.basename(name) for name in
                   glob.glob(path("data", "sql", "migrations", "*.sql")))
    numbers = [name[:4] for name in names]
    assert numbers == [f"{place:04}" for place in range(1, len(names) + 1)], names
    for name in names:
        first = read("data", "sql", "migrations", name).split("\n")[0]
        assert first.startswith(f"-- {name[:-4]}:"), f"{name} begins with another name: {first}"


@tests.case
def refusals_are_those_of_the_database():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "texts.c")
        run("python3", path("src", "store", "make-refusal-texts.py"), out)
        with open(out, encoding="utf-8") as file:
            assert file.read() == read("src", "store", "apoyo-refusal-texts.c"), \
                "run src/store/make-refusal-texts.py"


@tests.case
def new_processes_begin_with_the_checks_that_ship():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "checks.sql")
        run("python3", path("src", "core", "make-default-checks.py"), out)
        with open(out, encoding="utf-8") as file:
            assert file.read() == read("data", "sql", "functions", "35-default-checks.sql"), \
                "run src/core/make-default-checks.py"


@tests.case
def the_database_takes_the_causes_of_the_catalogue():
    there = re.findall(r'{ { "([a-z_]+)", "R2[.]', read("src", "core", "apoyo-cause.c"))
    sql = read("data", "sql", "functions", "21-imports.sql")
    assert len(there) == 12 and f"'{{{','.join(there)}}}'" in sql, there
    assert f"'is not one of {', '.join(there)}'" in sql, "the reason names them all"


# What no test can bring about by itself, and why.
UNTESTED_REFUSALS = {
    "AP409",  # three other commands match one support to other citizens between a read and its lock
}


@tests.case
def every_refusal_is_raised_by_a_test():
    catalogue = read("data", "sql", "functions", "00-refusals.sql")
    codes = set(re.findall(r"\('(AP\d{3})',", catalogue[:catalogue.index("CREATE OR REPLACE")]))
    names = [n for kind in ("*.sql", "*.py", "*.c")
             for n in glob.glob(path("tests", "**", kind), recursive=True)
             if not n.endswith("check-files.py")]
    found = set()
    for name in names:
        with open(name, encoding="utf-8") as file:
            found.update(re.findall(r"AP\d{3}", file.read()))
    missing = codes - found - UNTESTED_REFUSALS
    assert codes and not missing, sorted(missing)
    assert not UNTESTED_REFUSALS & found, "tested by now"
    assert not UNTESTED_REFUSALS - codes, "no such refusal"


@tests.case
def spanish_is_formally_right():
    run("msgfmt", "--check", "--output-file=/dev/null", path("po", "es.po"))


@tests.case
def spanish_is_complete():
    with tempfile.TemporaryDirectory() as folder:
        merged = os.path.join(folder, "es.po")
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file=" + merged,
            path("po", "es.po"), template(folder))
        done = subprocess.run(["msgfmt", "--statistics", "--output-file=/dev/null", merged],
                              capture_output=True, text=True, env=dict(os.environ, LC_ALL="C"))
        missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", merged],
                                 capture_output=True, text=True).stdout
        words = re.findall(r'^msgid "(.+)"', missing, re.M)
        assert "untranslated" not in done.stderr and "fuzzy" not in done.stderr, \
            f"{done.stderr}{words}"


@tests.case
def spanish_has_no_line_the_program_does_not_use():
    with tempfile.TemporaryDirectory() as folder:
        merged = os.path.join(folder, "es.po")
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file=" + merged,
            path("po", "es.po"), template(folder))
        stale = subprocess.run(["msgattrib", "--only-obsolete", merged],
                               capture_output=True, text=True).stdout
        assert "msgid" not in stale, stale


tests.main()
