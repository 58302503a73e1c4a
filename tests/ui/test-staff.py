"""The staff, as supervisors administer it: the real program, a real account with a password, on a
private cluster.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import subprocess
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, until, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
services = os.path.join(exports, "pg_service.conf")
consoles = {}
MARINA = "SELECT array_to_string(groups, ' ') FROM apoyo.staff_list WHERE role = 'mibarra'"
PASSWORD = "tres gatos y un faro"


def picture(name):
    """The whole screen, when somebody wants to look (APOYO_PICTURES is a folder)."""
    folder = os.environ.get("APOYO_PICTURES")
    if folder:
        time.sleep(0.7)
        subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                       check=False)


def prepare():
    with open(services, "w", encoding="utf-8") as file:
        file.write(f"[apoyo]\nhost={os.path.join(stack.dir, 'socket')}\ndbname=apoyo\n")
    os.environ["PGSERVICEFILE"] = services
    path = os.path.join(stack.dir, "postgres", "pg_hba.conf")
    with open(path, encoding="utf-8") as file:
        rest = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write("local all mibarra scram-sha-256\n" + rest)
    stack.sql("postgres", "SELECT pg_reload_conf()")


def open_as(user):
    for other in list(consoles):
        consoles.pop(other).close()
    consoles[user] = Console(build, ["--dir", stack.dir, "--user", user], exports)
    return consoles[user]


def lucia():
    return consoles["lucia"]


def open_staff(user):
    console = open_as(user)
    console.wait("Personal")
    console.key("alt+4")
    console.wait("Buscar en el personal")
    return console


def names(console):
    people = console.find("Personal", "list")
    return [node.get_name() for node in console.walk(people) if node.get_role_name() == "list item"]


def choose(console, name):
    console.type_into(console.wait("Buscar en el personal"), name)
    wait_for(f"{name} alone", lambda: len(names(console)) == 1 and names(console)[0].startswith(name))
    time.sleep(0.3)


def settle():
    """A dialog goes and rows are made again."""
    time.sleep(0.5)


def last(console, name, role):
    """The last one: a dialog's stands behind those of the page."""
    def find():
        found = [node for node in console.walk()
                 if node.get_role_name() == role
                 # A toast says its button's label twice.
                 and (node.get_name() or "").replace("_", "") in (name, f"{name} {name}")]
        return found[-1] if found else None
    return wait_for(f"the {role} “{name}”", find)


def button(console, name):
    return last(console, name, "push button")


def switch(console, name):
    """A GtkSwitch is a check box that can be toggled; the check boxes of a form cannot."""
    def find():
        for node in console.walk():
            if node.get_role_name() == "check box" and node.get_name() == name and node.get_action_iface():
                return node
        return None
    return wait_for(f"the switch “{name}”", find)


def entry(console, title):
    return wait_for(f"the field “{title}”", lambda: console.find_entry(title))


prepare()


@tests.case
def the_staff_is_listed_with_groups_and_filters_without_accents():
    console = open_staff("lucia")
    people = stack.number("SELECT count(*) FROM apoyo.staff_list")
    wait_for("everybody", lambda: len(names(console)) == people)
    console.shows(f"{people} personas")
    console.type_into(console.wait("Buscar en el personal"), "SOFIA card")
    wait_for("Sofía alone", lambda: names(console) == ["Sofía Cárdenas, Configuración"])
    console.shows("Cuenta sofia")
    picture("staff")
    console.type_into(console.wait("Buscar en el personal"), "qqq")
    console.shows("Nadie coincide con «qqq»")
    console.click(button(console, "Quitar filtro"))
    wait_for("everybody again", lambda: len(names(console)) == people)


@tests.case
def ones_own_account_is_not_administered():
    choose(lucia(), "Lucía Ortega")
    lucia().shows("Esta es su propia cuenta")
    reset = button(lucia(), "Restablecer contraseña…")
    assert not reset.get_state_set().contains(Atspi.StateType.SENSITIVE)


@tests.case
def what_is_wrong_with_a_new_person_is_said_at_the_field():
    console = lucia()
    console.key("ctrl+n")
    console.type_into(entry(console, "Nombre completo"), "Marina Ibarra Soto")
    wait_for("the suggested account", lambda: console.text(entry(console, "Cuenta")) == "mibarra")
    console.type_into(entry(console, "Cuenta"), "Marina I")
    console.shows("Use de 2 a 31 minúsculas")
    console.type_into(entry(console, "Cuenta"), "sofia")
    console.click(button(console, "Agregar"))
    console.shows("El nombre de cuenta sofia ya está ocupado")
    picture("staff-add-taken")
    assert stack.number("SELECT count(*) FROM apoyo.staff_list WHERE display_name LIKE 'Marina%'") == 0


