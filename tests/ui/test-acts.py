"""What is done with a process and its promoventes: configurations as files and templates, an import
with planted errors and columns chosen by hand, windows, standing, keys, connections that are cut
and two windows: the real program on a private cluster. Each act is read back from the database.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, read_csv, until, wait_for  # noqa: E402

exports = tempfile.mkdtemp(prefix="apoyo-exports.")
os.environ["XDG_DATA_HOME"] = exports  # drafts that are not saved yet are kept there
tests = tap.Suite()
stack = Stack(build, 600)
opened = {}
CONTEST = "Candidatura independiente, diputación federal 09-12"
DRAFT = "Distrito federal 12 de prueba"
ACUERDO = "INE/CG700/2026"


def ask(text, user="ruben"):
    return stack.ask(user, text)


def process(code, columns):
    return ask(f"SELECT {columns} FROM apoyo.process_list WHERE code = '{code}'")


def person(code, number, columns):
    return ask(f"SELECT {columns} FROM apoyo.promovente_setup_list AS m JOIN apoyo.process_list AS p"
               f" USING (process) WHERE p.code = '{code}' AND m.promovente = {number}")


def complaints(console):
    """But for what it says of the sessions that are ended here on purpose."""
    return [line for line in console.complaints() if "terminating connection" not in line]


def open_as(user):
    while opened:
        console = opened.popitem()[1]
        console.close()
        assert not complaints(console), "".join(complaints(console))
    opened[user] = Console(build, ["--dir", stack.dir, "--user", user], exports)
    opened[user].wait("Páginas", seconds=60)
    opened[user].key("alt+1")
    opened[user].wait("Buscar proceso", seconds=60)
    return opened[user]


def choose(console, name):
    console.choose_process(ask(f"SELECT code FROM apoyo.process_list WHERE name = '{name}'"), name)


def drafts():
    return ask("SELECT count(*) FROM apoyo.draft_list")


def leave_assistant(console):
    """It opens when the console has the answer, a moment after the database has the draft."""
    button = console.button("Guardar borrador y salir", 30)
    windows = console.windows()
    console.click(button)
    console.wait_gone(windows - 1, "the assistant")


# --- configurations ---------------------------------------------------------------------------------


@tests.case
def a_process_is_a_template_for_the_next():
    stack.prepare_process("DF27", DRAFT, False)
    console = open_as("ruben")
    choose(console, CONTEST)
    console.more("Copiar como plantilla")
    wait_for("the draft", lambda: drafts() == "1")
    copied = json.loads(ask("SELECT configuration FROM apoyo.draft_list"))
    whole = json.loads(process("DF26", "apoyo.process_configuration(process, false)"))
    assert copied["name"] == f"{CONTEST} (copia)", copied["name"]
    assert copied["rule"] == whole["rule"] and copied["scope"] == whole["scope"]
    assert not {"code", "opens_at", "closes_at", "acuerdo", "promoventes"} & set(copied), copied
    leave_assistant(console)


@tests.case
def an_exported_configuration_comes_back_as_a_draft():
    console = opened["ruben"]
    choose(console, CONTEST)
    console.more("Exportar configuración…")
    path = os.path.join(exports, "DF26.json")
    wait_for("the file", lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    document.update(code="DF30", name="Importado de prueba")
    document["rule"]["hearing_days"] = 9
    with open(os.path.join(exports, "import.json"), "w", encoding="utf-8") as file:
        json.dump(document, file)
    console.more("Importar configuración…")
    wait_for("the draft", lambda: drafts() == "2")
    stored = json.loads(ask("SELECT configuration FROM apoyo.draft_list"
                            " WHERE configuration ->> 'code' = 'DF30'"))
    assert stored == document, "not what the file says"
    leave_assistant(console)


@tests.case
def what_differs_from_the_file_is_shown_and_nothing_else():
    console = opened["ruben"]
    choose(console, CONTEST)
    console.more("Comparar con un archivo…")
    wait_for("the differences", lambda: console.find("Diferencias"))
    console.shows("Importado de prueba")
    assert any("9" in word for word in console.words() if "día" in word), console.words()[-30:]
    console.escape()


@tests.case
def a_file_that_is_no_configuration_is_refused_in_words():
    console = opened["ruben"]
    with open(os.path.join(exports, "import.json"), "w", encoding="utf-8") as file:
        file.write('{"format": "otra cosa"}')
    console.more("Importar configuración…")
    console.shows("no es la configuración de un proceso")
    console.escape()
    assert drafts() == "2"


@tests.case
def a_draft_that_is_discarded_is_had_back():
    console = opened["ruben"]

    def row():
        return next((node for node in console.walk(console.find("Procesos", "list"))
                     if node.get_role_name() == "list item"
                     and node.get_name().startswith("Importado de prueba, ")), None)

    def chosen():
        return row().get_state_set().contains(Atspi.StateType.SELECTED)
    until(lambda: console.press(wait_for("the draft", row)), "it to be chosen", chosen)
    console.click(console.button("Eliminar el borrador"))
    wait_for("it to go", lambda: drafts() == "1")
    console.shows("Se eliminó el borrador")
    wait_for("it to leave the list", lambda: not row())
    console.key("ctrl+z")
    wait_for("it to come back", lambda: drafts() == "2")
    wait_for("it to be chosen again", chosen)
    console.button("Eliminar el borrador")


# --- promoventes from a file ------------------------------------------------------------------------


PEOPLE = os.path.join(exports, "aspirantes.csv")
PEOPLE_ROWS = [("Juana Muestra Ficticia", "09-F12", "x"), ("", "09-F12", "x"),
               ("Pedro Muestra Ficticio", "09-F99", "x"), ("Rosa Muestra Ficticia", "09-F12", "x")]


def write_people(rows):
    with open(PEOPLE, "w", encoding="latin-1", newline="") as file:
        file.write("QUIEN;DONDE;OTRA\r\n" + "".join(";".join(row) + "\r\n" for row in rows))


def take_column(console, title, downs):
    """By the keys, as its list stands over the window: “not imported” stands first."""
    console.press(wait_for(title, lambda: next(
        (node for node in console.walk() if node.get_role_name() == "combo box"
         and node.get_name().startswith(title)), None)))
    time.sleep(0.7)
    subprocess.run(["xdotool", "key", *["Down"] * downs, "Return"], check=True)
    time.sleep(0.7)
    console.program.forget()


@tests.case
def columns_that_nobody_knows_are_chosen_by_hand():
    console = opened["ruben"]
    write_people(PEOPLE_ROWS)
    choose(console, DRAFT)
    console.tab("Promoventes")
    console.open("Importar…")
    console.type_into(wait_for("the field", lambda: console.find_entry("Ruta del archivo")), PEOPLE)
    console.shows("En el paso siguiente")
    console.click(console.button("Continuar"))
    console.shows("Ninguna columna es todavía")
    take_column(console, "QUIEN", 3)
    take_column(console, "DONDE", 4)
    wait_for("every column", lambda: not any("Ninguna columna es todavía" in word
                                             for word in console.words()))


@tests.case
def bad_rows_are_listed_and_exported_and_nobody_is_registered():
    console = opened["ruben"]
    console.click(console.button("Comprobar"))
    console.shows("Todo o nada", 60)
    console.click(console.button("Exportar lista…"))
    pattern = os.path.join(exports, "*-problemas.csv")
    wait_for("the list", lambda: any(map(os.path.getsize, glob.glob(pattern))))
    path = glob.glob(pattern)[0]
    lines = {int(row[1]) for row in read_csv(path)[1:] if row[0] == "error"}
    assert lines == {3, 4}, lines
    assert process("DF27", "promoventes") == "0"


@tests.case
def the_corrected_file_registers_them():
    console = opened["ruben"]
    write_people([PEOPLE_ROWS[0], PEOPLE_ROWS[3]])
    console.click(console.button("Comprobar de nuevo"))
    console.click(console.button("Registrar promoventes", 60))
    console.shows("2 promoventes")
    console.click(console.button("Cerrar"))
    console.wait_gone(1)
    assert ask("SELECT string_agg(m.name || ' ' || m.scope, ', ' ORDER BY m.promovente)"
               " FROM apoyo.promovente_setup_list AS m JOIN apoyo.process_list AS p USING (process)"
               " WHERE p.code = 'DF27'") == \
        "Juana Muestra Ficticia 09-F12, Rosa Muestra Ficticia 09-F12"


# --- one promovente ---------------------------------------------------------------------------------


def choose_person(console, folio):
    console.type_into(console.wait("Buscar promoventes del proceso"), folio)

    def alone():
        rows = [node for node in console.walk(console.find("Promoventes del proceso"))
                if node.get_role_name() == "table row" and node.get_name().startswith("CI-")]
        return rows[0] if len(rows) == 1 and rows[0].get_name().startswith(folio) else None
    until(lambda: console.steadily(lambda: console.press(wait_for(f"{folio} alone", alone))),
          "it to be chosen", lambda: any(word.endswith(f"· {folio}") for word in console.words()))


def give_reason(console, reason):
    def fill():
        console.write("Motivo", reason)
        console.write("Acuerdo del Consejo General", ACUERDO)
    return fill


@tests.case
def a_promovente_is_suspended_and_comes_back():
    console = opened["ruben"]
    choose(console, CONTEST)
    console.tab("Promoventes")
    choose_person(console, "CI-02")
    console.confirm("Suspender…", "Suspender", give_reason(console, "Medida cautelar de prueba"))
    wait_for("its standing", lambda: person("DF26", 2, "m.state") == "suspended")
    assert stack.told("DF26", "promovente-suspended") == 1
    console.confirm("Reincorporar…", "Reincorporar", give_reason(console, "Terminó la medida"))
    wait_for("its standing", lambda: person("DF26", 2, "m.state") == "active")
    assert stack.told("DF26", "promovente-reinstated") == 1
    console.button("Suspender…")


@tests.case
def a_promovente_withdraws():
    console = opened["ruben"]
    console.confirm("Desistimiento…", "Registrar desistimiento",
                    give_reason(console, "Escrito de desistimiento de prueba"))
    wait_for("its standing", lambda: person("DF26", 2, "m.state") == "withdrawn")
    assert stack.told("DF26", "promovente-withdrawn") == 1


@tests.case
def a_promovente_gets_a_window_of_its_own():
    console = opened["ruben"]
    choose_person(console, "CI-03")
    end = (datetime.datetime.now() + datetime.timedelta(days=80)).strftime("%d/%m/%Y") + " 23:59"

    def fill():
        console.write("Fin", end)
        console.shows("deshecho: nada se ha guardado")
        give_reason(console, "Resolución de prueba")()
    console.confirm("Plazo…", "Fijar plazo", fill)
    stored = wait_for("the window", lambda: person(
        "DF26", 3, "to_char(m.closes_at AT TIME ZONE p.time_zone, 'DD/MM/YYYY HH24:MI')"))
    assert stored == end, stored


@tests.case
def a_key_is_revoked_with_a_reason():
    console = opened["ruben"]
    console.open("Auxiliares…")
    name = wait_for("a key", lambda: next((node.get_name() for node in console.walk() if
                    node.get_name().startswith("Revocar al auxiliar ")), None))
    console.confirm(name, "Revocar", lambda: console.write("Motivo", "Teléfono perdido"))
    console.shows("Teléfono perdido")
    revoked = ask("SELECT a.revoked_reason FROM apoyo.auxiliary_list AS a JOIN apoyo.process_list AS p"
                  " USING (process) WHERE p.code = 'DF26' AND a.promovente = 3"
                  " AND a.revoked_at IS NOT NULL")
    assert revoked == "Teléfono perdido", revoked
    console.escape()


# --- the process ------------------------------------------------------------------------------------


@tests.case
def an_extension_of_an_open_process_is_proposed_with_its_effect():
    console = opened["ruben"]
    console.tab("Plazos")
    end = (datetime.datetime.now() + datetime.timedelta(days=75)).strftime("%d/%m/%Y") + " 23:59"
    between = datetime.datetime.now() + datetime.timedelta(days=70)
    before = None

    def fill():
        nonlocal before
        console.write("Fin", end)
        ask(f"""SELECT p.proposal FROM apoyo.process_list AS l CROSS JOIN LATERAL apoyo.propose('change-rule',
            l.process, '{{"closes_at": "{between:%Y-%m-%d}T23:59:00-06:00", "acuerdo": "{ACUERDO}",
            "reason": "r"}}') AS p WHERE l.code = 'DF26'""", "sofia")
        ask("SELECT s.state FROM apoyo.proposal_inbox AS i CROSS JOIN LATERAL"
            " apoyo.sign_proposal(i.proposal, i.plan_hash) AS s WHERE i.code = 'DF26'")
        console.shows(f"→ {between:%d/%m/%Y} 23:59 · usted: {end}")
        before = person("DF26", 3, "extract(epoch FROM m.closes_at - p.closes_at)")
        console.press(console.wait("También a quienes tienen plazo propio, otro tanto"))
        console.shows("deshecho: nada se ha guardado")
        give_reason(console, "Sentencia de prueba")()
    console.confirm("Prorrogar plazo…", "Aplicar con 2.ª firma…", fill)
    waiting = wait_for("the proposal", lambda: ask(
        "SELECT kind || ' ' || proposed_by FROM apoyo.proposal_list WHERE code = 'DF26'"
        " AND state = 'waiting'"))
    assert waiting == "change-rule ruben", waiting
    ask("SELECT s.state FROM apoyo.proposal_inbox AS i CROSS JOIN LATERAL"
        " apoyo.sign_proposal(i.proposal, i.plan_hash) AS s WHERE i.code = 'DF26'", "sofia")
    assert process("DF26", "to_char(closes_at AT TIME ZONE time_zone, 'DD/MM/YYYY HH24:MI')") == end
    after = person("DF26", 3, "extract(epoch FROM m.closes_at - p.closes_at)")
    assert after == before, f"a window of its own goes on by as much: {before} s, then {after} s"


