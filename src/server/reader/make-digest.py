"""Writes a header with a digest of source files: which reader it was that read a picture.

usage: make-digest.py HEADER FILE…
SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import os
import sys

digest = hashlib.sha256()
for name in sorted(sys.argv[2:], key=os.path.basename):
    with open(name, "rb") as file:
        digest.update(hashlib.sha256(file.read()).digest())
with open(sys.argv[1], "w", encoding="ascii") as header:
    header.write(f'#define APOYO_READER_DIGEST "{digest.hexdigest()[:12]}"\n')
