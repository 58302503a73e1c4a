"""What the cases of the intake share: one suite, one apoyod, one phone.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402
from intake_client import Server, load_fixture, sql  # noqa: E402

tests = tap.Suite()
load_fixture()
# Times that are soon over and yet longer than a busy machine holds up who sends at once.
server = Server("--header-timeout", "3", "--body-timeout", "5", "--token-life", "1")
token = server.register()


def refused(answer, status, code, field=None):
    assert answer[0] == status, answer
    assert answer[1]["Content-Type"] == "application/problem+json", answer[1]
    body = answer[2]
    assert body["code"] == code, body
    assert field is None or body.get("field") == field, body
    return body


def n_supports():
    return int(sql("SELECT count(*) FROM apoyo.support"))


def wait_until(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.02)
