#!/usr/bin/env python3
"""Writes data/sql/functions/35-default-checks.sql from data/catalogues/checks.json: what the
programs ship as defaults is what the database gives a new process.

Usage: make-default-checks.py [FILE]   (the file in data/sql/functions)
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
data = os.path.join(here, "../../data")
HEAD = """-- 35-default-checks: the settings of the checks that a new process begins with.
--
-- Made by src/core/make-default-checks.py from data/catalogues/checks.json; do not edit.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.default_checks()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $checks$
"""
TAIL = """$checks$::jsonb;
END;

RESET ROLE;
"""


def main():
    with open(os.path.join(data, "catalogues/checks.json"), encoding="utf-8") as file:
        text = file.read()
    json.loads(text)
    target = sys.argv[1] if len(sys.argv) > 1 else \
        os.path.join(data, "sql/functions/35-default-checks.sql")
    with open(target, "w", encoding="utf-8") as file:
        file.write(HEAD + text + TAIL)


main()