@tests.case
def groups_that_conflict_are_refused_at_the_groups_and_nothing_is_left():
    console = lucia()
    console.type_into(entry(console, "Cuenta"), "mibarra")
    for group in ("Configuración", "Cierre"):
        console.press(last(console, group, "check box"))
    console.click(button(console, "Agregar"))
    console.shows("Nadie puede tener")
    picture("staff-add-conflict")
    assert stack.number("SELECT count(*) FROM apoyo.staff_list WHERE role = 'mibarra'") == 0
    console.press(last(console, "Cierre", "check box"))


@tests.case
def a_person_is_added_with_a_password_that_the_program_made():
    console = lucia()
    made = [word for word in console.words() if re.fullmatch(r"([2-9a-z]{5}-){3}[2-9a-z]{5}", word)]
    assert len(made) == 1, "no password is shown"
    console.click(button(console, "Agregar"))
    wait_for("the account", lambda: stack.sql("lucia", MARINA) == "apoyo_setup")
    settle()
    console.shows("Cuenta mibarra")
    picture("staff-added")
    done = subprocess.run(["psql", "-X", "-A", "-t", "-h", os.path.join(stack.dir, "socket"), "-U",
                           "mibarra", "-d", "apoyo", "-c", "SELECT 1"], capture_output=True, text=True,
                          env=dict(os.environ, PGPASSWORD=made[0]))
    assert done.stdout.strip() == "1", done.stderr
    console.shows("Cuenta mibarra")
    console.shows("En ningún lugar todavía")
    console.shows("Cuenta agregada")


@tests.case
def a_group_is_granted_with_a_switch_and_taken_back_with_undo():
    console = lucia()
    console.click(switch(console, "Conteo en vivo"))
    wait_for("the group", lambda: stack.sql("lucia", MARINA) == "apoyo_setup apoyo_watch")
    until(lambda: console.click(console.button("Deshacer")), "it to be gone",
          lambda: stack.sql("lucia", MARINA) == "apoyo_setup")


@tests.case
def a_refused_group_is_said_at_its_switch():
    console = lucia()
    console.click(switch(console, "Cierre"))
    console.shows("Nadie puede tener «Cierre» junto con «Configuración»")
    picture("staff-group-refused")
    assert stack.sql("lucia", MARINA) == "apoyo_setup"