@tests.case
def data_of_a_draft_are_changed():
    console = opened["ruben"]
    choose(console, DRAFT)
    windows = console.windows()
    console.more("Datos del proceso…")
    wait_for("the dialog", lambda: console.windows() > windows)
    console.write("Nombre", "Distrito 12, otro nombre")
    give_reason(console, "Corrección de prueba")()
    console.click(console.button("Cambiar"))
    wait_for("the name", lambda: process("DF27", "name") == "Distrito 12, otro nombre")
    wait_for("the dialog to go", lambda: console.windows() == windows)


# --- when the connection goes in the middle ---------------------------------------------------------


def cut(user):
    """The server ends every session of that person, as a network that fails would."""
    ended = stack.sql("postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                      f" WHERE usename = '{user}'")
    assert int(ended) > 0, "no session"


def text_in(console, title):
    window = console.top()
    node = next(node for node in console.walk(window)
                if node.get_name() == title and node.get_editable_text_iface())
    return console.text(node)


@tests.case
def a_lost_connection_costs_a_dialog_nothing():
    console = opened["ruben"]
    console.tab("Promoventes")
    console.open("Agregar…")
    console.write("Nombre", "Laura Muestra Ficticia")
    console.write("Ámbito", "09-F12")
    cut("ruben")
    time.sleep(0.3)
    assert text_in(console, "Nombre") == "Laura Muestra Ficticia"
    assert text_in(console, "Ámbito") == "09-F12"

    def sent():
        """Refused in words as long as there is no connection; then it goes."""
        if console.windows() == 2:
            try:
                console.click(console.button("Agregar", 1))
            except AssertionError:  # it is being sent, or was
                pass
            time.sleep(0.7)
        return console.windows() == 1
    wait_for("it to be sent", sent)
    assert ask("SELECT count(*) FROM apoyo.promovente_setup_list"
               " WHERE name = 'Laura Muestra Ficticia'") == "1", "once"


@tests.case
def a_lost_connection_costs_a_change_of_rules_nothing():
    console = opened["ruben"]
    console.tab("Reglas")
    until(lambda: console.click(console.button("Cambiar: Garantía de audiencia")), "the form",
          lambda: console.button("Descartar", 1))
    console.write("Motivo", "Ajuste de prueba")
    console.write("Acuerdo del Consejo General", ACUERDO)
    console.write("Garantía de audiencia", "8")
    cut("ruben")
    console.shows("deshecho: nada se ha guardado", 40)
    assert text_in(console, "Motivo") == "Ajuste de prueba"
    console.click(console.button("Aplicar", 40))
    wait_for("the rule", lambda: process("DF27", "rule_version") == "2")


@tests.case
def a_lost_connection_costs_the_assistant_nothing():
    console = opened["ruben"]
    until(lambda: console.key("ctrl+n"), "the assistant", lambda: console.windows() == 2)
    console.wait("Candidatura independiente: diputación federal")
    cut("ruben")
    console.write("Nombre", "Escrito sin conexión")
    stored = "SELECT count(*) FROM apoyo.draft_list WHERE configuration ->> 'name' = 'Escrito sin conexión'"
    wait_for("the draft", lambda: ask(stored) == "1")
    leave_assistant(console)


# --- two who look at the same process ---------------------------------------------------------------


def can_press(console, ending):
    """The button in view whose label ends so."""
    return wait_for(ending, lambda: next((
        node for node in console.walk() if node.get_name().endswith(ending)
        and node.get_role_name() == "push button" and node.is_in_view()), None)) \
        .get_state_set().contains(Atspi.StateType.SENSITIVE)


@tests.case
def nothing_of_the_process_before_stands_under_the_name_of_the_next():
    console = opened["ruben"]
    choose(console, CONTEST)
    console.tab("Reglas")
    required = f"{int(process('DF26', 'required')):,}"
    console.shows(required)
    with stack.locked("apoyo.rule", "ACCESS EXCLUSIVE"):
        console.choose_process("DF27", "Distrito 12, otro nombre")
        assert required not in console.words(console.find("ApoyoRulesTab")), "of the one before"
        assert not can_press(console, "Cambiar: Garantía de audiencia"), "a rule that is not there yet"
        console.tab("Promoventes")
        assert not can_press(console, "Agregar…"), "to a scope that is not there yet"
        console.tab("Plazos")
        assert not can_press(console, " plazo…"), "a window that is not there yet"
        console.tab("Reglas")
    wait_for("its own figures", lambda: "8 días" in console.words(console.find("ApoyoRulesTab")))


@tests.case
def two_windows_show_each_others_changes():
    ruben = opened["ruben"]
    ruben.tab("Promoventes")
    sofia = Console(build, ["--dir", stack.dir, "--user", "sofia"], exports)
    try:
        sofia.wait("Buscar proceso", seconds=60)
        choose(sofia, "Distrito 12, otro nombre")
        sofia.tab("Promoventes")
        sofia.shows("Laura Muestra Ficticia")
        sofia.confirm("Agregar…", "Agregar", lambda: sofia.write("Nombre", "Elsa Muestra Ficticia"))
        ruben.shows("Elsa Muestra Ficticia", 20)
        ruben.confirm("Agregar…", "Agregar", lambda: ruben.write("Nombre", "Iris Muestra Ficticia"))
        sofia.shows("Iris Muestra Ficticia", 20)
        assert not sofia.complaints(), "".join(sofia.complaints())
    finally:
        sofia.close()


@tests.case
def gtk_has_nothing_to_complain_of():
    for console in opened.values():
        assert console.is_running(), "the console has ended"
        assert not complaints(console), "".join(complaints(console))


def close():
    for console in opened.values():
        console.close()
    stack.close()


tests.main(close)
