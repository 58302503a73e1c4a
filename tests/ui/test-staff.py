"""The staff and the acts of two people, as supervisors and signers use them: the real program, real
accounts with passwords, on a private cluster.

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
from robot import Atspi, Console, Stack, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 300)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
services = os.path.join(exports, "pg_service.conf")
consoles = {}
MARINA = "SELECT array_to_string(groups, ' ') FROM apoyo.staff_list WHERE role = 'mibarra'"
PASSWORD = "tres gatos y un faro"
SECOND = "cuatro faros sin gato"


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
    console.wait("Personal", seconds=30)
    console.key("alt+4")
    console.wait("Buscar en el personal", seconds=20)
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
    wait_for("the account", lambda: stack.sql("lucia", MARINA) == "apoyo_setup", 20)
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
    console.click(button(console, "Deshacer"))
    wait_for("it to be gone", lambda: stack.sql("lucia", MARINA) == "apoyo_setup")


@tests.case
def a_refused_group_is_said_at_its_switch():
    console = lucia()
    console.click(switch(console, "Cierre"))
    console.shows("Nadie puede tener «Cierre» junto con «Configuración»")
    picture("staff-group-refused")
    assert stack.sql("lucia", MARINA) == "apoyo_setup"


@tests.case
def a_scope_is_granted_until_a_day():
    console = lucia()
    console.click(button(console, "Otorgar…"))
    until = entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")
    console.type_into(until, "31/02/2099")
    console.shows("Escriba un día como 31/12/2026")
    console.type_into(until, "01/01/2020")
    console.shows("Ese día ya pasó")
    picture("staff-scope")
    console.type_into(until, "31/12/2098")
    time.sleep(0.5)
    console.click(button(console, "Otorgar"))
    scope = wait_for("the scope", lambda: stack.sql(
        "lucia", """SELECT code, bar, until AT TIME ZONE 'America/Mexico_City'
        FROM apoyo.staff_scope_list WHERE role = 'mibarra'"""))
    settle()
    assert scope == "RM26|f|2099-01-01 00:00:00", scope
    console.shows("Proceso RM26")
    console.shows("hasta 31/12/2098 23:59")


@tests.case
def a_bar_outweighs_the_scope_and_is_lifted():
    console = lucia()
    console.click(button(console, "Impedir…"))
    entry(console, "Hasta (dd/mm/aaaa; vacío: sin término)")
    console.click(button(console, "Impedir"))
    bars = "SELECT count(*) FROM apoyo.staff_scope_list WHERE role = 'mibarra' AND bar"
    wait_for("the bar", lambda: stack.number(bars) == 1)
    settle()
    console.shows("Impedimento")
    picture("staff-barred")
    console.click(button(console, "Levantar el impedimento: Proceso RM26"))
    wait_for("it to be lifted", lambda: stack.number(bars) == 0)
    settle()


@tests.case
def a_password_is_reset_to_one_that_is_good_enough():
    console = lucia()
    before = stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    console.click(button(console, "Restablecer contraseña…"))
    console.click(switch(console, "Que la haga el programa"))
    console.type_into(entry(console, "Contraseña nueva"), "mibarra123")
    console.shows("Use algo más que el nombre o la cuenta")
    console.type_into(entry(console, "Contraseña nueva"), PASSWORD)
    console.type_into(entry(console, "La misma otra vez"), PASSWORD + "!")
    console.shows("No son iguales")
    picture("staff-reset")
    console.click(button(console, "Restablecer"))
    assert before == stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    console.type_into(entry(console, "La misma otra vez"), PASSWORD)
    console.click(button(console, "Restablecer"))
    settle()
    wait_for("the new verifier", lambda: before != stack.sql(
        "postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'"))
    after = stack.sql("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'mibarra'")
    assert after.startswith("SCRAM-SHA-256$"), after


def sign_in(user, password):
    console = Console(build, [], exports)
    console.wait("Iniciar sesión", "push button", 30)
    fill_sign_in(console, user, password)
    return console


def fill_sign_in(console, user, password):
    for title, text in (("Servicio", "apoyo"), ("Cuenta", user), ("Contraseña", password)):
        console.type_into(entry(console, title), text)
    console.click(console.wait("Iniciar sesión", "push button"))


@tests.case
def the_new_person_signs_in_and_sees_their_scope_only():
    consoles["mibarra"] = sign_in("mibarra", PASSWORD)
    consoles["mibarra"].shows("Marina Ibarra Soto", 30)
    assert not consoles["mibarra"].find("Personal", "list item"), "the staff is not hers"
    seen = stack.sql("postgres", "SELECT array_to_string(apoyo.processes_of('mibarra'), ' ')")
    assert seen == "1", seen


@tests.case
def the_supervisor_sees_the_last_sign_in():
    choose(lucia(), "Marina")
    lucia().key("alt+3")
    settle()
    lucia().key("alt+4")
    settle()
    lucia().shows("Último acceso")


@tests.case
def everybody_changes_their_own_password_and_stays_connected():
    console = consoles["mibarra"]
    console.press(console.wait("Su cuenta"))
    settle()
    console.press(console.wait("Cambiar contraseña…"))
    console.type_into(entry(console, "Contraseña nueva"), SECOND)
    console.type_into(entry(console, "La misma otra vez"), SECOND)
    picture("own-password")
    console.click(button(console, "Cambiar"))
    settle()
    wait_for("the dialog to close", lambda: not console.find_entry("Contraseña nueva"))
    pid = stack.sql("postgres", "SELECT pid FROM pg_stat_activity WHERE usename = 'mibarra'")
    stack.sql("postgres", f"SELECT pg_terminate_backend({pid})")
    again = f"SELECT count(*) FROM pg_stat_activity WHERE usename = 'mibarra' AND pid <> {pid}"
    wait_for("a session with the new password", lambda: stack.sql("postgres", again) == "1", 40)


@tests.case
def disabling_ends_the_open_session_and_undo_lets_them_in_again():
    lucia().click(button(lucia(), "Desactivar…"))
    lucia().click(button(lucia(), "Desactivar"))
    settle()
    wait_for("it to be disabled", lambda: stack.sql(
        "postgres", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'mibarra'") == "f")
    picture("staff-disabled")
    lucia().click(button(lucia(), "Deshacer"))
    wait_for("the account", lambda: stack.sql("postgres", "SELECT rolcanlogin FROM pg_roles"
                                              " WHERE rolname = 'mibarra'") == "t")
    consoles["mibarra"].wait("Iniciar sesión", "push button", 40)
    assert stack.sql("postgres", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'mibarra'") == "0"
    fill_sign_in(consoles["mibarra"], "mibarra", SECOND)
    consoles["mibarra"].shows("Marina Ibarra Soto", 30)
    lucia().shows("Cuenta activada")


@tests.case
def auditors_look_and_change_nothing():
    console = open_staff("elena")
    console.shows("Solamente quien supervisa administra al personal")
    assert not console.find("Agregar persona", "push button")


def make_ready(code):
    """A process that only waits to be opened."""
    return stack.sql("ruben", f"""SELECT apoyo.sign_in('robot', 'mesa-1') \\g /dev/null
        SELECT apoyo.create_process('{code}', 'Proceso de prueba {code}', 'revocation', r.document,
                                    now() - interval '1 hour', now() + interval '30 days',
                                    'INE/CG1/2026', true)
          FROM apoyo.rule_history AS r WHERE r.process = 1 ORDER BY r.version DESC LIMIT 1;""")


def propose(code):
    process = make_ready(code)
    return process, stack.sql("ruben", f"""SELECT apoyo.sign_in('robot', 'mesa-1') \\g /dev/null
        SELECT apoyo.register_promovente({process}, 1, '{code}-1', 'Promovente de prueba', 'MX') \\g /dev/null
        SELECT apoyo.declare_ready({process}, (SELECT revision FROM apoyo.process_list
                                                WHERE process = {process})) \\g /dev/null
        SELECT proposal FROM apoyo.propose('open-process', {process})""")


@tests.case
def what_waits_for_a_signature_is_counted_at_once():
    console = open_as("sofia")
    console.wait("Nada espera su firma", seconds=30)
    process, _ = propose("ZZ27")
    console.wait("1 acto espera su firma")
    consoles["process"] = None
    consoles.pop("process")
    console.key("ctrl+b")
    console.shows("Abrir el proceso · ZZ27")
    console.shows("Propuesta por Rubén Salas")
    console.shows("Proceso de prueba ZZ27")
    picture("inbox")


@tests.case
def the_second_person_signs_and_the_process_opens():
    console = consoles["sofia"]
    console.click(button(console, "Firmar"))
    time.sleep(0.5)
    console.click(button(console, "Firmar"))
    settle()
    console.shows("Firmada por Sofía Cárdenas")
    state = stack.sql("lucia", "SELECT state FROM apoyo.process_list WHERE code = 'ZZ27'")
    assert state == "open", state


@tests.case
def a_proposal_is_refused_with_a_reason_only():
    console = consoles["sofia"]
    propose("ZZ28")
    console.shows("Abrir el proceso · ZZ28")
    row = wait_for("the row", lambda: console.find_label("Abrir el proceso · ZZ28"))
    console.press(row)
    time.sleep(0.5)
    console.click(button(console, "Rechazar"))
    console.shows("Escriba el motivo")
    picture("inbox-refuse")
    console.type_into(console.wait("Motivo para rechazarla"), "Falta el acuerdo")
    console.click(button(console, "Rechazar"))
    console.shows("Rechazada")
    told = stack.sql("ruben", "SELECT state, reason FROM apoyo.proposal_list WHERE code = 'ZZ28'")
    assert told == "refused|Falta el acuerdo", told


@tests.case
def whoever_proposed_it_sees_how_it_ended_and_signs_nothing_of_their_own():
    propose("ZZ29")
    console = open_as("ruben")
    console.wait("Nada espera su firma", seconds=30)
    console.key("ctrl+b")
    console.shows("Usted la propuso: la segunda firma es de otra persona")
    console.shows("Falta el acuerdo")
    sign = button(console, "Firmar")
    assert not sign.get_state_set().contains(Atspi.StateType.SENSITIVE)
    picture("inbox-own")


@tests.case
def gtk_has_nothing_to_complain_of_and_no_password_is_in_a_log():
    for console in consoles.values():
        assert console.is_running()
        assert not console.complaints(), console.complaints()
    for log in (os.path.join(stack.dir, "apoyod.log"), os.path.join(stack.dir, "log")):
        found = subprocess.run(["grep", "-rlE", f"{PASSWORD}|{SECOND}", log], capture_output=True,
                               text=True)
        assert not found.stdout, found.stdout


def close():
    for console in consoles.values():
        console.close()
    stack.close()


tests.main(close)