@tests.case
def a_scope_over_a_drill_is_granted_until_a_day():
    console = lucia()
    console.open("Otorgar…")
    day = entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")
    console.shows("RM26, Simulacro · Revocación de mandato 2026")
    console.type_into(day, "31/02/2099")
    console.shows("Escriba un día como 31/12/2026")
    console.type_into(day, "01/01/2020")
    console.shows("Ese día ya pasó")
    picture("staff-scope")
    console.type_into(day, "31/12/2098")
    console.key("Escape")  # one wrong key
    console.shows("¿Descartar lo que escribió?")
    console.click(console.button("Cancelar"))
    stack.sql("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lucia'")
    wait_for("the connection again", lambda: button(console, "Otorgar").get_state_set().contains(
        Atspi.StateType.SENSITIVE) and stack.number("""SELECT count(*) FROM pg_stat_activity
        WHERE usename = 'lucia' AND application_name <> 'psql'"""), 60)
    assert console.text(entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")) == "31/12/2098"
    time.sleep(0.5)
    console.click(button(console, "Otorgar"))
    scope = wait_for("the scope", lambda: stack.sql(
        "lucia", """SELECT code, bar, until AT TIME ZONE 'America/Mexico_City'
        FROM apoyo.staff_scope_list WHERE role = 'mibarra'"""))
    settle()
    assert scope == "RM26|f|2099-01-01 00:00:00", scope
    console.shows("Proceso RM26")
    console.shows("hasta 31/12/2098 23:59")
    assert "Simulacro" in console.words(console.find("Proceso RM26", "list item"))


def take_entities(console):
    """In the list of where: by the keys, as it stands over the window. The button of the entity."""
    def choose():
        console.press(last(console, "Dónde", "combo box"))
        time.sleep(0.7)
        subprocess.run(["xdotool", "key", "Home", "Down", "Return"], check=True)
        console.program.forget()
    return until(choose, "the list of where", lambda: console.find(
        "Entidad: 01 Aguascalientes", "push button"))


@tests.case
def the_contests_of_an_entity_are_granted_to_who_finds_it_by_typing():
    console = lucia()
    console.open("Otorgar…")
    entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")
    console.press(take_entities(console))
    console.type_into(console.wait("Buscar qué elegir"), "ciudad mexico")
    console.wait_shown("09 Ciudad de México", "list item")

    def choose():
        subprocess.run(["xdotool", "key", "Return"], check=True)
        console.program.forget()
    until(choose, "the entity", lambda: console.find("Entidad: 09 Ciudad de México", "push button"))
    picture("staff-entity")
    console.click(button(console, "Otorgar"))
    scope = wait_for("the scope", lambda: stack.sql(
        "lucia", "SELECT scope, entity, bar FROM apoyo.staff_scope_list"
        " WHERE role = 'mibarra' AND entity IS NOT NULL"))
    settle()
    assert scope.split("|")[1:] == ["09", "f"], scope
    stack.sql("lucia", f"""SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT apoyo.end_scope({scope.split("|")[0]}) \\g /dev/null""")


@tests.case
def a_bar_outweighs_the_scope_and_is_lifted():
    console = lucia()
    console.open("Impedir…")
    entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")
    console.click(button(console, "Impedir"))
    bars = "SELECT count(*) FROM apoyo.staff_scope_list WHERE role = 'mibarra' AND bar"
    wait_for("the bar", lambda: stack.number(bars) == 1)
    settle()
    console.shows("Impedimento")
    picture("staff-barred")
    until(lambda: console.click(console.button("Levantar el impedimento: Proceso RM26")),
          "it to be lifted", lambda: stack.number(bars) == 0)
    settle()
    until(lambda: console.click(console.button("Deshacer")), "the bar again",
          lambda: stack.number(bars) == 1)
    settle()
    until(lambda: console.click(console.button("Levantar el impedimento: Proceso RM26")),
          "it to be lifted again", lambda: stack.number(bars) == 0)
    settle()


@tests.case
def a_bar_that_is_still_to_begin_comes_back_as_it_was():
    console = lucia()
    bars = "SELECT since FROM apoyo.staff_scope_list WHERE role = 'mibarra' AND bar"
    stack.sql("lucia", """SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT apoyo.grant_scope('mibarra', 1, NULL, '2090-01-01 06:00:00+00', NULL, true) \\g /dev/null""")
    before = stack.sql("lucia", bars)
    assert before.startswith("2090-01-01"), before
    until(lambda: console.click(console.button("Levantar el impedimento: Proceso RM26")),
          "it to be lifted", lambda: stack.sql("lucia", bars) == "")
    settle()
    until(lambda: console.click(console.button("Deshacer")), "the bar again",
          lambda: stack.sql("lucia", bars))
    assert stack.sql("lucia", bars) == before, "it holds at once"
    settle()
    until(lambda: console.click(console.button("Levantar el impedimento: Proceso RM26")),
          "it to be lifted again", lambda: stack.sql("lucia", bars) == "")
    settle()


@tests.case
def a_password_is_reset_to_one_that_is_good_enough():
    console = lucia()
    before = stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    console.open("Restablecer contraseña…")
    console.click(switch(console, "Que la haga el programa"))
    console.type_into(entry(console, "Contraseña nueva"), "mibarra123")
    console.shows("Use algo más que el nombre o la cuenta")
    console.type_into(entry(console, "Contraseña nueva"), PASSWORD)
    console.type_into(entry(console, "La misma otra vez"), PASSWORD + "!")
    console.shows("No son iguales")
    picture("staff-reset")
    console.click(button(console, "Restablecer"))
    settle()  # a button that is activated is pressed a quarter of a second later
    assert before == stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    console.type_into(entry(console, "La misma otra vez"), PASSWORD)
    console.click(button(console, "Restablecer"))
    settle()
    wait_for("the new verifier", lambda: before != stack.sql(
        "postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'"))
    after = stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    assert after.startswith("SCRAM-SHA-256$"), after


def signs_in(password):
    """Whether the account gets in with that password, over SCRAM."""
    done = subprocess.run(["psql", "-XAt", "-d", "service=apoyo user=mibarra", "-c", "SELECT 1"],
                          env=dict(os.environ, PGPASSWORD=password), capture_output=True, text=True)
    return done.stdout.strip() == "1"


@tests.case
def the_new_password_lets_them_in_and_no_other():
    assert signs_in(PASSWORD)
    assert not signs_in(PASSWORD + "!")


@tests.case
def gtk_has_nothing_to_complain_of_and_no_password_is_in_a_log():
    for console in consoles.values():
        assert console.is_running()
        assert not console.complaints(), console.complaints()
    for log in (os.path.join(stack.dir, "apoyod.log"), os.path.join(stack.dir, "log")):
        found = subprocess.run(["grep", "-rlE", PASSWORD, log], capture_output=True,
                               text=True)
        assert not found.stdout, found.stdout


def close():
    for console in consoles.values():
        console.close()
    stack.close()


tests.main(close)
