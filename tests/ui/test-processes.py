"""The processes, as those who configure them use the page: the real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, count, until, wait_for  # noqa: E402

SENSITIVE = Atspi.StateType.SENSITIVE
tests = tap.Suite()
stack = Stack(build, 3000)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")

SIGN_IN = "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n"
DRAFT = """SELECT apoyo.create_configured_process(jsonb_build_object(
    'format', 'apoyo-ciudadano/process', 'version', 1, 'code', 'DF27', 'kind', 'federal_deputy',
    'name', 'Distrito federal 12 de prueba', 'simulacro', false, 'scope', '09-F12',
    'geography', '{"version": 1}'::jsonb, 'acuerdo', 'INE/CG443/2026',
    'opens_at', to_char(now() + interval '10 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
    'closes_at', to_char(now() + interval '70 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
    'rule', (SELECT document FROM apoyo.kind_list WHERE kind = 'federal_deputy'),
    'changes', '{}'::jsonb, 'promoventes', '[]'::jsonb), NULL, NULL)"""
DRAFT_PROCESS = int(stack.sql("ruben", SIGN_IN + DRAFT))
NAME = "Distrito federal 12 de prueba"
CONTEST = "Candidatura independiente, diputación federal 09-12"

console = Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)


def setup(text):
    return stack.sql("ruben", SIGN_IN + text)


def rows():
    """The processes in the list, by the names that a screen reader says."""
    processes = console.find("Procesos", "list")
    return [node.get_name() for node in console.walk(processes)
            if processes and node.get_role_name() == "list item"]


def choose(name):
    console.choose_process(setup(f"SELECT code FROM apoyo.process_list WHERE name = '{name}'"), name)


def editable(name):
    return wait_for(f"the field {name}", lambda: find_editable(name))


def find_editable(name):
    return next((node for node in console.walk() if node.get_name() == name
                 and node.get_editable_text_iface() and node.is_in_view()), None)


def fill(name, text):
    console.steadily(lambda: console.type_into(editable(name), text))


def enabled(name):
    """The button, once it can be pressed."""
    def find():
        node = console.find(name, "push button")
        return node if node and node.get_state_set().contains(SENSITIVE) else None
    return wait_for(f"“{name}” to be possible", find)


def confirm(name):
    """Presses the button that ends the dialog or answers the question on top, and lets it go."""
    windows = console.windows()
    console.click(console.button(name))
    console.wait_gone(windows - 1)


@tests.case
def the_list_is_that_of_the_database():
    console.wait("Buscar proceso")
    processes = int(setup("SELECT count(*) FROM apoyo.process_list"))
    wait_for("every process", lambda: len(rows()) == processes)
    for name, state in (line.split("|") for line in setup(
            "SELECT name, state FROM apoyo.process_list").split("\n")):
        word = {"draft": "Borrador", "ready": "Listo", "open": "Abierto", "closing": "En cierre",
                "closed": "Cerrado", "certified": "Certificado"}[state]
        assert any(row.startswith(f"{name}, {word}") for row in rows()), (name, state, rows())
    drills = int(setup("SELECT count(*) FROM apoyo.process_list WHERE simulacro"))
    assert sum("Simulacro" in row for row in rows()) == drills > 0


@tests.case
def the_search_needs_no_accents():
    console.type_into(console.wait("Buscar proceso"), "REVOCACION")
    wait_for("one row", lambda: len(rows()) == 1)
    console.type_into(console.wait("Buscar proceso"), "")
    wait_for("every row", lambda: len(rows()) > 2)


@tests.case
def what_fails_stands_in_words_before_it_can_be_ready():
    choose(NAME)
    console.shows("no tiene promoventes")
    console.shows("Falta 1 cosa para poder declararlo listo")
    button = console.wait("Declarar listo…", "push button")
    assert not button.get_state_set().contains(SENSITIVE)


@tests.case
def cards_say_what_the_rule_says():
    required = setup("SELECT required FROM apoyo.process_list WHERE code = 'DF26'")
    choose(CONTEST)
    console.shows(count(int(required)))
    console.shows(" secciones")
    console.shows("Modelos E, F, G y H")


@tests.case
def a_promovente_is_added_and_read_back():
    choose(NAME)
    console.tab("Promoventes")
    console.open("Agregar…")
    fill("Nombre", "Juana Muestra Ficticia")
    fill("Ámbito", "09-F12")
    confirm("Agregar")
    console.shows("Juana Muestra Ficticia")
    found = setup(f"SELECT name, scope FROM apoyo.promovente_setup_list"
                  f" WHERE process = {DRAFT_PROCESS}")
    assert found == "Juana Muestra Ficticia|09-F12", found
    console.shows("Todo se cumple: puede declararse listo")


@tests.case
def a_refusal_stays_in_the_dialog_with_what_was_typed():
    console.open("Agregar…")
    fill("Nombre", "Pedro Muestra Ficticio")
    fill("Ámbito", "09-F99")
    console.click(enabled("Agregar"))
    console.shows("09-F99")
    until(lambda: console.key("Escape"), "the question",
          lambda: console.is_shown("¿Descartar lo que escribió?"))
    confirm("Cancelar")
    assert console.text(editable("Nombre")) == "Pedro Muestra Ficticio"
    fill("Ámbito", "09-F12")
    confirm("Agregar")
    wait_for("both", lambda: setup(f"SELECT count(*) FROM apoyo.promovente_setup_list"
                                   f" WHERE process = {DRAFT_PROCESS}") == "2")


def write_percentage(value):
    console.tab("Reglas")
    until(lambda: console.click(console.button("Cambiar: Umbral de cada quien")), "the form",
          lambda: find_editable("Porcentaje de la Lista Nominal"))
    fill("Porcentaje de la Lista Nominal", value)


@tests.case
def a_rule_is_changed_in_a_draft_after_its_effect_was_shown():
    choose(NAME)
    write_percentage("1.5")
    console.shows("deshecho: nada se ha guardado")
    assert setup(f"SELECT rule_version FROM apoyo.process_list WHERE process = {DRAFT_PROCESS}") == "1"
    button = console.wait("Aplicar", "push button")
    assert not button.get_state_set().contains(SENSITIVE), "without a reason"
    fill("Motivo", "Ajuste de prueba")
    fill("Acuerdo del Consejo General", "INE/CG500/2026")
    enabled("Aplicar")
    with stack.locked("apoyo.rule", "SHARE"):  # nobody writes there
        console.press(editable("Acuerdo del Consejo General"))
        console.key("ctrl+Return")
        wait_for("it to be asked for", lambda: not console.wait(
            "Aplicar", "push button").get_state_set().contains(SENSITIVE))
        console.key("Escape")
        time.sleep(1)  # it would slide out
        assert console.is_shown("deshecho: nada se ha guardado"), "how it ends is told there"
    wait_for("the second version", lambda: setup(
        f"SELECT rule_version FROM apoyo.process_list WHERE process = {DRAFT_PROCESS}") == "2")
    stored = setup("SELECT document ->> 'percentage', acuerdo, reason, adopted_by"
                   f" FROM apoyo.rule_history WHERE process = {DRAFT_PROCESS} AND version = 2")
    assert stored == "1.5|INE/CG500/2026|Ajuste de prueba|ruben", stored
    console.shows("DF27 · reglas v2")


@tests.case
def an_opening_is_proposed_with_its_figures_and_taken_back():
    required = int(setup(f"SELECT required FROM apoyo.process_list WHERE process = {DRAFT_PROCESS}"))
    choose(NAME)
    console.open("Declarar listo…")
    console.shows(f"{count(required)} de ")
    confirm("Declarar listo")
    console.open("Proponer apertura…")
    console.shows("DF27")
    confirm("Proponer apertura")
    console.open("Retirar…")
    console.shows("Ya nadie podrá firmarla")
    console.write("Motivo", "Propuesta de prueba")
    confirm("Retirar")
    ended = wait_for("its end", lambda: setup(
        "SELECT state, reason FROM apoyo.proposal_list"
        f" WHERE process = {DRAFT_PROCESS} AND kind = 'open-process' AND state = 'refused'"))
    assert ended == "refused|Propuesta de prueba", ended
    setup(f"""SELECT apoyo.back_to_draft({DRAFT_PROCESS}, (SELECT revision FROM apoyo.process_list
        WHERE process = {DRAFT_PROCESS}), 'Prueba')""")
    console.wait("Declarar listo…", "push button")


@tests.case
def two_people_who_change_one_rule_see_each_other():
    write_percentage("1.25")
    setup_sofia = stack.sql("sofia", SIGN_IN + f"""SELECT apoyo.change_rule({DRAFT_PROCESS},
        (SELECT revision FROM apoyo.process_list WHERE process = {DRAFT_PROCESS}),
        (SELECT document || '{{"hearing_days": 7}}' FROM apoyo.rule_history
          WHERE process = {DRAFT_PROCESS} AND version = 2), '{{}}', 'INE/CG501/2026', 'Otra prueba')""")
    assert setup_sofia == "3", setup_sofia
    console.shows("Sofía Cárdenas cambió la regla")
    assert console.text(editable("Porcentaje de la Lista Nominal")).startswith("1.25"), "input is kept"
    console.click(console.wait("Conservar la mía", "push button"))
    fill("Motivo", "Las dos")
    fill("Acuerdo del Consejo General", "INE/CG502/2026")
    console.click(enabled("Aplicar"))
    wait_for("the fourth version", lambda: setup(
        f"SELECT rule_version FROM apoyo.process_list WHERE process = {DRAFT_PROCESS}") == "4")
    both = json.loads(setup("SELECT document FROM apoyo.rule_history"
                            f" WHERE process = {DRAFT_PROCESS} AND version = 4"))
    assert both["percentage"] == "1.25" and both["hearing_days"] == 7, both
    console.shows("DF27 · reglas v4")


@tests.case
def a_change_that_was_begun_elsewhere_is_asked_about():
    write_percentage("1.4")
    console.shows("deshecho: nada se ha guardado")
    console.click(enabled("Volver a la lista"))
    choose(CONTEST)
    console.open("Cambiar: Umbral de cada quien")
    console.shows("¿Descartar el otro cambio?")
    confirm("Volver a él")
    console.shows("clave DF27 · reglas v4")
    assert console.text(editable("Porcentaje de la Lista Nominal")).startswith("1.4")
    console.open("Descartar")
    console.shows("¿Descartar lo que escribió?")
    confirm("Descartar")
    wait_for("the form to go", lambda: not find_editable("Porcentaje de la Lista Nominal"))
    console.shows("DF27 · reglas v4")


@tests.case
def a_change_in_an_open_process_takes_a_second_person():
    choose(CONTEST)
    write_percentage("1")
    console.shows("deshecho: nada se ha guardado")
    fill("Motivo", "Sentencia de prueba")
    fill("Acuerdo del Consejo General", "INE/CG600/2026")
    console.click(enabled("Aplicar con 2.ª firma…"))
    console.shows("falta la segunda firma")
    proposal = setup("SELECT proposal FROM apoyo.proposal_list WHERE kind = 'change-rule'"
                     " AND state = 'waiting'")
    assert setup("SELECT rule_version FROM apoyo.process_list WHERE code = 'DF26'") == "1"
    signed = stack.sql("sofia", SIGN_IN + f"""SELECT state FROM apoyo.sign_proposal({proposal},
        (SELECT plan_hash FROM apoyo.proposal_inbox WHERE proposal = {proposal}))""")
    assert signed == "applied", signed
    console.shows("DF26 · reglas v2")
    stored = setup("SELECT document ->> 'percentage', adopted_by, countersigned_by"
                   " FROM apoyo.rule_history AS r JOIN apoyo.process_list AS p USING (process)"
                   " WHERE p.code = 'DF26' AND version = 2")
    assert stored == "1|ruben|sofia", stored
    required = int(setup("SELECT required FROM apoyo.process_list WHERE code = 'DF26'"))
    console.shows(count(required))


@tests.case
def the_history_tells_who_and_on_what_authority():
    console.tab("Historial")
    console.shows("INE/CG600/2026")
    console.shows("Rubén Salas y Sofía Cárdenas")
    console.shows("Sentencia de prueba")
    console.shows("Cambio de reglas: aplicado")
    console.key("ctrl+f")
    entry = console.wait("Buscar en el historial")
    console.type_into(entry, "nadie así")
    console.shows("Nada coincide con «nadie así»")
    console.type_into(entry, "sofia sentencia")
    console.shows("Sentencia de prueba")
    wait_for("only what matches", lambda: "Cambio de reglas: aplicado" not in console.words())
    console.type_into(entry, "")
    console.tab("Reglas")


@tests.case
def the_configuration_is_exported_whole():
    console.more("Exportar configuración…")
    path = os.path.join(exports, "DF26.json")
    wait_for("the file", lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    with open(path, encoding="utf-8") as file:
        exported = json.load(file)
    stored = json.loads(setup("SELECT apoyo.process_configuration("
                              "(SELECT process FROM apoyo.process_list WHERE code = 'DF26'), true)"))
    assert exported == stored


@tests.case
def twenty_two_thousand_promoventes_are_found_as_one_types():
    choose("Revocación de mandato 2026")
    console.tab("Promoventes")
    console.shows("RM-00001", 30)
    console.type_into(console.wait("Buscar promoventes del proceso"), "RM-22419")
    console.shows("RM-22419", 30)


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running(), "the console has ended"
    assert not console.complaints(), "".join(console.complaints())


def close():
    console.close()
    stack.close()


tests.main(close)
