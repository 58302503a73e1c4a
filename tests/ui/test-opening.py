"""A candidatura independiente from nothing to open, by three people who click and type.

Rubén configures it, adds an aspirante, declares it ready and proposes to open it; Sofía signs; what
each step leaves is read back from the database.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import json
import os
import sys
import tempfile

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, until, wait_for  # noqa: E402

exports = tempfile.mkdtemp(prefix="apoyo-exports.")
os.environ["XDG_DATA_HOME"] = exports  # what is not saved yet is kept there
tests = tap.Suite()
stack = Stack(build, 0)
consoles = {}
failed = []
NAME = "Diputación federal, Distrito 7 de la Ciudad de México"
ACUERDO = "INE/CG443/2023"
PERSON = "Juana Muestra Ficticia"
opens = datetime.datetime.now() + datetime.timedelta(days=2)


def step(function):
    """A case that goes on from the one before; after one that failed there is nothing to wait for."""
    def run():
        assert not failed, f"not reached: “{failed[0]}” failed"
        try:
            function()
        except BaseException:
            failed.append(function.__name__)
            raise
    run.__name__ = function.__name__
    return tests.case(run)


def open_as(user):
    """One console at a time: each person has their own machine."""
    while consoles:
        consoles.popitem()[1].close()
    consoles[user] = Console(build, ["--dir", stack.dir, "--user", user], exports)
    return consoles[user]


def ask(text, user="ruben"):
    return stack.sql(user, "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n" + text)


def process(columns):
    return ask(f"SELECT {columns} FROM apoyo.process_list WHERE code = 'DF07'")


def events(kind):
    return stack.sql("postgres", f"""SELECT count(*) FROM apoyo.event AS e
        JOIN apoyo.process AS p ON p.id = e.process AND p.code = 'DF07'
        WHERE convert_from(e.body, 'UTF8')::jsonb ->> 'kind' = '{kind}'""")


def kept(path, value):
    """The draft is saved as one types."""
    wait_for(f"{path} = {value} in the draft", lambda: ask(
        "SELECT configuration #>> '{" + path + "}' FROM apoyo.draft_list") == value)


def go_on(console, title):
    until(lambda: console.click(console.button(f"Siguiente: {title}")), "the next page",
          lambda: console.find(f"Siguiente: {title}", "push button") is None)
    console.wait_shown(title, "label")


def open_page(console):
    console.choose_process("DF07", NAME)
    console.shows("DF07 · reglas v1")


@step
def the_assistant_takes_its_kind_and_names():
    console = open_as("ruben")
    console.wait("Procesos")
    console.open("Nuevo")
    until(lambda: console.press(console.wait("Candidatura independiente: diputación federal",
                                             seconds=20)), "the kind in the draft",
          lambda: ask("SELECT configuration ->> 'kind' FROM apoyo.draft_list") == "federal_deputy")
    console.type_at("Nombre", NAME)
    console.type_at("Clave", "df07")
    console.type_at("Acuerdo", ACUERDO)
    kept("code", "DF07")
    kept("acuerdo", ACUERDO)


@step
def its_district_is_chosen_by_typing():
    console = consoles["ruben"]
    go_on(console, "Ámbito y corte")
    def search():
        return next((node for node in console.walk() if node.get_name() == "Buscar una demarcación"
                     and node.get_editable_text_iface() and node.is_in_view()), None)
    until(lambda: console.press(console.wait("Ámbito: Elegir…")), "the search", search)
    console.type_into(search(), "09-F07")
    wait_for("the district alone", lambda: "1 encontrada" in console.words())
    until(lambda: console.key("Return"), "it to be chosen", lambda: ask(
        "SELECT configuration ->> 'scope' FROM apoyo.draft_list") == "09-F07")


@step
def the_law_gives_thresholds_and_sixty_days():
    console = consoles["ruben"]
    go_on(console, "Umbral y dispersión")
    go_on(console, "Plazos")
    console.type_at("Abre", opens.strftime("%d/%m/%Y") + " 00:00")
    console.click(console.button("Cerrar a los 60 días de la ley"))
    wait_for("the end", lambda: ask("SELECT configuration ->> 'closes_at' FROM apoyo.draft_list"))
    go_on(console, "Verificación y duplicados")
    go_on(console, "Aspirantes")
    go_on(console, "Resumen")
    until(lambda: console.click(console.button("Crear proceso", 30)), "the process",
          lambda: process("state") == "draft", 15)
    console.wait_gone(1, "the assistant")


@step
def the_database_holds_what_was_asked_for():
    assert process("name, kind, scope, simulacro, promoventes") == \
        f"{NAME}|federal_deputy|09-F07|f|0", process("name, kind, scope, simulacro, promoventes")
    days = process("closes_at - opens_at")
    assert days == "59 days 23:59:59", days
    document, changes, acuerdo = ask(
        "SELECT h.document, h.changes, h.acuerdo FROM apoyo.rule_history AS h JOIN"
        " apoyo.process_list AS p USING (process) WHERE p.code = 'DF07'").split("|")
    rule = json.loads(document)
    assert rule["percentage"] == "2" and rule["dispersion"]["fraction"] == "1/2", rule
    assert (json.loads(changes), acuerdo) == ({}, ACUERDO), (changes, acuerdo)


@step
def without_an_aspirante_it_cannot_be_ready():
    console = consoles["ruben"]
    open_page(console)
    console.shows("no tiene promoventes")
    ready = console.wait("Declarar listo…", "push button")
    assert not ready.get_state_set().contains(Atspi.StateType.SENSITIVE)


@step
def an_aspirante_is_added():
    console = consoles["ruben"]
    console.tab("Promoventes")

    def fill():
        console.type_at("Nombre", PERSON)
        console.type_at("Ámbito", "09-F07")
    console.confirm("Agregar…", "Agregar", fill)
    console.shows(PERSON)
    found = ask("SELECT m.name, m.scope FROM apoyo.promovente_setup_list AS m"
                " JOIN apoyo.process_list AS p USING (process) WHERE p.code = 'DF07'")
    assert found == f"{PERSON}|09-F07", found


@step
def it_is_declared_ready():
    console = consoles["ruben"]
    console.confirm("Declarar listo…", "Declarar listo")
    wait_for("the state", lambda: process("state") == "ready")
    console.shows("su apertura la proponen y firman dos personas")


@step
def one_person_only_proposes_to_open_it():
    console = consoles["ruben"]
    console.confirm("Proponer apertura…", "Proponer apertura")
    proposal = wait_for("the proposal", lambda: ask(
        "SELECT kind || ' by ' || proposed_by FROM apoyo.proposal_list"
        " WHERE code = 'DF07' AND state = 'waiting'"))
    assert proposal == "open-process by ruben", proposal
    assert process("state") == "ready"
    console.shows("propuesta de Rubén Salas: falta la segunda firma")
    assert events("process-opened") == "0"


@step
def the_second_person_signs_in_the_inbox():
    console = open_as("sofia")
    console.wait("2 actos esperan su firma")
    console.open_by(lambda: console.key("ctrl+b"), "Propuestas")
    until(lambda: console.press(wait_for("the proposal", lambda: console.find_label(
        "Abrir el proceso · DF07"))), "it to be shown", lambda: any(
            NAME in word for word in console.words(console.top())))
    console.shows("Propuesta por Rubén Salas")
    console.confirm("Firmar")
    wait_for("the process to be open", lambda: process("state") == "open")
    console.shows("Firmada por Sofía Cárdenas")


@step
def the_page_shows_it_open():
    console = consoles["sofia"]
    console.escape()  # while the answer to “Firmar” is going, Escape is that one's
    console.key("alt+1")
    open_page(console)
    assert any(node.get_name().startswith(f"{NAME}, Abierto") for node in console.walk(
        console.find("Procesos", "list")) if node.get_role_name() == "list item")


@step
def the_log_holds_the_opening_with_both_names():
    assert events("process-opened") == "1"
    signed = ask("SELECT proposed_by || ' ' || signed_by FROM apoyo.proposal_list"
                 " WHERE code = 'DF07' AND kind = 'open-process' AND state = 'applied'")
    assert signed == "ruben sofia", signed


@tests.case
def nothing_complains():
    for console in consoles.values():
        assert console.is_running()
        assert not console.complaints(), console.complaints()


def close():
    for console in consoles.values():
        console.close()
    stack.close()


tests.main(close)
