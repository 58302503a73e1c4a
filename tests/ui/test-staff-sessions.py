"""A person of the staff signs in, changes the password, is disabled in the middle of work and let in
again; beside her the supervisor who does so. Both windows are open at once.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import tempfile

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Atspi, Console, Stack, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
services = os.path.join(exports, "pg_service.conf")
consoles = {}
PASSWORD, SECOND = "tres gatos y un faro", "cuatro patos en la niebla"
SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'mibarra'"


def as_lucia(*words):
    stack.ctl("--dir", stack.dir, "--user", "lucia", *words)


def prepare():
    """Marina, in setup, for one process; hers is the only account that needs its password."""
    with open(services, "w", encoding="utf-8") as file:
        file.write(f"[apoyo]\nhost={os.path.join(stack.dir, 'socket')}\ndbname=apoyo\n")
    os.environ["PGSERVICEFILE"] = services
    path = os.path.join(stack.dir, "postgres", "pg_hba.conf")
    with open(path, encoding="utf-8") as file:
        rest = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write("local all mibarra scram-sha-256\n" + rest)
    stack.sql("postgres", "SELECT pg_reload_conf()")
    word = os.path.join(exports, "password")
    with open(os.open(word, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    as_lucia("staff", "add", "mibarra", "Marina Ibarra Soto", "--password-file", word)
    as_lucia("staff", "grant", "mibarra", "setup")
    as_lucia("staff", "scope", "mibarra", "--process", "RM26")


def sign_in(console, password):
    for title, text in (("Servicio", "apoyo"), ("Cuenta", "mibarra"), ("Contraseña", password)):
        console.type_at(title, text)
    console.click(console.button("Iniciar sesión"))


def marina():
    return consoles["mibarra"]


def lucia():
    return consoles["lucia"]


def may_sign_in():
    return stack.sql("postgres", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'mibarra'") == "t"


def processes(console):
    found = console.find("Procesos", "list")
    return [node.get_name() for node in console.walk(found)
            if node.get_role_name() == "list item"] if found else []


def open_staff(user):
    consoles[user] = Console(build, ["--dir", stack.dir, "--user", user], exports)
    consoles[user].wait("Personal")
    consoles[user].key("alt+4")
    consoles[user].wait("Buscar en el personal")
    return consoles[user]


def choose_marina(console):
    console.type_at("Buscar en el personal", "marina")
    wait_for("Marina alone", lambda: len(people(console)) == 1)
    console.shows("Cuenta mibarra")


def people(console):
    return [node.get_name() for node in console.walk(console.find("Personal", "list"))
            if node.get_role_name() == "list item"]


prepare()


@tests.case
def the_new_person_signs_in_and_sees_their_scope_only():
    consoles["mibarra"] = Console(build, ["--new-window"], exports)
    marina().wait("Iniciar sesión", "push button", 40)
    sign_in(marina(), PASSWORD)
    marina().shows("Marina Ibarra Soto", 40)
    assert not marina().find("Buscar en el personal"), "the staff is not hers"
    wait_for("her process", lambda: len(processes(marina())) == 1)
    assert processes(marina())[0].startswith("Revocación de mandato"), processes(marina())


@tests.case
def the_supervisor_sees_the_last_sign_in():
    console = open_staff("lucia")
    choose_marina(console)
    console.shows("Último acceso")
    assert not any("Nunca" in word for word in console.words()), console.words()


def ask_for_password(console):
    def choose_item():
        console.click(console.wait("Su cuenta").get_child_at_index(0))
        console.click(console.menu_item("Cambiar contraseña…"))
    console.open_by(choose_item, "Cambiar contraseña")


@tests.case
def everybody_changes_their_own_password_and_stays_connected():
    console = marina()
    ask_for_password(console)
    console.type_at("Contraseña nueva", SECOND)
    console.type_at("La misma otra vez", SECOND)
    console.click(console.button("Cambiar"))
    console.wait_gone(1)
    pid = stack.sql("postgres", "SELECT pid FROM pg_stat_activity WHERE usename = 'mibarra'")
    stack.sql("postgres", f"SELECT pg_terminate_backend({pid})")
    again = f"{SESSIONS} AND pid <> {pid}"
    wait_for("a session with the new password", lambda: stack.sql("postgres", again) == "1")


def gets_in(password):
    done = subprocess.run(["psql", "-XAt", "-d", "service=apoyo user=mibarra", "-c", "SELECT 1"],
                          env=dict(os.environ, PGPASSWORD=password), capture_output=True, text=True)
    return done.stdout.strip() == "1"


@tests.case
def the_old_password_is_worth_nothing():
    assert gets_in(SECOND) and not gets_in(PASSWORD)


def disable():
    lucia().confirm("Desactivar…", "Desactivar")
    wait_for("it to be disabled", lambda: not may_sign_in())


@tests.case
def disabling_ends_the_open_session():
    """Also what stands over her window: the password she was about to take is nobody's to read."""
    ask_for_password(marina())
    marina().type_at("Contraseña nueva", "ocho ranas bajo un puente")
    disable()
    lucia().click(lucia().button("Deshacer", 30))
    wait_for("the account, by undo", may_sign_in)
    disable()
    marina().wait("Iniciar sesión", "push button", 40)
    wait_for("her dialog to go with her window", lambda: marina().windows() == 1)
    assert stack.sql("postgres", SESSIONS) == "0"
    sign_in(marina(), SECOND)
    # The words may be those of the session that ended: with the answer the button comes back.
    marina().button("Iniciar sesión", 30)
    marina().shows("no le permite iniciar sesión", 30)


@tests.case
def enabling_lets_them_in_again():
    lucia().click(lucia().button("Activar"))
    wait_for("the account", may_sign_in)
    sign_in(marina(), SECOND)
    marina().shows("Marina Ibarra Soto", 30)
    wait_for("her session", lambda: stack.sql("postgres", SESSIONS) == "1")


@tests.case
def auditors_look_and_change_nothing():
    lucia().close()
    assert not lucia().complaints(), lucia().complaints()
    del consoles["lucia"]
    console = open_staff("elena")
    choose_marina(console)
    console.shows("Solamente quien supervisa administra al personal")
    for node in console.walk():
        assert node.get_role_name() != "push button" or node.get_name() not in (
            "Agregar persona", "Desactivar…", "Restablecer contraseña…", "Otorgar…", "Impedir…") or \
            not node.get_state_set().contains(Atspi.StateType.SENSITIVE), node.get_name()


@tests.case
def gtk_has_nothing_to_complain_of_and_no_password_is_in_a_log():
    for console in consoles.values():
        assert console.is_running()
        assert not console.complaints(), console.complaints()
    logs = [os.path.join(stack.dir, "apoyod.log"), os.path.join(stack.dir, "log"),
            *(console.log.name for console in consoles.values())]
    found = subprocess.run(["grep", "-rlE", f"{PASSWORD}|{SECOND}", *logs], capture_output=True,
                           text=True)
    assert not found.stdout, found.stdout


def close():
    for console in consoles.values():
        console.close()
    stack.close()


tests.main(close)
