"""The geography, as setup staff browses, checks and adopts it: the real program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session. Pictures of what
it passes through go to the folder APOYO_PICTURES, where there is one.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
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
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
console = None
COLUMNS = ["Circ.", "Entidad", "Distrito federal", "Sección"]


def sql(text):
    """As the supervisor, signed in: the last line of what it says."""
    return stack.sql("lucia", "SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null\n" + text)


def tree(columns, where):
    return sql(f"SELECT {columns} FROM apoyo.geography_tree(1) AS t WHERE {where}").split("|")


def ctl(*arguments):
    done = subprocess.run([os.path.join(build, "src/ctl/apoyoctl"), "--dir", stack.dir, *arguments],
                          capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-1000:]
    return done.stdout


def picture(name):
    folder = os.environ.get("APOYO_PICTURES")
    if folder:
        time.sleep(0.8)
        subprocess.run(["import", "-window", "root", os.path.join(folder, f"{name}.png")], check=True)


def rows(name):
    """What a screen reader says of the rows of a list that are there."""
    found = console.find(name, "list")
    return [node.get_name() for node in console.walk(found)
            if found and node.get_role_name() == "label" and node.get_name()] if found else []


def row_of(name, text):
    found = console.find(name, "list")
    for node in console.walk(found):
        if node.get_role_name() == "label" and (node.get_name() or "").startswith(text):
            return node
    return None


def path():
    found = console.find("Ruta")
    return [word for word in console.words(found)] if found else []


def can_compare():
    button = console.find("Comparar", "push button")
    return button if button and button.get_state_set().contains(Atspi.StateType.SENSITIVE) else None


@tests.case
def the_page_shows_the_version_in_force():
    global console
    stack.add_cutoff("2026-08-31")
    console = Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)
    if console.find("Iniciar sesión", "push button"):
        console.click(console.find("Iniciar sesión", "push button"))
    console.wait("Demarcaciones")
    console.key("alt+2")
    sections, electors = tree("(SELECT sum(array_length(string_to_array(s.sections, ';'), 1)) "
                              "FROM apoyo.geography_tree(1) AS s), t.nominal_list", "t.code = 'MX'")
    console.shows(f"{count(int(sections))} secciones", 60)
    console.shows(count(int(electors)))
    picture("country")
    wait_for("every entity", lambda: len(rows("Entidad")) == 32)
    assert not can_compare(), "one version, with itself"


def choose_circumscription():
    until(lambda: console.press(wait_for("a row", lambda: row_of("Circ.", "4ª"))), "the six entities",
          lambda: len(rows("Entidad")) == 6)


@tests.case
def it_is_browsed_to_a_section_by_keyboard():
    """México, fourth circumscription, Puebla, third district, second section."""
    choose_circumscription()
    console.key("Right")
    console.key("Down", "Down", "Down", "Down")
    wait_for("Puebla on the path", lambda: "21 Puebla" in path())
    console.key("Right")
    console.key("Down", "Down")
    wait_for("the third district", lambda: "Distrito 03" in path())
    console.key("Right")
    console.key("Down")
    picture("section")
    code, electors = sql(
        "SELECT s.code || '|' || s.nominal_list FROM (SELECT d.code, d.section AS number, d.nominal_list"
        "  FROM (SELECT g.entity || '-S' || g.section AS code, g.section, g.nominal_list,"
        "               row_number() OVER (ORDER BY g.section) AS place"
        "          FROM apoyo.geography_sections(1) AS g"
        "         WHERE g.entity = '21' AND g.federal_district = '03') AS d WHERE d.place = 2) AS s"
    ).split("|")
    wait_for(code, lambda: f"Sección {code[-4:]}" in path())
    console.shows(code + " · Sección")
    wait_for(f"{electors} electors", lambda: count(int(electors)) in console.words(
        console.find("Demarcación elegida")))


@tests.case
def sums_at_the_feet_are_those_of_the_database():
    district, = tree("t.nominal_list", "t.code = '21-F03'")
    entity, = tree("t.nominal_list", "t.code = '21'")
    console.shows(f"Suma {count(int(district))}")
    console.shows(f"Suma {count(int(entity))}")


@tests.case
def the_municipalities_of_the_same_entity_are_a_click_away():
    console.click(console.find("Municipio", "push button"))
    wait_for("its 217 municipalities", lambda: len(rows("Municipio")) > 20)
    console.shows("217")
    console.click(console.find("Distrito federal", "push button"))
    wait_for("districts again", lambda: len(rows("Distrito federal")) == 16)


@tests.case
def local_districts_lead_to_their_sections():
    console.click(console.find("Distrito local", "push button"))
    wait_for("its 26 local districts", lambda: len(rows("Distrito local")) == int(sql(
        "SELECT count(*) FROM apoyo.geography_tree(1) AS t WHERE t.code LIKE '21-L%'")))
    choose_circumscription()
    console.key("Right", "Home", "Down", "Down", "Down", "Down")
    wait_for("Puebla on the path", lambda: "21 Puebla" in path())
    console.key("Right", "Home", "Down", "Down")
    wait_for("the third district", lambda: path()[-1].endswith("03"))
    console.key("Right")
    first = sql("SELECT min(g.section) FROM apoyo.geography_sections(1) AS g"
                " WHERE g.entity = '21' AND g.local_district = '03'")
    wait_for("its first section", lambda: path()[-1] == f"Sección {first.zfill(4)}")
    picture("local")
    console.click(console.find("Distrito federal", "push button"))


@tests.case
def the_map_leads_to_an_entity():
    before = told_by_map()
    area = wait_for("the map", lambda: next(
        (node for node in console.walk() if node.get_name() == "Electores por entidad"
         and node.get_role_name() != "label" and node.is_in_view()), None))
    console.press(area, (0.5, 0.5))
    pointed = wait_for("an entity", lambda: told_by_map() != before and told_by_map())
    wait_for("it on the path", lambda: pointed[0] in path())
    assert tree("t.nominal_list", f"t.code = '{pointed[0][:2]}'") == [pointed[1].replace(",", "")]


def told_by_map():
    """“21 Puebla” and “4,985,039”, as they stand above the map."""
    word = next((word for word in console.words() if re.fullmatch(r"\d\d [^·]+ · [\d,]+", word)), None)
    return word.split(" · ") if word else None


@tests.case
def a_nominal_list_of_another_day_is_shown():
    own, sections = (int(figure) for figure in tree(
        "t.nominal_list, (SELECT count(*) FROM apoyo.geography_sections(1))", "t.code = 'MX'"))
    choose_list("End", f"Lista al 31/08/2026 · {count(own + sections)}", count(own + sections))
    choose_list("Home", "Lista de la versión", count(own))


def choose_list(key, name, figure):
    def choose():
        console.press(console.wait("Lista Nominal que se muestra", "combo box"))
        console.wait(name)
        time.sleep(0.5)  # its list stands over the window
        subprocess.run(["xdotool", "key", key, "Return"], check=True)
        console.program.forget()
    until(choose, f"the figures of “{name}”", lambda: console.is_shown(figure), 15)


def search(text):
    console.type_into(console.wait("Buscar demarcaciones"), text)


@tests.case
def search_needs_no_accents():
    search("michoacan")
    wait_for("Michoacán", lambda: [row for row in rows_found() if row.startswith("Michoacán, 16")])
    picture("search")
    console.key("ctrl+f", "Return")
    wait_for("its path", lambda: "16 Michoacán" in path())
    electors, = tree("t.nominal_list", "t.code = '16'")
    console.shows(f"16 Michoacán · {count(int(electors))}")


def rows_found():
    found = console.find("Demarcaciones encontradas", "list")
    return [node.get_name() for node in console.walk(found)
            if found and node.get_role_name() == "list item"] if found else []


@tests.case
def a_section_is_found_by_its_number_and_entity():
    search("1210 puebla")
    wait_for("one section", lambda: len(rows_found()) == 1 and rows_found()[0].startswith("Sección 1210"))
    search("21-s1210")
    wait_for("the same by its code", lambda: len(rows_found()) == 1)
    search("qqqzzz")
    console.shows("Ninguna demarcación coincide con «qqqzzz»")
    search("")


def drafted():
    """The exported version with one section moved, one removed and one counted anew."""
    original = os.path.join(exports, "original.csv")
    ctl("export", "geography", original)
    table = read_csv(original)
    head, body = table[0], table[1:]
    at = {name: place for place, name in enumerate(head)}
    body.pop(0)
    body[10][at["LISTA_NOMINAL"]] = body[10][at["PADRON"]] = "3001"
    third = next(row for row in body if row[at["DISTRITO_FEDERAL"]] == "03")
    for name in ("DISTRITO_FEDERAL", "NOMBRE_DISTRITO_FEDERAL"):
        body[11][at[name]] = third[at[name]]
    body[12][at["LISTA_NOMINAL"]] = "7"
    changed = os.path.join(exports, "changed.csv")
    with open(changed, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([head] + body)
    ctl("--user", "sofia", "import", "geography", changed, "--name", "Marco de prueba")


@tests.case
def a_draft_that_somebody_imports_is_told_at_once():
    drafted()
    console.shows("v2 sin adoptar", 60)


def show_version(row, key, subtitle):
    """From the list under the title, where that key leads to its row."""
    def choose():
        console.click(console.wait("Versión de la geografía", "push button").get_child_at_index(0))
        picture("versions")
        wait_for(row, lambda: any(
            node.get_role_name() == "list item" and node.is_in_view() and
            (node.get_name() or "").startswith(row) for node in console.walk()))
        console.key(key, "Return")
    until(choose, row, lambda: console.is_shown(subtitle), 30)


@tests.case
def a_draft_is_shown_with_what_looks_wrong_in_it():
    show_version("v2 · Marco de prueba", "Down", "Marco de prueba v2 · en borrador desde el")
    wait_for("two sections out of range", lambda: console.find(
        "Secciones fuera de 100 – 3,000: 2. 1 con más · 1 con menos"))
    picture("draft")


@tests.case
def the_difference_is_that_of_the_database():
    console.open("Comparar")
    added, removed, moved, gained, lost = sql(
        "SELECT d.added, d.removed, d.moved_federal, d.gained, d.lost "
        "FROM apoyo.geography_difference(2, 1) AS d WHERE d.entity = 'MX'").split("|")
    console.shows("4 cambios", 60)
    console.shows(f"+{count(int(gained))}")
    console.shows(f"−{count(int(lost))}")
    assert (added, removed, moved) == ("0", "1", "1"), (added, removed, moved)
    gone = sql("SELECT c.code FROM apoyo.geography_changes(2, 1) AS c WHERE c.change = 'removed'")
    console.type_into(console.wait("Buscar secciones que cambian"), gone)
    console.shows("1 cambio")
    console.type_into(console.wait("Buscar secciones que cambian"), "")
    console.shows("4 cambios")
    picture("compare")
    console.click(console.wait("Exportar…", "push button"))
    path_ = os.path.join(exports, "geography-v1-v2.csv")
    wait_for("the file", lambda: os.path.exists(path_) and os.path.getsize(path_) > 0)
    assert len(read_csv(path_)) == 5, read_csv(path_)


@tests.case
def the_draft_is_adopted():
    console.open("Adoptar la versión 2")
    console.shows("¿Adoptar la versión 2?")
    picture("adopt")
    console.click(console.button("Adoptar"))
    wait_for("the database to have it in force", lambda: sql(
        "SELECT v.geography FROM apoyo.geography_list() AS v WHERE v.state = 'adopted'") == "2", 60)
    console.wait_gone(1)
    console.shows("Marco de prueba v2 · adoptada el", 60)


def open_row(text):
    console.open_by(lambda: console.press(wait_for("the row", lambda: next(
        (node for node in console.walk(console.find("Calidad de los datos", "list"))
         if (node.get_name() or "").startswith(text)), None))), text)


@tests.case
def a_published_total_is_stated_and_held_against_the_sum():
    open_row("Sumas contra lo publicado")
    console.type_into(console.wait("Clave", "text"), "mx")
    console.type_into(console.wait("Total publicado", "text"), "98,329,591")
    button = console.wait("Declarar", "push button")
    wait_for("a total that can be stated", lambda: button.get_state_set().contains(
        Atspi.StateType.SENSITIVE))
    console.click(button)
    published = wait_for("the database to have it", lambda: sql(
        "SELECT t.published FROM apoyo.geography_tree(2) AS t WHERE t.code = 'MX'"))
    assert published == "98329591", published
    picture("totals")
    console.escape()
    electors = int(sql("SELECT t.nominal_list FROM apoyo.geography_tree(2) AS t WHERE t.code = 'MX'"))
    console.shows(f"+{count(electors - 98329591)}")
    console.shows("1 error")


@tests.case
def what_looks_wrong_is_filtered_as_one_types():
    open_row("Secciones fuera de")
    one, other = sql("SELECT string_agg(q.code, ',' ORDER BY q.code) FROM apoyo.geography_quality(2)"
                     " AS q WHERE q.problem IN ('section_small', 'section_large')").split(",")
    picture("quality")
    console.shows(one)
    console.shows(other)
    console.type_into(console.wait("Buscar hallazgos"), other)
    wait_for("the other to go", lambda: one not in console.words())
    assert other in console.words(), console.words()
    console.type_into(console.wait("Buscar hallazgos"), "nada así")
    console.shows("Nada coincide con «nada así»")
    console.type_into(console.wait("Buscar hallazgos"), "")
    console.shows(one)
    console.escape()


@tests.case
def an_exception_list_is_checked_while_it_is_typed():
    def choose_item():
        console.click(console.wait("Más sobre el marco geográfico", "push button").get_child_at_index(0))
        console.click(console.menu_item("Listas de excepción…"))
    console.open_by(choose_item, "Listas de excepción")
    console.click(console.button("Nueva lista…"))
    console.type_into(console.wait("Nombre de la lista", "text"), "Papel 2026")
    console.type_into(console.wait("Acuerdo", "text"), "INE/CG1/2026")
    console.type_into(console.wait("Claves", "text"), "07001, 7002 07999")
    console.shows("1 clave no es de ningún municipio: 07999")
    picture("exceptions-wrong")
    console.type_into(console.wait("Claves", "text"), "07001, 7002")
    button = console.wait("Guardar", "push button")
    wait_for("a list that can be stored", lambda: button.get_state_set().contains(
        Atspi.StateType.SENSITIVE))
    console.click(button)
    codes = wait_for("the database to have it", lambda: sql(
        "SELECT l.codes::text FROM apoyo.exception_lists(2) AS l WHERE l.name = 'Papel 2026'"))
    assert codes == "{07-M001,07-M002}", codes
    console.shows("INE/CG1/2026 · guardada el")
    picture("exceptions")
    console.type_into(console.wait("Buscar listas de excepción"), "nadie así")
    console.shows("Nada coincide con «nadie así»")
    wait_for("no list", lambda: not row_of("Listas de excepción", "Papel"))
    console.type_into(console.wait("Buscar listas de excepción"), "07-M002 papel")
    wait_for("the list", lambda: row_of("Listas de excepción", "Papel"))
    assert not any(word.startswith("Nada coincide") for word in console.words())
    console.escape()


@tests.case
def a_draft_is_discarded():
    stack.sql("postgres", """INSERT INTO apoyo.geography (name, drafted_by) VALUES ('Otro marco', 'sofia');
        INSERT INTO apoyo.demarcation (geography, code, level, name, nominal_list)
          VALUES (3, 'MX', 'country', 'México', 0);
        SELECT apoyo.tell_setup('geography') \\g /dev/null""")
    console.shows("v3 sin adoptar", 20)
    console.click(wait_for("Comparar", can_compare))
    console.press(console.wait("Versión", "combo box"))
    console.wait("v3 · Otro marco · Borrador")
    time.sleep(0.5)  # its list stands over the window
    console.key("Home", "Return")
    console.click(console.button("Descartar borrador"))
    console.click(console.button("Descartar"))
    wait_for("the database to have none", lambda: sql(
        "SELECT v.state FROM apoyo.geography_versions() AS v WHERE v.geography = 3") == "discarded", 20)
    wait_for("the dialog to go", lambda: console.windows() == 1)
    show_version("v3 · Otro marco", "End", "Otro marco v3 · ")
    wait_for("nothing to compare it with", lambda: not can_compare())
    show_version("v2 · Marco de prueba", "Home", "Marco de prueba v2 · ")


@tests.case
def buttons_of_the_header_work_again_when_the_page_comes_back():
    assert wait_for("Comparar", can_compare)
    console.key("alt+1")
    wait_for("Nuevo", lambda: console.find("Nuevo", "push button")
             or console.find("Nuevo proceso", "push button"))
    console.key("alt+2")
    assert wait_for("Comparar again", can_compare)


@tests.case
def nothing_was_complained_about():
    assert console.is_running()
    assert not console.complaints(), console.complaints()


def close():
    if console:
        console.close()
    stack.close()


tests.main(close)
