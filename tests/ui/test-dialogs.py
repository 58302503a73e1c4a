"""Dialogs, as people use them who close them by mistake, work beside others and lose the connection: the
real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session. Pictures of what
it passes through go to the folder APOYO_PICTURES, where there is one.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, wait_for  # noqa: E402

SENSITIVE = Atspi.StateType.SENSITIVE
QUESTION = "¿Descartar lo que escribió?"
LOST = "Se perdió la conexión; lo que escribió se conserva"
tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
SIGN_IN = "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n"
CODE, NAME = "ZS27", "Simulacro de diálogos"


def ruben(text):
    return stack.sql("ruben", SIGN_IN + text)


def sofia(text):
    return stack.sql("sofia", SIGN_IN + text)


# A drill in preparation, with one promovente.
PROCESS = int(ruben(f"""SELECT apoyo.create_configured_process(jsonb_build_object(
    'format', 'apoyo-ciudadano/process', 'version', 1, 'code', '{CODE}', 'kind', 'federal_deputy',
    'name', '{NAME}', 'simulacro', true, 'scope', '09-F12',
    'geography', '{{"version": 1}}'::jsonb, 'acuerdo', 'INE/CG443/2026',
    'opens_at', to_char(now() + interval '10 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
    'closes_at', to_char(now() + interval '70 days', 'YYYY-MM-DD"T"00:00:00"Z"'),
    'rule', (SELECT document FROM apoyo.kind_list WHERE kind = 'federal_deputy'),
    'changes', '{{}}'::jsonb, 'promoventes', '[]'::jsonb), NULL, NULL)"""))
ruben(f"SELECT apoyo.register_promovente({PROCESS}, 1, 'ZS-1', 'Ada Muestra', '09-F12')")
console = Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)


def picture(name):
    folder = os.environ.get("APOYO_PICTURES")
    if folder:
        time.sleep(0.8)
        subprocess.run(["import", "-window", "root", os.path.join(folder, f"{name}.png")], check=True)


def revision():
    return ruben(f"SELECT revision FROM apoyo.process_list WHERE process = {PROCESS}")


def person(columns):
    return ruben(f"SELECT concat_ws('|', {columns}) FROM apoyo.promovente_setup_list"
                 f" WHERE process = {PROCESS} AND promovente = 1")


def in_last_window(name, test):
    """Of the window that was opened last, what bears the name."""
    def found():
        window = console.application.get_child_at_index(console.windows() - 1)
        return next((node for node in reversed(list(console.walk(window)))
                     if node.get_name() == name and test(node)
                     and node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width > 0), None)
    return wait_for(f"“{name}” in the window on top", found)


def field(name):
    return in_last_window(name, lambda node: node.get_editable_text_iface())


def fill(name, text):
    console.steadily(lambda: console.type_into(field(name), text))


def open_by(name, windows=1):
    """Presses what opens a dialog, again when news made the button anew in that moment."""
    before = console.windows()
    for _ in range(3):
        console.click(console.button(name))
        try:
            wait_for(f"the dialog of “{name}”", lambda: console.windows() >= before + windows, 8)
            return
        except AssertionError:
            continue
    raise AssertionError(f"“{name}” opens nothing")


def gone_to(windows):
    wait_for(f"{windows} windows", lambda: console.windows() == windows)


def answer(name, windows):
    console.click(console.button(name))
    gone_to(windows)


def is_marked():
    window = console.application.get_child_at_index(console.windows() - 1)
    return "Simulacro" in console.words(window)


def tab(name):
    console.click(wait_for(f"the tab {name}", lambda: next(
        (node for node in console.walk() if node.get_name() == name and node.get_action_iface()
         and node.get_role_name() in ("push button", "toggle button")), None)))


def choose(name):
    def row():
        return wait_for(name, lambda: next(
            (node for node in console.walk(console.find("Procesos", "list"))
             if node.get_role_name() == "list item" and (node.get_name() or "").startswith(name)), None))
    console.steadily(lambda: console.press(row()))
    console.shows(f"{CODE} · reglas")


def choose_person():
    tab("Promoventes")
    console.press(wait_for("the promovente", lambda: console.find_label("Ada Muestra")
                           or console.find_label("ZS-1")))


@tests.case
def a_dialog_over_a_drill_says_so_and_keeps_what_was_typed():
    console.wait("Buscar proceso", seconds=40)
    choose(NAME)
    choose_person()
    open_by("Cambiar…")
    assert is_marked(), "the dialog is not marked as a drill's"
    fill("Nombre", "Ada de Prueba")
    console.key("Escape")
    console.shows(QUESTION)
    answer("Cancelar", 2)
    assert console.text(field("Nombre")) == "Ada de Prueba"


@tests.case
def what_somebody_else_changed_of_a_promovente_is_shown_and_mine_sent_again():
    sofia(f"SELECT apoyo.change_promovente({PROCESS}, 1, 1, 'Ada Lovelace', 'ZS-9', '09-F12')")
    console.shows("Sofía Cárdenas cambió esto entretanto")
    console.shows("Nombre: Ada Muestra → Ada Lovelace · usted: Ada de Prueba")
    console.shows("Folio: ZS-1 → ZS-9")
    picture("promovente")
    assert console.text(field("Nombre")) == "Ada de Prueba", "mine stays"
    assert console.text(field("Folio")) == "ZS-9", "what I did not touch is theirs"
    answer("Cambiar", 1)
    assert person("name, folio") == "Ada de Prueba|ZS-9", person("name, folio")


@tests.case
def what_somebody_else_changed_of_the_process_is_shown_and_mine_sent_again():
    console.press(console.wait("Más"))
    console.click(console.wait("Datos del proceso…"))
    fill("Nombre", "Otro nombre")
    sofia(f"""SELECT apoyo.amend_process({PROCESS}, {revision()},
        '{{"name": "Nombre de Sofía"}}', 'INE/CG501/2026', 'Otra prueba')""")
    console.shows(f"Nombre: {NAME} → Nombre de Sofía · usted: Otro nombre")
    picture("data")
    fill("Motivo", "Prueba")
    fill("Acuerdo del Consejo General", "INE/CG502/2026")
    answer("Cambiar", 1)
    wait_for("my name", lambda: ruben(
        f"SELECT name FROM apoyo.process_list WHERE process = {PROCESS}") == "Otro nombre")


def end_sessions_of(role):
    """As a network that breaks would, in the middle."""
    done = stack.sql("postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                     f" WHERE usename = '{role}' AND pid <> pg_backend_pid()")
    assert int(done) > 0, "there was nothing to end"


@tests.case
def a_lost_connection_takes_nothing_and_the_act_is_done_once_it_is_back():
    choose_person_again()
    open_by("Suspender…")
    fill("Motivo", "Prueba de conexión")
    fill("Acuerdo del Consejo General", "INE/CG503/2026")
    stack.stop()
    console.shows(LOST, 30)
    picture("lost")
    assert console.text(field("Motivo")) == "Prueba de conexión"
    stack.start()
    console.shows("La conexión volvió: puede enviarlo de nuevo", 60)
    answer("Suspender", 1)
    assert person("state, reason") == "suspended|Prueba de conexión", person("state, reason")


def choose_person_again():
    tab("Promoventes")
    console.press(wait_for("the promovente", lambda: console.find_label("ZS-9")))


@tests.case
def a_session_that_is_ended_leaves_the_dialog_as_it_is():
    choose_person_again()
    open_by("Reincorporar…")
    fill("Motivo", "Fin de la prueba")
    end_sessions_of("ruben")
    console.shows("La conexión volvió: puede enviarlo de nuevo", 60)
    assert console.text(field("Motivo")) == "Fin de la prueba"
    console.key("Escape")
    console.shows(QUESTION)
    answer("Descartar", 1)


@tests.case
def a_rule_that_was_begun_is_not_lost_with_the_window():
    tab("Reglas")
    console.click(console.button("Cambiar: Umbral de cada quien"))
    fill("Porcentaje de la Lista Nominal", "1.5")
    fill("Motivo", "Lo que se escribió")
    end_sessions_of("ruben")
    time.sleep(1)
    console.shows("En vivo", 60)
    assert console.text(field("Porcentaje de la Lista Nominal")).startswith("1.5")
    assert console.text(field("Motivo")) == "Lo que se escribió"
    console.key("ctrl+q")
    console.shows(QUESTION)
    answer("Cancelar", 1)
    assert console.is_running()
    console.click(console.button("Descartar"))
    console.shows(QUESTION)
    answer("Descartar", 1)
    assert ruben(f"SELECT rule_version FROM apoyo.process_list WHERE process = {PROCESS}") == "1"


@tests.case
def a_reason_to_refuse_stays_with_its_proposal_and_the_mark_with_the_drill():
    ruben(f"SELECT apoyo.set_promovente_window({PROCESS}, 1, (SELECT revision FROM"
          f" apoyo.promovente_setup_list WHERE process = {PROCESS}), NULL, NULL, 'A', 'r')")
    process = sofia("""SELECT apoyo.create_process('ZP27', 'Otro simulacro', 'revocation', r.document,
        now() - interval '1 hour', now() + interval '30 days', 'INE/CG1/2026', true)
        FROM apoyo.rule_history AS r WHERE r.process = 1 ORDER BY r.version DESC LIMIT 1""")
    sofia(f"""SELECT apoyo.register_promovente({process}, 1, 'ZP-1', 'Promovente de prueba', 'MX') \\g /dev/null
        SELECT apoyo.declare_ready({process}, (SELECT revision FROM apoyo.process_list
                                                WHERE process = {process})) \\g /dev/null
        SELECT proposal FROM apoyo.propose('open-process', {process})""")
    console.key("ctrl+b")
    console.press(wait_for("the row", lambda: console.find_label("Abrir el proceso · ZP27")))
    console.shows("Propuesta por Sofía Cárdenas")
    rows = [node.get_name() for node in console.walk(console.find("Propuestas", "list"))
            if node.get_role_name() == "list item"]
    assert any("Abrir el proceso · ZP27, Simulacro" in (row or "") for row in rows), rows
    fill("Motivo para rechazarla", "Falta el acuerdo")
    console.key("Escape")
    console.shows(QUESTION)
    answer("Cancelar", 2)
    console.click(console.button("Firmar"))
    console.shows("Es un simulacro: nada de esto es real.")
    picture("sign")
    answer("Cancelar", 2)
    assert console.text(field("Motivo para rechazarla")) == "Falta el acuerdo"
    console.key("Escape")
    answer("Descartar", 1)


@tests.case
def a_total_that_somebody_else_stated_is_shown_and_nothing_typed_lost():
    console.key("alt+2")
    console.press(wait_for("the row", lambda: next(
        (node for node in console.walk(console.find("Calidad de los datos", "list"))
         if (node.get_name() or "").startswith("Sumas contra lo publicado")), None), 30))
    fill("Clave", "09")
    fill("Total publicado", "1,000")
    sofia("SELECT apoyo.state_published_total(1, '09', -1, 2000)")
    console.shows("Otra persona lo cambió entretanto: — → 2,000")
    picture("totals")
    console.key("Escape")
    console.shows(QUESTION)
    answer("Cancelar", 2)
    console.click(console.button("Declarar"))
    wait_for("mine", lambda: ruben(
        "SELECT published FROM apoyo.geography_tree(1) WHERE code = '09'") == "1000")
    console.key("Escape")
    gone_to(1)


def open_lists():
    """From the menu, which news of the geography closes."""
    for _ in range(4):
        console.click(console.wait("Más sobre el marco geográfico", "push button").get_child_at_index(0))
        item = console.wait("Listas de excepción…")
        time.sleep(0.5)
        if item.get_action_iface() and item.act():
            return
        picture("menu")
        console.key("Escape")
        time.sleep(1)
    raise AssertionError("the lists cannot be opened")


@tests.case
def an_exception_list_that_is_replaced_can_be_had_back():
    ruben("SELECT apoyo.store_exception_list(1, 'Papel', 0, 'INE/CG1/2026', 'ine', '{09001,09002}')")
    console.shows("secciones", 30)
    open_lists()
    console.click(console.button("Sustituir…"))
    fill("Claves", "09001")
    sofia("SELECT apoyo.store_exception_list(1, 'Papel', 1, 'INE/CG2/2026', 'ine', '{09001,09003}')")
    console.shows("Sofía Cárdenas guardó esta lista entretanto: INE/CG1/2026 → INE/CG2/2026, +1 −1")
    picture("exceptions")
    console.click(console.button("Nueva lista…"))
    console.shows(QUESTION)
    answer("Cancelar", 2)
    console.click(console.button("Guardar"))
    console.shows("La lista «Papel» fue reemplazada")
    codes = "SELECT codes::text || acuerdo FROM apoyo.exception_lists(1)"
    assert ruben(codes) == "{09-M001}INE/CG1/2026", ruben(codes)
    console.click(console.button("Deshacer"))
    console.shows("La lista está como antes")
    assert ruben(codes) == "{09-M001,09-M003}INE/CG2/2026", ruben(codes)
    console.click(console.button("Renombrar…"))
    gone_to(3)
    fill("Nombre de la lista", "Papel 2027")
    console.click(console.button("Renombrar"))
    gone_to(2)
    names = "SELECT string_agg(name, ',') FROM apoyo.exception_lists(1)"
    wait_for("the name", lambda: ruben(names) == "Papel 2027")
    console.shows("Papel 2027")
    console.click(console.button("Quitar"))
    console.shows("La lista «Papel 2027» se quitó")
    wait_for("the list to go", lambda: ruben(names) == "")
    console.click(console.button("Deshacer"))
    wait_for("the list to come back", lambda: ruben(codes) == "{09-M001,09-M003}INE/CG2/2026")
    console.key("Escape")  # closes the note
    time.sleep(0.5)
    if console.windows() > 1:
        console.key("Escape")
    gone_to(1)


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running(), "the console has ended"
    assert not console.complaints(), "".join(console.complaints())


def close():
    console.close()
    stack.close()


tests.main(close)
