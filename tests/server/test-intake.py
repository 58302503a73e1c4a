"""The intake, spoken to over real HTTP with a real database behind it.

Every answer of every case is held against data/openapi.yaml, and the file against all of them.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import intake_requests  # noqa: F401
import intake_people  # noqa: F401
import intake_everywhere  # noqa: F401
import intake_bad_days  # noqa: F401
import openapi
from intake_client import Capture
from intake_suite import server, tests, token

SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="[^"\\]*",?)+)\})? (-?[0-9.e+]+)')
# Documented, and never seen in a test, with the reason.
UNREACHABLE = {}


@tests.case
def metrics_are_what_prometheus_reads():
    status, headers, text = server.get("/metrics")
    assert status == 200 and headers["Content-Type"] == "text/plain; version=0.0.4", headers
    kinds, samples = {}, {}
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert kind in ("counter", "gauge", "histogram") and name not in kinds, line
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            name, labels, value = SAMPLE.fullmatch(line).groups()
            family = re.sub(r"_(bucket|sum|count)$", "", name)
            assert name in kinds or kinds.get(family) == "histogram", line
            assert (name, labels) not in samples, line
            samples[name, labels] = float(value)
    assert samples["apoyo_intake_requests_total", 'code="201"'] > 10
    assert samples["apoyo_intake_supports_stored_total", None] > 10
    assert all(n.endswith("_total") == (k == "counter") for n, k in kinds.items()), kinds
    buckets = [v for (n, _), v in samples.items() if n == "apoyo_intake_support_seconds_bucket"]
    assert buckets == sorted(buckets) and len(buckets) > 5
    assert buckets[-1] == samples["apoyo_intake_support_seconds_count", None] > 10


@tests.case
def the_description_is_openapi():
    openapi.check_document()


@tests.case
def the_description_names_the_servers_codes():
    codes = {code: status for _, status, code in openapi.documented()
             if code and status not in (501, 505)}
    assert codes == openapi.server_codes(), codes.items() ^ openapi.server_codes().items()
    assert len(codes) > 30
    problem = openapi.document["components"]["schemas"]["Problem"]
    assert set(problem["properties"]["code"]["enum"]) == set(codes)


@tests.case
def the_description_agrees_with_what_is_accepted():
    metadata = openapi.resolve({"$ref": "#/components/schemas/Metadata"})
    openapi.check_schema(metadata, Capture().metadata)
    location = {"latitude": 19.4, "longitude": -99.1, "accuracy": 12.5}
    capture = Capture(location=location)
    openapi.check_schema(metadata, capture.metadata)
    assert capture.send(server, token)[0] == 201
    bare = Capture()
    for name in [n for n in bare.metadata["credential"] if n != "model"]:
        del bare.metadata["credential"][name]
    del bare.metadata["location"], bare.metadata["names"]["paternal"]
    openapi.check_schema(metadata, bare.metadata)
    assert bare.send(server, token)[0] == 201


@tests.case
def every_answer_that_is_described_was_seen():
    unseen = openapi.documented() - openapi.seen
    assert unseen == set(UNREACHABLE), sorted(unseen ^ set(UNREACHABLE), key=str)


@tests.case
def no_answer_was_seen_that_is_not_described():
    assert openapi.seen <= openapi.documented(), openapi.seen - openapi.documented()


@tests.case
def the_log_holds_no_personal_data():
    server.check_log()


tests.main(server.stop)
