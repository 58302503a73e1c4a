#!/usr/bin/env python3
"""Writes apoyo-refusal-texts.c for the translators: the refusals of 00-refusals.sql, and the
reasons for which rows of a file cannot be taken, of the functions of the imports.

Usage: make-refusal-texts.py [FILE]   (the file beside this script)
SPDX-License-Identifier: GPL-3.0-or-later
"""

import glob
import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))
functions = os.path.join(here, "../../data/sql/functions")
# What a reason begins with: it follows the name of a field.
VERBS = ("is|are|has|goes|repeats|does|belongs|stands|lies|differs|was|needs|begins|ends|cannot|"
         "may|must|comes|would")
HEAD = """/* apoyo-refusal-texts.c: what the database says no with, to be translated.
 *
 * Made by make-refusal-texts.py; do not edit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-refusal-texts.h"

/* clang-format off */
const ApoyoRefusalText apoyo_refusal_texts[] = {
"""
MIDDLE = """  { NULL, NULL, NULL },
};

const char *const apoyo_refusal_reasons[] = {
"""
TAIL = """  NULL,
};
"""


def read():
    with open(os.path.join(functions, "00-refusals.sql"), encoding="utf-8") as file:
        text = file.read()
    text = text[:text.index("CREATE OR REPLACE FUNCTION")]
    word = r"'((?:[^']|'')*)'"
    found = re.findall(r"\(" + word + r",\s*" + word + r",\s*" + word + r"\)", text)
    assert len(found) == text.count("('AP"), "a refusal is written in a way this does not read"
    return sorted(tuple(part.replace("''", "'") for part in row) for row in found)


def read_reasons():
    """'is empty', and with something behind it 'repeats the person of line %1$s'."""
    found = set()
    for name in glob.glob(os.path.join(functions, "2*.sql")):
        with open(name, encoding="utf-8") as file:
            text = re.sub(r"--[^\n]*", "", file.read())
        for reason, more, rest in re.findall(
                r"'((?:" + VERBS + r") [^'\n]*)'(\s*\|\|[^'|]*(?:\|\|\s*'([^'\n]*)')?)?", text):
            found.add(reason + ("%1$s" + rest if more else ""))
    return sorted(found)


def literal(text):
    return 'N_ ("' + text.replace("\\", "\\\\").replace('"', '\\"') + '")'


# xgettext:no-c-format: PostgreSQL's placeholders look like C's, and are filled otherwise.
def row(code, message, hint):
    mark = "/* xgettext:no-c-format */"
    return (f'  {{ "{code}",\n    {mark}\n    {literal(message)},\n'
            f"    {mark}\n    {literal(hint)} }},\n")


with open(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "apoyo-refusal-texts.c"), "w",
          encoding="utf-8") as out:
    out.write(HEAD + "".join(row(*refusal) for refusal in read())
              + MIDDLE + "".join(f"  /* xgettext:no-c-format */\n  {literal(reason)},\n"
                                 for reason in read_reasons()) + TAIL)
