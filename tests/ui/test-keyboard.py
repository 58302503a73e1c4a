"""Every page and the dialogs, by one who has the keyboard alone and one who hears the screen: the real
program on a private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
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
from robot import Console, Stack, count, until, wait_for  # noqa: E402
from sweep import Sweep  # noqa: E402

exports = tempfile.mkdtemp(prefix="apoyo-exports.")
os.environ["XDG_DATA_HOME"] = exports  # drafts that are not saved yet are kept there
tests = tap.Suite()
stack = Stack(build, 600)
opened = {}
CODE, DRILL = "ZK27", "Simulacro a teclado"


def open_as(user, ready):
    for console, _sweep in opened.values():
        console.close()
    opened.clear()
    console = Console(build, ["--dir", stack.dir, "--user", user], exports)
    console.wait(ready)
    opened[user] = console, Sweep(console, build)
    return opened[user]


def page(console, key, widget, shown):
    """The page's widget, once it shows that."""
    console.key(key)
    console.shows(shown, 30)
    return wait_for(widget, lambda: next(
        (node for node in console.walk() if node.get_name() == widget), None))


def check_dialog(user, ask, at_least, drill=False, shown=None):
    """Opens it, goes round, and leaves it by Escape alone; one over a drill says so."""
    console, sweep = opened[user]
    windows = console.windows()
    until(lambda: ask(console), "the dialog", lambda: console.windows() > windows)
    if shown is not None:  # what an answer of the database brings, which may come later
        console.wait(shown)
    time.sleep(0.5)  # it slides in
    console.program.forget()
    assert console.is_marked() == drill
    assert sweep.check() >= at_least
    console.key("Escape")
    wait_for("the dialog to go", lambda: console.windows() == windows)


def by_button(name):
    return lambda console: console.click(console.button(name))


def by_keys(keys):
    return lambda console: console.key(keys)


def by_menu(button, item):
    def ask(console):
        console.press(console.wait(button))
        console.click(console.menu_item(item))
    return ask


def make_drill():
    number = stack.prepare_process(CODE, DRILL, True)
    stack.ask("ruben", f"""SELECT apoyo.register_promovente({number}, 1, 'ZK-1', 'Ada Muestra', '09-F12');
        SELECT apoyo.register_auxiliary({number}, 1, sha256('a')), apoyo.register_auxiliary({number}, 1, sha256('b'))""")


@tests.case
def live_count():
    console, sweep = open_as("lucia", "Conteo en vivo")
    root = page(console, "alt+3", "ApoyoBoardPage", "Todo el proceso")
    valid = "SELECT sum(valid) FROM apoyo.board_promovente WHERE process = 1"
    wait_for("its figures", lambda: console.is_shown(count(stack.number(valid))), 60)
    assert sweep.check(root) > 10
    back = sweep.go_round("shift+Tab")
    assert len(back) > 10


@tests.case
def processes():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+1", "ApoyoProcessesPage", "Umbral")) > 10


@tests.case
def f6_leads_from_part_to_part_and_back():
    _console, sweep = opened["lucia"]
    parts = []
    while True:
        path = sweep.press("F6")
        assert path and len(parts) < 9, parts
        if path in parts:
            break
        parts.append(path)
    assert path == parts[0] and len(parts) > 2, "not round, or too few parts"
    sweep.check_stops(parts)
    back = [sweep.press("shift+F6") for _ in parts]
    assert back == parts[::-1], "not the same way back"


@tests.case
def demarcations():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+2", "ApoyoDemarcationsPage", "Aguascalientes")) > 10


@tests.case
def staff():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+4", "ApoyoStaffPage", "Ana Treviño")) > 10


@tests.case
def dossier():
    console, sweep = opened["lucia"]
    assert sweep.check(page(console, "alt+5", "ApoyoDossierPage", "Abra un expediente")) > 5


def walk_to(console, sweep, name):
    """By Tab, to what begins with that, and tells that it has the focus."""
    console.to_window("windowfocus", "--sync")
    for _ in range(60):
        path = sweep.press("Tab")
        if path and sweep.node(path).get_name().startswith(name):
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def there_and_back(user, name, key="Return"):
    """What is walked to opens a dialog by the key, and Escape leads back to where one was."""
    console, sweep = opened[user]
    walk_to(console, sweep, name)
    windows = console.windows()
    console.key(key)
    wait_for("its dialog", lambda: console.windows() > windows)
    console.key("Escape")
    wait_for("it to go", lambda: console.windows() == windows)
    assert sweep.stands_at(name), f"Escape does not lead back to “{name}”"


