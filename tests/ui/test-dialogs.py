"""Dialogs, as people use them who close them by mistake, work beside others and lose the connection: the
real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session. Pictures of what
it passes through go to the folder APOYO_PICTURES, where there is one.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import os
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, read_csv, until, wait_for  # noqa: E402

SENSITIVE = Atspi.StateType.SENSITIVE
QUESTION = "¿Descartar lo que escribió?"
LOST = "Se perdió la conexión; lo que escribió se conserva"
tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
CODE, NAME = "ZS27", "Simulacro de diálogos"
in_65, in_75 = (datetime.datetime.now() + datetime.timedelta(days=days) for days in (65, 75))
MINE, THEIRS_SHOWN = in_65.strftime("%d/%m/%Y 23:59"), in_75.strftime("%d/%m/%Y 23:59")
THEIRS = in_75.strftime("%Y-%m-%d 23:59")


def ruben(text):
    return stack.ask("ruben", text)


def sofia(text):
    return stack.ask("sofia", text)


# A drill in preparation, with one promovente.
PROCESS = stack.prepare_process(CODE, NAME, True)
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
        return next((node for node in reversed(list(console.walk(console.top())))
                     if node.get_name() == name and test(node)
                     and node.is_in_view()), None)
    return wait_for(f"“{name}” in the window on top", found)


def field(name):
    return in_last_window(name, lambda node: node.get_editable_text_iface())


def fill(name, text):
    console.steadily(lambda: console.type_into(field(name), text))


def gone_to(windows):
    wait_for(f"{windows} windows", lambda: console.windows() == windows)


def answer(name, windows):
    console.click(console.button(name))
    gone_to(windows)


def open_from_menu(item):
    console.open_by(lambda: console.more(item), item)


def see_mark(name):
    """Of a dialog that is opened for it; it goes by Escape alone."""
    windows = console.open(name)
    wait_for(f"the mark of “{name}”", console.is_marked)
    console.key("Escape")
    gone_to(windows)


def choose(name):
    console.choose_process(CODE, name)


def choose_person(folio="ZS-1", name="Ada Muestra"):
    console.tab("Promoventes")
    until(lambda: console.press(wait_for("the promovente", lambda: console.find_label(folio))),
          "the promovente to be chosen", lambda: console.is_shown(f"{name} · "))


def choose_person_again():
    choose_person("ZS-9", "Ada de Prueba")


def give_reason(reason):
    fill("Motivo", reason)
    fill("Acuerdo del Consejo General", "INE/CG502/2026")


@tests.case
def a_dialog_over_a_drill_says_so_and_keeps_what_was_typed():
    console.wait("Buscar proceso")
    choose(NAME)
    choose_person()
    console.open("Cambiar…")
    assert console.is_marked(), "the dialog is not marked as a drill's"
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
def what_is_opened_from_a_dialog_and_the_file_say_that_it_is_a_drill():
    choose_person_again()
    console.open("Auxiliares…")
    assert console.is_marked()
    see_mark("Registrar auxiliar…")
    see_mark("Importar auxiliares")
    console.key("Escape")
    gone_to(1)
    path = os.path.join(exports, f"{CODE}-promoventes.csv")
    console.click(console.button("Exportar esta lista (CSV)"))
    wait_for("the file", lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    assert f"{NAME} · SIMULACRO · " in read_csv(path)[0][0], read_csv(path)[0]


@tests.case
def two_processes_are_compared_and_what_differs_is_what_the_database_says():
    other = ruben("SELECT name FROM apoyo.process_list WHERE code = 'DF26'")
    differences = ruben(f"""SELECT count(*) FROM apoyo.configuration_difference(
        apoyo.process_configuration({PROCESS}, false),
        apoyo.process_configuration((SELECT process FROM apoyo.process_list WHERE code = 'DF26'), false))""")
    open_from_menu("Comparar con otro proceso…")
    fill("Buscar procesos para comparar", "nadie así")
    console.shows("Nada coincide con «nadie así»")
    fill("Buscar procesos para comparar", "df26")
    console.press(wait_for("the other", lambda: console.find(other, inside=console.top())))
    rows = wait_for("the differences", lambda: [
        node for node in console.walk(console.find("Diferencias", "list"))
        if node.get_role_name() == "list item"])
    wait_for("the mark", console.is_marked)
    assert len(rows) == int(differences) > 3, (len(rows), differences)
    console.shows("Candidatura independiente, diputación federal 09-12")
    picture("differences")
    left = [row.get_name() for row in rows if "diputación federal 09-12" in row.get_name()]
    fill("Buscar diferencias", "candidatura diputacion 09-12")
    wait_for("the others to go", lambda: left == [
        node.get_name() for node in console.walk(console.find("Diferencias", "list"))
        if node.get_role_name() == "list item"])
    fill("Buscar diferencias", "")
    console.key("Escape")
    gone_to(1)


@tests.case
def a_window_that_somebody_else_set_is_shown_and_mine_sent_again():
    choose_person_again()
    console.open("Plazo…")
    closes = "to_char(closes_at AT TIME ZONE 'America/Mexico_City', 'DD/MM/YYYY HH24:MI')"
    fill("Fin", MINE)
    sofia(f"""SELECT apoyo.set_promovente_window({PROCESS}, 1, {person("revision")}, NULL,
        '{THEIRS}'::timestamp AT TIME ZONE 'America/Mexico_City', 'INE/CG504/2026', 'r')""")
    console.shows("Sofía Cárdenas cambió esto entretanto")
    console.shows(f"· usted: {MINE}")
    assert console.text(field("Fin")) == MINE
    give_reason("Prueba")
    answer("Fijar plazo", 1)
    assert person(closes) == MINE, person(closes)


@tests.case
def a_window_of_the_process_that_somebody_else_moved_is_shown_and_mine_sent_again():
    console.tab("Plazos")
    console.open("Cambiar plazo…")
    assert console.is_marked()
    fill("Fin", MINE)
    sofia(f"""SELECT apoyo.amend_process({PROCESS}, {revision()}, jsonb_build_object('closes_at',
        to_char('{THEIRS}'::timestamp, 'YYYY-MM-DD"T"HH24:MI:00"-06:00"')), 'INE/CG501/2026', 'Otra prueba')""")
    console.shows(f"→ {THEIRS_SHOWN} · usted: {MINE}")
    assert console.text(field("Fin")) == MINE
    give_reason("Prueba")
    answer("Aplicar", 1)
    stored = ruben(f"SELECT to_char(closes_at AT TIME ZONE time_zone, 'DD/MM/YYYY HH24:MI')"
                   f" FROM apoyo.process_list WHERE process = {PROCESS}")
    assert stored == MINE, stored


@tests.case
def what_somebody_else_changed_of_the_process_is_shown_and_mine_sent_again():
    open_from_menu("Datos del proceso…")
    fill("Nombre", "Otro nombre")
    sofia(f"""SELECT apoyo.amend_process({PROCESS}, {revision()},
        '{{"name": "Nombre de Sofía"}}', 'INE/CG501/2026', 'Otra prueba')""")
    console.shows(f"Nombre: {NAME} → Nombre de Sofía · usted: Otro nombre")
    picture("data")
    give_reason("Prueba")
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
    console.open("Suspender…")
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


@tests.case
def a_session_that_is_ended_leaves_the_dialog_as_it_is():
    choose_person_again()
    console.open("Reincorporar…")
    fill("Motivo", "Fin de la prueba")
    end_sessions_of("ruben")
    console.shows("La conexión volvió: puede enviarlo de nuevo", 60)
    assert console.text(field("Motivo")) == "Fin de la prueba"
    console.key("Escape")
    console.shows(QUESTION)
    answer("Descartar", 1)


@tests.case
def a_rule_that_was_begun_is_not_lost_with_the_window():
    console.tab("Reglas")
    until(lambda: console.click(console.button("Cambiar: Umbral de cada quien")), "the form",
          lambda: console.button("Descartar", 1))
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
    console.open("Descartar")
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
    console.open_by(lambda: console.key("ctrl+b"), "Propuestas")
    until(lambda: console.press(wait_for("the row", lambda: console.find_label(
        "Abrir el proceso · ZP27"))), "it to be shown",
        lambda: console.is_shown("Propuesta por Sofía Cárdenas"))
    rows = [node.get_name() for node in console.walk(console.find("Propuestas", "list"))
            if node.get_role_name() == "list item"]
    assert any("Abrir el proceso · ZP27, Simulacro" in (row or "") for row in rows), rows
    fill("Motivo para rechazarla", "Falta el acuerdo")
    console.key("Escape")
    console.shows(QUESTION)
    answer("Cancelar", 2)
    console.open("Firmar")
    console.shows("Es un simulacro: nada de esto es real.")
    picture("sign")
    answer("Cancelar", 2)
    assert console.text(field("Motivo para rechazarla")) == "Falta el acuerdo"
    console.key("Escape")
    answer("Descartar", 1)


@tests.case
def a_total_that_somebody_else_stated_is_shown_and_nothing_typed_lost():
    console.key("alt+2")
    console.open_by(lambda: console.press(wait_for("the row", lambda: next(
        (node for node in console.walk(console.find("Calidad de los datos", "list"))
         if (node.get_name() or "").startswith("Sumas contra lo publicado")), None), 60)), "Totales")
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
    def choose_item():
        console.click(console.wait("Más sobre el marco geográfico", "push button").get_child_at_index(0))
        console.click(console.menu_item("Listas de excepción…"))
    console.open_by(choose_item, "Listas de excepción")


@tests.case
def an_exception_list_that_is_replaced_can_be_had_back():
    ruben("SELECT apoyo.store_exception_list(1, 'Papel', 0, 'INE/CG1/2026', 'ine', '{09001,09002}')")
    console.shows("secciones", 30)
    open_lists()
    console.click(console.button("Sustituir…", 40))
    fill("Claves", "09001")
    sofia("SELECT apoyo.store_exception_list(1, 'Papel', 1, 'INE/CG2/2026', 'ine', '{09001,09003}')")
    console.shows("Sofía Cárdenas guardó esta lista entretanto: INE/CG1/2026 → INE/CG2/2026, +1 −1")
    picture("exceptions")
    console.open("Nueva lista…")
    console.shows(QUESTION)
    answer("Cancelar", 2)
    console.click(console.button("Guardar"))
    console.shows("La lista «Papel» fue reemplazada", 30)
    console.point(console.button("Deshacer"))  # so that it stays
    console.shows("INE/CG1/2026 · ", 40)  # read again: what is done next begins from there
    codes = "SELECT codes::text || acuerdo FROM apoyo.exception_lists(1)"
    assert ruben(codes) == "{09-M001}INE/CG1/2026", ruben(codes)
    console.click(console.button("Deshacer"))
    console.shows("La lista está como antes", 30)
    console.shows("INE/CG2/2026 · ", 40)
    assert ruben(codes) == "{09-M001,09-M003}INE/CG2/2026", ruben(codes)
    console.open("Renombrar…")
    fill("Nombre de la lista", "Papel 2027")
    console.click(console.button("Renombrar"))
    gone_to(2)
    names = "SELECT string_agg(name, ',') FROM apoyo.exception_lists(1)"
    wait_for("the name", lambda: ruben(names) == "Papel 2027")
    console.shows("Papel 2027", 40)
    until(lambda: console.click(console.button("Quitar")), "the list to go", lambda: ruben(names) == "")
    console.shows("La lista «Papel 2027» se quitó")
    until(lambda: console.click(console.button("Deshacer")), "the list to come back",
          lambda: ruben(codes) == "{09-M001,09-M003}INE/CG2/2026")
    console.escape()  # the note, and the dialog


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running(), "the console has ended"
    assert not console.complaints(), "".join(console.complaints())


def close():
    console.close()
    stack.close()


tests.main(close)
