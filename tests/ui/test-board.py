"""The live count, as a watcher uses it: the real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import io
import os
import re
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, count, read_csv, until, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 3000, "intake,ledger")
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
console = Console(build, ["--dir", stack.dir], exports)

VALID = "SELECT sum(valid) FROM apoyo.board_promovente WHERE process = 1"
RECEIVED = "SELECT sum(received) FROM apoyo.board_promovente WHERE process = 1"


@tests.case
def a_person_signs_in_on_this_computer():
    console.click(console.wait("Iniciar sesión", "push button"))
    console.wait("Conteo en vivo")
    console.shows("Lucía")


@tests.case
def figures_are_those_of_the_database():
    stack.wait_counted()
    console.shows(count(stack.number(VALID)), 30)
    console.shows(count(stack.number(RECEIVED)))
    console.shows("22,419")
    console.shows("la suma cuadra")
    size = stack.number("SELECT size FROM apoyo.board_process WHERE process = 1")
    console.shows(f"Árbol {count(size)}")


@tests.case
def a_received_support_moves_the_figure_within_seconds():
    before = stack.number(RECEIVED)
    stack.receive(promovente=1)
    start = time.monotonic()
    console.shows(count(before + 1), 30)
    print(f"# shown after {time.monotonic() - start:.2f} s")
    assert stack.number(RECEIVED) == before + 1


def left_of_list():
    """Where the list of promoters begins: behind the sidebar, or at the window's edge."""
    promoters = console.find("Promoventes", "list")
    return promoters.get_component_iface().get_extents(Atspi.CoordType.WINDOW).x


def rows():
    """The rows of the list of promoters that are on the screen."""
    promoters = console.find("Promoventes", "list")
    return [node.get_name() for node in console.walk(promoters)
            if promoters and node.get_role_name() == "list item"
            and "en Lista Nominal" in (node.get_name() or "")]


@tests.case
def search_needs_no_accents():
    name = stack.sql("lucia", """SELECT name FROM apoyo.board_promovente WHERE process = 1
        AND name ~ '[áéíóú]' ORDER BY valid DESC LIMIT 1""")
    plain = name.translate(str.maketrans("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunAEIOUUN")).upper()
    assert plain.lower() != name.lower()
    console.type_into(console.wait("Buscar promoventes"), plain)
    found = wait_for(f"rows of {name}", lambda: (
        lambda shown: shown if shown and all(row.startswith(name) for row in shown) else None)(rows()))
    matching = stack.number("SELECT count(*) FROM apoyo.board_promovente WHERE process = 1"
                            f" AND name LIKE '%{name}%'")
    assert len(found) <= matching and found


@tests.case
def a_search_without_a_match_says_so_and_can_be_removed():
    console.type_into(console.wait("Buscar promoventes"), "qqqzzz")
    console.shows("Ningún promovente coincide con «qqqzzz»")
    console.click(console.wait_shown("Quitar filtro", "push button"))
    wait_for("every row again", lambda: len(rows()) > 10)


@tests.case
def a_chosen_promoter_shows_its_own_figures():
    folio, received = stack.sql("lucia", """SELECT folio, received
        FROM apoyo.board_promovente WHERE process = 1 ORDER BY valid DESC LIMIT 1""").split("|")
    console.type_into(console.wait("Buscar promoventes"), folio)
    wait_for("one row", lambda: len(rows()) == 1)
    until(lambda: console.press(console.find("Promoventes", "list").get_child_at_index(0)),
          "it to be chosen", lambda: console.is_shown("en todo el proceso"))
    console.shows(count(int(received)))
    console.type_into(console.wait("Buscar promoventes"), "")