@tests.case
def a_dossier_is_opened_and_its_acts_reached():
    console, sweep = opened["lucia"]
    folio = stack.sql("postgres", "SELECT min(folio) FROM apoyo.support WHERE situation = 'in_review'")
    assert folio
    root = page(console, "alt+5", "ApoyoDossierPage", "Abra un expediente")
    console.key("ctrl+f")
    subprocess.run(["xdotool", "type", folio.lower()], check=True)
    console.key("Return")
    console.shows("Aún no se decide: debe revisarlo una persona")
    assert sweep.check(root) > 15
    walk_to(console, sweep, "Supervisión")
    console.key("space")
    walk_to(console, sweep, "Ver imágenes")
    there_and_back("lucia", "Poner… Bajo vista")
    there_and_back("lucia", "Validar de nuevo… Revisión por personas")


@tests.case
def the_window_around_the_pages():
    _console, sweep = opened["lucia"]
    sweep.check_names()


@tests.case
def dialogs_of_a_supervisor():
    console, _sweep = opened["lucia"]
    check_dialog("lucia", by_button("Por clave…"), 4, True)  # of the drill whose dossier is open
    console.key("alt+4")
    check_dialog("lucia", by_button("Agregar persona"), 4)
    check_dialog("lucia", by_menu("Su cuenta", "Cambiar contraseña…"), 4)
    check_dialog("lucia", by_keys("ctrl+comma"), 5)
    assert not console.complaints(), "".join(console.complaints())


def people_tab(console):
    """A promovente chosen by the keys alone."""
    console.tab("Promoventes")
    console.press(console.wait("Buscar promoventes del proceso"))
    wait_for("the rows", lambda: next((node for node in console.walk() if
             node.get_role_name() == "table row" and node.get_name().startswith("ZK-1")), None))
    _console, sweep = opened["ruben"]
    for _ in range(8):
        path = sweep.press("Tab")
        if path and sweep.node(path).get_role_name() == "table row":
            break
    else:
        raise AssertionError("Tab does not lead into the list")
    console.key("space")
    console.button("Auxiliares…")


@tests.case
def dialogs_of_who_configures():
    make_drill()
    console, sweep = open_as("ruben", "Buscar proceso")
    console.choose_process(CODE, DRILL)
    check_dialog("ruben", by_keys("ctrl+n"), 10, shown="Tipo de proceso: por llenar")
    check_dialog("ruben", by_keys("ctrl+b"), 5)
    check_dialog("ruben", by_menu("Más", "Comparar con otro proceso…"), 1, True)
    check_dialog("ruben", by_menu("Más", "Datos del proceso…"), 5, True)
    people_tab(console)
    check_dialog("ruben", by_button("Agregar…"), 6, True)
    check_dialog("ruben", by_button("Importar…"), 2, True)
    check_dialog("ruben", by_button("Plazo…"), 6, True)
    check_dialog("ruben", by_button("Auxiliares…"), 5, True, shown="Clave nueva…")
    sweep.check_names()


@tests.case
def a_key_is_revoked_by_the_keys_alone():
    console, _sweep = opened["ruben"]
    console.open("Auxiliares…")
    console.wait("Revocar…")
    there_and_back("ruben", "Revocar al auxiliar ")
    console.escape()


@tests.case
def the_effect_of_a_rule_is_reached_and_left():
    console, sweep = opened["ruben"]
    console.tab("Reglas")
    walk_to(console, sweep, "Cambiar: Umbral de cada quien")
    console.key("Return")
    console.shows("Porcentaje de la Lista Nominal")
    walk_to(console, sweep, "Porcentaje de la Lista Nominal")
    walk_to(console, sweep, "Descartar")
    console.key("Escape")
    wait_for("the effect to go", lambda: not console.is_shown("Porcentaje de la Lista Nominal"))
    assert sweep.stands_at("Cambiar: Umbral de cada quien"), "Escape does not lead back to its card"


@tests.case
def gtk_has_nothing_to_complain_of():
    for console, _sweep in opened.values():
        assert console.is_running(), "the console has ended"
        assert not console.complaints(), "".join(console.complaints())


def close():
    for console, _sweep in opened.values():
        console.close()
    stack.close()


tests.main(close)
