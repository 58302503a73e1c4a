"""A geography with planted errors, imported by the dialog: the real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import glob
import os
import subprocess
import sys
import tempfile

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import PATIENCE, Atspi, Console, Stack, count, read_csv, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 0)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
table = os.path.join(exports, "marco.txt")
console = Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)
TITLE = "Importar marco geográfico"
LIST = "Lo que está mal en el archivo"
COLUMNS = ["ENTIDAD", "NOMBRE_ENTIDAD", "DISTRITO_F", "DISTRITO_L", "MUNICIPIO", "SECCION",
           "LISTA_NOMINAL", "Nota"]
# line: column, value, as the list shows it, reason
PLANTED = {
    1204: ("SECCION", "12A4", "12A4", "No es un número de 1 a 9999"),
    1877: ("DISTRITO_F", "0", "00", "No es un número de 1 a 99"),
    9310: ("LISTA_NOMINAL", "-12", "-12", "No es un número"),
    15022: ("ENTIDAD", "33", "33", "No es una de 01 a 32"),
    22641: ("MUNICIPIO", "", "(vacío)", "Está vacío"),
}


def sql(text):
    """As the supervisor, signed in: the last line of what it says."""
    return stack.sql("lucia", "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n" + text)


def versions():
    return sql("SELECT string_agg(v.geography || ' ' || v.state, ',' ORDER BY v.geography)"
               " FROM apoyo.geography_versions() AS v")


def write_table(planted, change=lambda line, row: row):
    """The version in force as an institution would send it: Latin-1, pipes, below a title."""
    exported = os.path.join(exports, "exported.csv")
    if not os.path.exists(exported):
        subprocess.run([os.path.join(build, "src/ctl/apoyoctl"), "--dir", stack.dir, "export",
                        "geography", exported], check=True, stdout=subprocess.DEVNULL)
    names = ["ENTIDAD", "NOMBRE_ENTIDAD", "DISTRITO_FEDERAL", "DISTRITO_LOCAL", "MUNICIPIO",
             "SECCION", "LISTA_NOMINAL"]
    with open(exported, newline="", encoding="utf-8") as file, \
            open(table, "w", encoding="latin-1", newline="") as out:
        out.write("Marco geográfico electoral\r\n" + "|".join(COLUMNS) + "\r\n")
        for line, row in enumerate(csv.DictReader(file), 3):
            values = dict(zip(COLUMNS, [row[name] for name in names] + ["n"]))
            if line in planted:
                values[planted[line][0]] = planted[line][1]
            values = change(line, values)
            if values:
                out.write("|".join(values[name] for name in COLUMNS) + "\r\n")


nominal = os.path.join(exports, "lista.csv")
DAY = "2026-08-31"


def write_list(planted):
    """The Nominal List of a cut-off, for the version in force."""
    with open(table, newline="", encoding="latin-1") as file, \
            open(nominal, "w", encoding="utf-8", newline="") as out:
        out.write("ENTIDAD,SECCION,LISTA_NOMINAL,CORTE\r\n")
        next(file)
        for line, row in enumerate(csv.DictReader(file, delimiter="|"), 2):
            values = {name: row[name] for name in ("ENTIDAD", "SECCION", "LISTA_NOMINAL")}
            if line in planted:
                values[planted[line][0]] = planted[line][1]
            out.write(",".join(values.values()) + f",{DAY}\r\n")


def cutoffs():
    return sql("SELECT string_agg(n.cutoff || ' ' || n.sections, ',')"
               " FROM apoyo.geography_versions() AS v"
               " CROSS JOIN LATERAL apoyo.nominal_lists(v.geography) AS n WHERE v.state = 'adopted'")


def button(name):
    """Of the window that was opened last; the names of some have their mnemonic too."""
    windows = console.application
    for i in reversed(range(windows.get_child_count())):
        for node in console.walk(windows.get_child_at_index(i)):
            shown = node.get_name() or ""
            if node.get_role_name() == "push button" and \
                    (shown == name or shown.endswith(f" {name}")) and node.is_in_view():
                return node
    return None


def press_button(name, seconds=PATIENCE):
    """As soon as it can be pressed."""
    def ready():
        found = button(name)
        return found if found and found.get_state_set().contains(Atspi.StateType.SENSITIVE) else None
    console.click(wait_for(f"the button “{name}”", ready, seconds))


def open_dialog():
    console.open_by(lambda: console.key("ctrl+i"), "Importar")


def path_entry():
    return wait_for("the field of the file", lambda: console.find_entry("Ruta del archivo"))


def cells():
    found = console.find(LIST)
    return [word for word in console.words(found) if word] if found else []


@tests.case
def the_dialog_opens_from_the_page_of_demarcations():
    if console.find("Iniciar sesión", "push button"):
        console.click(console.find("Iniciar sesión", "push button"))
    console.wait("Demarcaciones")
    console.key("alt+2")
    console.shows("secciones", 30)
    open_dialog()


@tests.case
def a_typed_path_is_recognised():
    write_table(PLANTED)
    console.type_into(path_entry(), table)
    for words in ("| (barra vertical)", "Latin-1, sin BOM", "línea 2, tras el título",
                  "70,280 líneas", "En el paso siguiente"):
        console.shows(words, 30)
    assert "Desconocida" in console.words(), "a column that nobody knows"


@tests.case
def unknown_columns_are_told_in_the_second_step():
    press_button("Continuar")
    console.shows("Qué es cada columna")
    assert "Nota" in console.words()


@tests.case
def every_planted_error_is_listed():
    before = versions()
    press_button("Comprobar")
    console.shows("Todo o nada", 120)
    wait_for("every line", lambda: all(count(line) in cells() for line in PLANTED))
    shown = cells()
    for line, (column, _value, value, reason) in PLANTED.items():
        at = shown.index(count(line))
        assert shown[at + 1:at + 4] == [column, value, reason], shown[at:at + 4]
    console.shows("5 errores")
    assert versions() == before, "nothing has changed"


@tests.case
def the_list_is_exported():
    press_button("Exportar lista…")
    pattern = os.path.join(exports, "*-problemas.csv")
    wait_for("the file", lambda: any(map(os.path.getsize, glob.glob(pattern))))
    path = glob.glob(pattern)[0]
    listed = {int(row[1]): row for row in read_csv(path)[1:] if row[0] == "error"}
    assert set(listed) == set(PLANTED), listed
    for line, (column, _value, value, reason) in PLANTED.items():
        assert listed[line][2:] == [column, "" if value == "(vacío)" else value, reason], listed[line]


@tests.case
def warnings_are_shown_by_themselves():
    press_button("Avisos 0")
    wait_for("no error in the list", lambda: "12A4" not in cells())
    press_button("Todo")
    wait_for("errors again", lambda: "12A4" in cells())


@tests.case
def problems_are_found_as_one_types():
    entry = console.wait("Buscar problemas")
    console.type_into(entry, "15022")
    wait_for("that line alone", lambda: "33" in cells() and "12A4" not in cells())
    console.type_into(entry, "zzz")
    console.shows("Nada coincide con «zzz»")
    console.type_into(entry, "")
    wait_for("all of them", lambda: "12A4" in cells())


def correct(line, row):
    """One section goes, one moves to the next municipality of its own, one gains 100 electors."""
    if line == 4:
        return None
    if line == 5:
        row["DISTRITO_F"] = "02"
    if line == 6:
        row["LISTA_NOMINAL"] = str(int(row["LISTA_NOMINAL"]) + 100)
    return row


@tests.case
def the_corrected_file_makes_a_version():
    write_table({}, correct)
    press_button("Comprobar de nuevo")
    name = wait_for("the version's number", lambda: next(
        (node.get_name() for node in console.walk() if node.get_role_name() == "push button"
         and (node.get_name() or "").startswith("Crear versión ")), None), 180)
    console.shows("−1")
    drafts = versions().count("draft")
    press_button(name)
    version = name.split()[-1]
    console.shows(f"La versión {version} es un borrador", 120)
    assert versions().count("draft") == drafts + 1, versions()
    assert f"{version} draft" in versions()
    changed = sql(f"SELECT concat_ws(' ', d.added, d.removed, d.moved_federal, d.gained)"
                  f" FROM apoyo.geography_difference({version}) AS d WHERE d.entity = 'MX'")
    assert changed == "0 1 1 100", changed


@tests.case
def it_is_adopted_there_and_then():
    version = [v.split()[0] for v in versions().split(",") if v.endswith("draft")][-1]
    press_button("Adoptar")
    wait_for("the adoption", lambda: f"{version} adopted" in versions(), 120)
    console.wait_gone(1)
    assert int(sql(f"SELECT count(*) FROM apoyo.geography_sections({version})")) == 70277


@tests.case
def leaving_what_was_checked_is_asked_about_and_the_file_is_kept():
    before = versions()
    open_dialog()
    console.type_into(path_entry(), table)
    console.shows("En el paso siguiente", 30)
    press_button("Continuar")
    press_button("Comprobar")
    console.shows("Comprobado", 180)
    windows = console.open_by(lambda: console.key("Escape"), "¿Salir de la importación?")
    console.shows("¿Salir de la importación?")
    press_button("Cancelar")
    console.wait_gone(windows, "the question")
    console.shows("Comprobado")
    console.open_by(lambda: console.key("Escape"), "¿Salir de la importación?")
    press_button("Salir")
    console.wait_gone(1)
    assert versions() == before
    open_dialog()
    wait_for("the same file", lambda: console.text(path_entry()) == table)
    console.shows("70,277 renglones", 30)


@tests.case
def a_check_is_stopped_in_the_middle():
    before = versions()
    with stack.locked("apoyo.import", "EXCLUSIVE"):  # it cannot be over before
        press_button("Continuar")
        press_button("Detener")
        console.shows("No se guardó nada", 30)
    assert versions() == before


@tests.case
def a_lost_connection_loses_nothing_of_it():
    with stack.locked("apoyo.import", "EXCLUSIVE"):  # it cannot be over before
        press_button("Comprobar de nuevo")
        wait_for("the check", lambda: button("Detener"))
        stack.stop()
    console.shows("Sin conexión", 60)
    stack.start()
    wait_for("the connection", lambda: "Sin conexión: lo que tiene aquí se conserva"
             not in console.words(), 60)
    if button("Comprobar de nuevo"):
        press_button("Comprobar de nuevo")
    else:
        press_button("Comprobar")
    wait_for("the version's number", lambda: next(
        (node for node in console.walk() if node.get_role_name() == "push button"
         and (node.get_name() or "").startswith("Crear versión ")), None), 180)


@tests.case
def a_nominal_list_with_errors_stores_nothing():
    console.open_by(lambda: console.key("Escape"), "¿Salir de la importación?")
    press_button("Salir")
    console.wait_gone(1)
    write_list({1500: ("LISTA_NOMINAL", "muchos"), 2500: ("SECCION", "9998")})
    def choose_item():
        """News of the version that was just adopted closes the menu."""
        console.press(console.wait("Importar…"))
        console.click(console.menu_item("Lista Nominal de un corte…"))
    console.open_by(choose_item, "Importar la Lista Nominal")
    console.type_into(path_entry(), nominal)
    console.shows("70,277 renglones", 30)
    press_button("Continuar")
    console.shows("Todo o nada", 120)
    wait_for("both lines", lambda: {count(1500), count(2500)} <= set(cells()))
    assert cutoffs() == ""


@tests.case
def the_corrected_nominal_list_is_stored():
    write_list({})
    press_button("Comprobar de nuevo")
    press_button("Guardar Lista Nominal", 180)
    console.shows("está guardada", 120)
    press_button("Cerrar")
    assert cutoffs() == f"{DAY} 70277", cutoffs()


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running(), "the console has ended"
    assert not console.complaints(), "".join(console.complaints())


def close():
    console.close()
    stack.close()


tests.main(close)