def export(item, name):
    path = os.path.join(exports, name)
    until(lambda: console.key("ctrl+e"), "the menu", lambda: console.find_item(item))
    console.click(console.menu_item(item))
    wait_for(f"the file {name}", lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    return path


@tests.case
def exported_counts_equal_the_database():
    stack.wait_counted()
    table = read_csv(export("Todos los conteos (CSV)", "board-counts.csv"))
    assert "árbol" in table[0][0] and "SIMULACRO" in table[0][0], table[0]
    exported = sum(int(row[5]) for row in table[2:])
    assert exported == stack.number(RECEIVED), exported
    valid = sum(int(row[5]) for row in table[2:] if row[4] == "valid")
    assert valid == stack.number(VALID), valid


@tests.case
def exported_counts_equal_those_of_the_command_line():
    table = read_csv(os.path.join(exports, "board-counts.csv"))
    exported = {}
    for row in table[2:]:
        key = (row[3], row[4])
        exported[key] = exported.get(key, 0) + int(row[5])
    printed = subprocess.run([os.path.join(build, "src/ctl/apoyoctl"), "--dir", stack.dir, "counts",
                              "--process", "1"], check=True, capture_output=True, text=True).stdout
    counted = {(row["entity"], situation): int(row[situation])
               for row in csv.DictReader(io.StringIO(printed)) if row["promovente"] == "0"
               for situation in list(row)[6:-1] if int(row[situation])}  # the last tells a drill
    assert exported == counted, set(exported.items()) ^ set(counted.items())


@tests.case
def a_picture_and_a_report_bear_the_figures():
    until(lambda: console.press(wait_for("the whole process", lambda: console.find_label(
        "Todo el proceso"))), "its figures", lambda: console.is_shown(count(stack.number(VALID))))
    with open(export("Imagen del tablero (PNG)", "board-png.png"), "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(head[16:20], "big") >= 1500, head
    path = export("Reporte (PDF)", "board-pdf.pdf")
    words = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True,
                           text=True).stdout
    for figure in (stack.number(VALID), stack.number(RECEIVED)):
        assert count(figure) in words, (figure, words[:400])
    assert "SIMULACRO" in words and "Baja California Sur" in words


@tests.case
def the_table_is_exported_as_it_stands():
    with open(export("Tabla por demarcación (CSV)", "board-csv.csv"), encoding="utf-8-sig") as file:
        head = file.readline()
        table = list(csv.DictReader(file))
    size = stack.number("SELECT size FROM apoyo.board_process WHERE process = 1")
    assert "SIMULACRO" in head and f"árbol {size}" in head and "hora del centro" in head, head
    assert len(table) == 32, len(table)
    assert sum(int(row["en Lista Nominal"]) for row in table) == stack.number(VALID)
    assert {row["preliminar"] for row in table} == {"sí"}, table[0]
    with open(os.path.join(exports, "board-csv.csv"), "rb") as file:
        assert file.read(3) == b"\xef\xbb\xbf"


def offered():
    return [node.get_name() for node in console.walk(console.find("Procesos", "list"))
            if node.get_role_name() == "list item" and node.is_in_view()]


def search_of_processes():
    node = console.find("Buscar procesos")
    return node if node and node.is_in_view() else None


def open_processes():
    until(lambda: console.key("ctrl+k"), "the search of processes", search_of_processes, 5)


@tests.case
def the_keyboard_alone_changes_the_process():
    open_processes()
    console.type_into(console.wait("Buscar procesos"), "DF26")
    wait_for("it alone", lambda: len(offered()) == 1 and "09-12" in offered()[0])
    console.key("Return")
    console.shows("Candidatura independiente")
    console.shows("Sección")
    reached, everybody, valid = stack.sql("lucia", """SELECT count(*) FILTER (WHERE valid >= required),
        count(*), sum(valid) FROM apoyo.board_promovente WHERE process = 2""").split("|")
    console.shows("Alcanzaron su umbral")
    console.shows(f"de {everybody}")
    console.shows(f"{count(int(valid))} en Lista Nominal en total")
    assert reached in console.words()
    wait_for("no “Requerido”: nothing is required of all together",
             lambda: not console.find("Requerido"))


def choose_filter(item):
    """A list that is still open takes the first click, to close."""
    until(lambda: console.press(console.wait("Ordenar y filtrar")), f"“{item}”",
          lambda: console.find_item(item), 5)
    console.click(console.menu_item(item))


@tests.case
def filters_divide_the_promoters():
    everybody = set()
    for item, course in (("Umbral alcanzado", "reached"), ("En curso", "on course"),
                         ("Lejos del umbral", "far")):
        folios = set(stack.sql("lucia", f"""SELECT folio FROM (SELECT b.folio, CASE
              WHEN b.valid >= b.required THEN 'reached'
              WHEN b.valid >= b.required * extract(epoch FROM now() - p.opens_at)
                              / extract(epoch FROM p.closes_at - p.opens_at) THEN 'on course'
              ELSE 'far' END AS course
            FROM apoyo.board_promovente AS b JOIN apoyo.process_list AS p USING (process)
           WHERE b.process = 2) AS c WHERE course = '{course}'""").split())
        choose_filter(item)
        wait_for(f"{item} alone", lambda f=folios: {
            re.search(r", (\S+): ", row).group(1) for row in rows()} == f)
        everybody |= folios
    assert len(everybody) == 12, everybody
    choose_filter("Todos")
    wait_for("every row", lambda: len(rows()) == 12)


@tests.case
def escape_closes_the_list_of_processes_and_f9_the_sidebar():
    open_processes()
    console.key("Escape")
    wait_for("the list to go", lambda: not search_of_processes())
    console.key("F9")  # an open list would take it
    wait_for("the sidebar to go", lambda: left_of_list() < 100)
    console.key("F9")
    wait_for("the sidebar", lambda: left_of_list() > 100)


@tests.case
def the_keys_are_listed_and_a_window_that_is_gone_may_be_asked_for():
    windows = console.application.get_child_count()
    console.key("ctrl+question")
    wait_for("the list of keys", lambda: console.application.get_child_count() > windows)
    console.key("Escape")
    wait_for("the list to go", lambda: console.application.get_child_count() == windows)
    # A screen reader that is a moment late asks for the window it was told of.
    console.application.get_child_at_index(windows)
    time.sleep(0.5)
    assert console.is_running()


@tests.case
def a_lost_connection_shows_and_heals_by_itself():
    stack.stop()
    console.shows("Se perdió la conexión con el servidor")
    console.shows("Sin conexión")
    stack.start()
    console.shows("En vivo", 40)
    wait_for("the banner to go", lambda: "Sin conexión" not in console.words())


@tests.case
def f11_shows_the_wall_and_escape_leaves_it():
    name = "Conteo en vivo para la sala de operaciones"
    assert not console.find(name)
    console.key("F11")
    console.wait(name)
    console.key("Escape")
    wait_for("the wall to go", lambda: not console.find(name))


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running(), "the console has ended"
    assert not console.complaints(), "".join(console.complaints())


def close():
    console.close()
    stack.close()


tests.main(close)
