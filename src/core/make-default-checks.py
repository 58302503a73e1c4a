#!/usr/bin/env python3
"""Writes data/sql/functions/35-default-checks.sql from data/catalogues/checks.json, check-bounds.json
and articles.json: what the programs ship as defaults is what the database gives a new process, how
large the members may be is the same for both, and each check names the article of its own kind.

Usage: make-default-checks.py [FILE]   (the file in data/sql/functions)
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
data = os.path.join(here, "../../data")
HEAD = """-- 35-default-checks: the settings of the checks that a new process begins with, and their bounds.
--
-- Made by src/core/make-default-checks.py from data/catalogues/checks.json, check-bounds.json and
-- articles.json; do not edit.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.default_checks()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $checks$
"""
BOUNDS = """$checks$::jsonb;
END;

CREATE OR REPLACE FUNCTION apoyo.check_bounds()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $bounds$
"""
ARTICLES = """$bounds$::jsonb;
END;

CREATE OR REPLACE FUNCTION apoyo.check_articles()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $articles$
"""
TAIL = """$articles$::jsonb;
END;

RESET ROLE;
"""


def read(name):
    with open(os.path.join(data, "catalogues", name), encoding="utf-8") as file:
        text = file.read()
    json.loads(text)
    return text


def main():
    text, bounds, articles = (read(name) for name in
                              ("checks.json", "check-bounds.json", "articles.json"))
    target = sys.argv[1] if len(sys.argv) > 1 else \
        os.path.join(data, "sql/functions/35-default-checks.sql")
    with open(target, "w", encoding="utf-8") as file:
        file.write(HEAD + text + BOUNDS + bounds + ARTICLES + articles + TAIL)


main()
