"""Promoventes and auxiliaries whose right to collect ends or changes while phones are sending.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import time

from intake_client import KEYS, Capture, act, sql
from intake_suite import refused, server, tests

# The phone's clock is not the server's, and does not matter: what counts is how long before the
# sending the capture was made.
SENT = "2026-01-02T03:05:05Z"


def captured(seconds_ago, **changes):
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ",
                       time.gmtime(time.mktime(time.strptime(SENT, "%Y-%m-%dT%H:%M:%SZ"))
                                   - time.timezone - seconds_ago))
    return Capture(captured_at=at, sent_at=SENT, **changes)


def auxiliary(process, promovente):
    return sql(f"SELECT min(id) FROM apoyo.auxiliary WHERE process = {process}"
               f" AND promovente = {promovente}")


def revision(process, promovente):
    return sql(f"SELECT revision FROM apoyo.promovente WHERE process = {process}"
               f" AND number = {promovente}")


def suspended(process, promovente):
    act(f"apoyo.suspend_promovente({process}, {promovente}, {revision(process, promovente)},"
        " 'fraud', 'INE/CG2/2026')")


def reinstated(process, promovente):
    act(f"apoyo.reinstate_promovente({process}, {promovente}, {revision(process, promovente)},"
        " 'court', 'INE/CG3/2026')")


@tests.case
def a_suspended_promovente_collects_nothing_more_and_others_go_on():
    mine, other = server.register(2, 1), server.register(2, 3)
    assert captured(0, process=2).send(server, mine)[0] == 201
    earlier = captured(0, process=2)
    assert earlier.send(server, mine)[0] == 201
    suspended(2, 1)
    try:
        refused(captured(0, process=2).send(server, mine), 409, "promovente-not-active")
        assert captured(0, process=2, promovente=3).send(server, other)[0] == 201
        # What was acknowledged is acknowledged again; what was captured before still comes.
        assert earlier.send(server, mine)[0] == 200
        assert captured(60, process=2).send(server, mine)[0] == 201
        # Until there is no time left for sending.
        sql("UPDATE apoyo.promovente SET barred = tstzmultirange(tstzrange(now() - interval"
            " '25 hours', NULL)) WHERE process = 2 AND number = 1")
        refused(captured(26 * 3600, process=2).send(server, mine), 409, "promovente-not-active")
    finally:
        reinstated(2, 1)
    assert captured(0, process=2).send(server, mine)[0] == 201
    # What was captured while it was suspended is nothing, however late it is sent.
    refused(captured(3600, process=2).send(server, mine), 409, "promovente-not-active")
    sql("UPDATE apoyo.promovente SET barred = '{}' WHERE process = 2 AND number = 1")


@tests.case
def a_window_of_ones_own_is_what_counts():
    mine = server.register(2, 1)
    sql("UPDATE apoyo.promovente SET opens_at = now() + interval '1 hour'"
        " WHERE process = 2 AND number = 1")
    refused(captured(0, process=2).send(server, mine), 409, "process-not-open")
    sql("UPDATE apoyo.promovente SET opens_at = NULL, closes_at = now() - interval '1 hour'"
        " WHERE process = 2 AND number = 1")
    status, _, body = captured(0, process=2).send(server, mine)
    assert status == 201 and body["situation"] == "late", body
    late = body["folio"]
    status, _, body = captured(2 * 3600, process=2).send(server, mine)
    assert status == 201 and body["situation"] == "processing", body
    # Extended while phones send.
    act(f"apoyo.set_promovente_window(2, 1, {revision(2, 1)}, NULL, now() + interval '40 days',"
        " 'INE/CG4/2026', 'court')")
    status, _, body = captured(0, process=2).send(server, mine)
    assert status == 201 and body["situation"] == "processing", body
    # What came in between lies in the period now.
    status, _, body = server.get(f"/v1/supports/{late}", {"Authorization": f"Bearer {mine}"})
    assert status == 200 and body["situation"] == "processing", body
    sql("UPDATE apoyo.promovente SET closes_at = NULL WHERE process = 2 AND number = 1")


@tests.case
def a_revoked_auxiliary_is_out_at_once_with_every_phone():
    first, second = server.register(2, 3), server.register(2, 3)
    assert captured(0, process=2, promovente=3).send(server, first)[0] == 201
    before = captured(0, process=2, promovente=3)
    assert before.send(server, second)[0] == 201
    revoked = auxiliary(2, 3)
    act(f"apoyo.revoke_auxiliary({revoked}, 'shared the key')")
    # The server knew both phones a moment ago, and asks again all the same.
    for token in (first, second):
        refused(captured(0, process=2, promovente=3).send(server, token), 403, "device-revoked")
    status, headers, body = server.request(
        "POST", "/v1/devices", json.dumps({"auxiliary_key": "-".join(["FFFFF"] * 4), "label": "x"}),
        {"Content-Type": "application/json"})
    refused((status, headers, body), 403, "invalid-auxiliary-key")
    # The person is registered anew, with another key; what came before stays.
    assert sql(f"SELECT count(*) FROM apoyo.support WHERE capture = '{before.id}'") == "1"
    act("apoyo.register_auxiliary(2, 3, sha256('KKKKKKKKKKKKKKKKKKKK'))")
    KEYS[2, 3] = "K"
    assert captured(0, process=2, promovente=3).send(server, server.register(2, 3))[0] == 201


@tests.case
def a_phone_of_one_process_sends_nothing_to_another():
    mine = server.register(1, 1)
    for process in (2, 3):
        refused(captured(0, process=process).send(server, mine), 403, "other-process")
    refused(captured(0, promovente=2).send(server, mine), 403, "other-process")
    assert captured(0).send(server, mine)[0] == 201


@tests.case
def an_auxiliary_is_heard_of_to_the_hour():
    mine = server.register(1, 2)
    assert captured(0, promovente=2).send(server, mine)[0] == 201
    assert act("(SELECT l.last_sent_at > now() - interval '1 minute' FROM apoyo.auxiliary_list AS l"
               f" WHERE l.auxiliary = {auxiliary(1, 2)})") == "t"
