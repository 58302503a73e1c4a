"""The end of a process by two people: it begins to close, is closed, certified and archived, each in
the window of another closer and read back from the database. Real program, private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import sys
import tempfile

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Console, Stack, until, wait_for  # noqa: E402

exports = tempfile.mkdtemp(prefix="apoyo-exports.")
tests = tap.Suite()
stack = Stack(build, 600)
opened = {}
ENDING = "Proceso que termina de prueba"
CERTIFIED = "Candidatura independiente, presidencia municipal 05-M030"


def ask(text, user="ruben"):
    return stack.ask(user, text)


def process(code, columns):
    return ask(f"SELECT {columns} FROM apoyo.process_list WHERE code = '{code}'")


def make_process():
    """An open process whose time is up, grace included."""
    number = ask(f"""SELECT apoyo.create_process('ZZ26', '{ENDING}', 'revocation', r.document,
        now() - interval '1 hour', now() + interval '30 days', 'INE/CG1/2026', true)
        FROM apoyo.rule_history AS r WHERE r.process = 1 ORDER BY r.version DESC LIMIT 1""")
    ask(f"""SELECT apoyo.register_promovente({number}, 1, 'ZZ26-1', 'Promovente de prueba', 'MX')
            \\g /dev/null
        SELECT apoyo.declare_ready({number}, (SELECT revision FROM apoyo.process_list
                                               WHERE process = {number})) \\g /dev/null
        SELECT proposal FROM apoyo.propose('open-process', {number})""")
    ask("SELECT s.state FROM apoyo.proposal_inbox AS i CROSS JOIN LATERAL"
        " apoyo.sign_proposal(i.proposal, i.plan_hash) AS s WHERE i.code = 'ZZ26'", "sofia")
    stack.sql("postgres", """UPDATE apoyo.process SET opens_at = opens_at - interval '60 days',
        closes_at = closes_at - interval '60 days', created_at = created_at - interval '61 days',
        ready_at = ready_at - interval '61 days', opened_at = opened_at - interval '61 days'
        WHERE code = 'ZZ26'""")


def open_as(user):
    while opened:
        console = opened.popitem()[1]
        console.close()
        assert not console.complaints(), "".join(console.complaints())
    opened[user] = Console(build, ["--dir", stack.dir, "--user", user], exports)
    opened[user].wait("Páginas", seconds=60)
    opened[user].key("alt+1")
    opened[user].wait("Buscar proceso", seconds=60)
    return opened[user]


def choose(console, code, name):
    """Found by its code: the list shows only what has room."""
    console.type_into(console.wait("Buscar proceso"), code)
    console.choose_process(code, name)


def sign(console, signer, *titles):
    """In the inbox."""
    until(lambda: console.key("ctrl+b"), "the inbox", lambda: console.windows() == 2)
    for title, name in titles:
        code = title.split()[-1]
        until(lambda t=title: console.press(wait_for(t, lambda: console.find_label(t))),
              f"{name} in view", lambda n=name: any(n in word for word in console.words(
                  console.top())))
        console.confirm("Firmar")
        waiting = f"SELECT count(*) FROM apoyo.proposal_list WHERE code = '{code}' AND state = 'waiting'"
        wait_for("the signature", lambda w=waiting: ask(w, signer) == "0")
    console.escape()  # while the answer to “Firmar” is going, Escape is that one's


@tests.case
def the_closing_begins_when_the_time_is_up():
    make_process()
    console = open_as("carlos")
    choose(console, "ZZ26", ENDING)
    console.shows("El plazo terminó")
    console.confirm("Iniciar cierre…", "Iniciar cierre",
                    lambda: console.write("Motivo", "Terminó el periodo de prueba"))
    wait_for("the state", lambda: process("ZZ26", "state") == "closing")
    console.confirm("Proponer cierre…", "Proponer cierre")
    choose(console, "MU26", CERTIFIED)
    console.confirm("Proponer certificación…", "Proponer certificación")
    assert process("ZZ26", "state") == "closing" and process("MU26", "state") == "closed", "one only"


@tests.case
def the_second_closer_closes_and_certifies():
    console = open_as("diego")
    sign(console, "diego", ("Cerrar el proceso · ZZ26", ENDING),
         ("Certificar el resultado · MU26", CERTIFIED))
    wait_for("the close", lambda: process("ZZ26", "state") == "closed")
    wait_for("the certificate", lambda: process("MU26", "state") == "certified")
    assert stack.told("MU26", "process-certified") == 1
    choose(console, "MU26", CERTIFIED)
    console.confirm("Proponer archivo…", "Proponer archivo")


@tests.case
def an_archived_process_takes_two_too():
    console = open_as("carlos")
    assert process("MU26", "state") == "certified"
    sign(console, "carlos", ("Archivar el proceso · MU26", CERTIFIED))
    wait_for("the archive", lambda: process("MU26", "state") == "archived")
    assert stack.told("MU26", "process-archived") == 1


@tests.case
def personal_data_end_by_two_people_and_once():
    roll = "SELECT count(*) FROM apoyo.support AS s JOIN apoyo.process AS p ON p.id = s.process WHERE p.code = 'MU26'"
    received = stack.sql("postgres", roll)
    console = opened["carlos"]
    choose(console, "MU26", CERTIFIED)
    console.confirm("Proponer destrucción de datos…", "Proponer destrucción de datos")
    console.shows("Destrucción de datos, propuesta de")
    purged = "SELECT purged_at IS NOT NULL FROM apoyo.process WHERE code = 'MU26'"
    assert stack.sql("postgres", purged) == "f"
    console = open_as("diego")
    sign(console, "diego", ("Destruir los datos personales · MU26", CERTIFIED))
    wait_for("the end of the data", lambda: stack.sql("postgres", purged) == "t")
    choose(console, "MU26", CERTIFIED)
    console.shows("borrados sus datos personales")
    assert not console.find("Proponer destrucción de datos…", "push button")
    assert stack.sql("postgres", roll) == received
    assert stack.sql("postgres", roll + " AND s.roll > 0") == "0"


@tests.case
def gtk_has_nothing_to_complain_of():
    for console in opened.values():
        assert console.is_running(), "the console has ended"
        assert not console.complaints(), "".join(console.complaints())


def close():
    for console in opened.values():
        console.close()
    stack.close()


tests.main(close)
