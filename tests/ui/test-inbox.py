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
from robot import Atspi, Console, Stack, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
console = None
SIGN_IN = "SELECT apoyo.sign_in('robot', 'mesa-1') \\g /dev/null\n"


def button(name):
    """The last one in view: a dialog's stands behind those of the page, and says its label twice."""
    def find():
        found = [node for node in console.walk() if node.get_role_name() == "push button"
                 and (node.get_name() or "").replace("_", "") in (name, f"{name} {name}")
                 and node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width > 0]
        return found[-1] if found else None
    return wait_for(f"the button “{name}”", find)


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
    console.wait("1 acto espera su firma", seconds=40)
    propose("ZZ27")
    console.wait("2 actos esperan su firma", seconds=30)
    console.key("ctrl+b")
    console.shows("Abrir el proceso · ZZ27")


@tests.case
def the_second_person_signs_and_the_process_opens():
    console.press(wait_for("the row", lambda: console.find_label("Abrir el proceso · ZZ27")))
    console.shows("Proceso de prueba ZZ27")
    console.shows("Propuesta por Rubén Salas")
    console.click(button("Firmar"))
    time.sleep(1)
    console.click(button("Firmar"))
    wait_for("the process to open", lambda: stack.sql(
        "lucia", "SELECT state FROM apoyo.process_list WHERE code = 'ZZ27'") == "open")
    console.shows("Firmada por Sofía Cárdenas")


@tests.case
def gtk_has_nothing_to_complain_of():
    assert console.is_running()
    assert not console.complaints(), console.complaints()


def close():
    if console:
        console.close()
    stack.close()


tests.main(close)
