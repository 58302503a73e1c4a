"""Acts of two people, as the second one signs and refuses them: the real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, until, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600, "intake,ledger,evidence")  # nobody takes the work that is stuck here
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
console = None
SIGN_IN = "SELECT apoyo.sign_in('robot', 'mesa-1') \\g /dev/null\n"


def propose(code):
    """Rubén proposes to open a drill of his own."""
    process = stack.sql("ruben", SIGN_IN + f"""
        SELECT apoyo.create_process('{code}', 'Proceso de prueba {code}', 'revocation', r.document,
                                    now() - interval '1 hour', now() + interval '30 days',
                                    'INE/CG1/2026', true)
          FROM apoyo.rule_history AS r WHERE r.process = 1 ORDER BY r.version DESC LIMIT 1""")
    stack.sql("ruben", SIGN_IN + f"""
        SELECT apoyo.register_promovente({process}, 1, '{code}-1', 'Promovente de prueba', 'MX') \\g /dev/null
        SELECT apoyo.declare_ready({process}, (SELECT revision FROM apoyo.process_list
                                                WHERE process = {process})) \\g /dev/null
        SELECT proposal FROM apoyo.propose('open-process', {process})""")


@tests.case
def what_waits_for_a_signature_is_counted_at_once():
    global console
    console = Console(build, ["--dir", stack.dir, "--user", "sofia"], exports)
    console.wait("1 acto espera su firma")
    propose("ZZ27")
    console.wait("2 actos esperan su firma")
    open_inbox()
    console.shows("Abrir el proceso · ZZ27")


def open_inbox():
    console.open_by(lambda: console.key("ctrl+b"), "Propuestas")


def choose(title, shown):
    until(lambda: console.press(wait_for("the row", lambda: console.find_label(title))), f"“{shown}”",
          lambda: console.is_shown(shown))


@tests.case
def proposals_are_found_as_one_types():
    def shown():
        return [node.get_name() for node in console.walk(console.find("Propuestas"))
                if node.get_role_name() == "list item"
                and node.is_in_view()]
    def laid_out():
        first = shown()
        time.sleep(0.3)
        return len(first) > 1 and shown() == first and first
    before = wait_for("the rows", laid_out)
    entry = console.wait("Buscar propuestas")
    console.type_into(entry, "zz27 ruben")
    wait_for("it alone", lambda: len(shown()) == 1 and "ZZ27" in shown()[0])
    console.type_into(entry, "nadie así")
    console.shows("Nada coincide con «nadie así»")
    console.type_into(entry, "")
    wait_for("all of them", lambda: shown() == before)


@tests.case
def the_second_person_signs_and_the_process_opens():
    choose("Abrir el proceso · ZZ27", "Proceso de prueba ZZ27")
    console.shows("Propuesta por Rubén Salas")
    console.confirm("Firmar")
    wait_for("the process to open", lambda: stack.sql(
        "lucia", "SELECT state FROM apoyo.process_list WHERE code = 'ZZ27'") == "open")
    console.shows("Firmada por Sofía Cárdenas")


@tests.case
def a_proposal_is_refused_with_a_reason_only():
    propose("ZZ28")
    choose("Abrir el proceso · ZZ28", "Proceso de prueba ZZ28")
    console.click(console.button("Rechazar"))
    console.shows("Escriba el motivo")
    assert stack.sql("ruben", "SELECT state FROM apoyo.proposal_list WHERE code = 'ZZ28'") == "waiting"
    console.type_at("Motivo para rechazarla", "Falta el acuerdo")
    console.click(console.button("Rechazar"))
    console.shows("Rechazada")
    told = stack.sql("ruben", "SELECT state, reason FROM apoyo.proposal_list WHERE code = 'ZZ28'")
    assert told == "refused|Falta el acuerdo", told


@tests.case
def whoever_proposed_it_sees_how_it_ended_and_signs_nothing_of_their_own():
    global console
    assert not console.complaints(), console.complaints()
    console.close()
    propose("ZZ29")
    console = Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)
    console.wait("Nada espera su firma")
    open_inbox()
    choose("Abrir el proceso · ZZ28", "Falta el acuerdo")
    choose("Abrir el proceso · ZZ29", "Usted la propuso: la segunda firma es de otra persona")
    sign = console.wait("Firmar", "push button")
    assert not sign.get_state_set().contains(Atspi.StateType.SENSITIVE)


@tests.case
def stuck_work_waits_for_another_supervisor():
    global console
    assert not console.complaints(), console.complaints()
    console.close()
    stack.sql("postgres", "CREATE ROLE otto LOGIN; GRANT apoyo_supervisor TO otto;"
              " INSERT INTO apoyo.staff (role, display_name) VALUES ('otto', 'Otto Prueba');"
              " INSERT INTO apoyo.staff_scope (role) VALUES ('otto')")
    stack.receive()
    support, folio = stack.sql("postgres", """
        UPDATE apoyo.work AS w SET attempt = 3, due_at = now() + interval '1 day'
          FROM apoyo.support AS s
         WHERE s.id = w.support AND w.kind = 'validation' AND s.process = 1
        RETURNING s.id, s.folio""").split("|")
    stack.sql("lucia", SIGN_IN + f"""
        SELECT proposal FROM apoyo.propose('requeue-stuck', 1, '{{"reason": "Disco lleno", "supports": [{support}]}}')""")
    console = Console(build, ["--dir", stack.dir, "--user", "otto"], exports)
    console.wait("1 acto espera su firma")
    open_inbox()
    choose("Reintentar el trabajo detenido · RM26",
           "Las revisiones automáticas de estos apoyos comienzan de nuevo")
    for words in ("Disco lleno", folio):
        console.shows(words)
    console.confirm("Firmar")
    console.shows("Firmada por Otto Prueba")
    assert stack.sql("postgres", f"SELECT act, made_by FROM apoyo.support_act WHERE support = {support}") == "requeued|otto"


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running()
    assert not console.complaints(), console.complaints()


def close():
    if console:
        console.close()
    stack.close()


tests.main(close)
