"""Signing in with a password, and what is said when it does not go: the real program and server.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session, where there is
no keyring.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import tempfile

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import Console, Stack, count, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600)
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
services = os.path.join(exports, "pg_service.conf")
socket = os.path.join(stack.dir, "socket")
consoles = []


def hba(lines):
    """Puts lines before those of the private cluster, which trusts whoever reaches its socket."""
    path = os.path.join(stack.dir, "postgres", "pg_hba.conf")
    with open(path, encoding="utf-8") as file:
        rest = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(lines + rest)
    stack.sql("postgres", "SELECT pg_reload_conf()")


def prepare():
    with open(services, "w", encoding="utf-8") as file:
        file.write(f"[apoyo]\nhost={socket}\ndbname=apoyo\n"
                   f"[nowhere]\nhost={exports}\ndbname=apoyo\n")
    os.environ["PGSERVICEFILE"] = services
    stack.sql("postgres", """
        CREATE ROLE marta LOGIN PASSWORD 'correct horse';
        CREATE ROLE closed NOLOGIN PASSWORD 'correct horse';
        CREATE ROLE former LOGIN PASSWORD 'correct horse';
        GRANT apoyo_watch TO marta, former;
        INSERT INTO apoyo.staff (role, display_name, active)
        VALUES ('marta', 'Marta Núñez', true), ('former', 'Persona Anterior', false);
        INSERT INTO apoyo.staff_scope (role, since) VALUES ('marta', now());""")
    hba("local all marta,closed,former,unknown scram-sha-256\n")


def open_dialog():
    if consoles:
        consoles.pop().close()
    consoles.append(Console(build, ["--new-window"], exports))
    consoles[0].wait("Iniciar sesión", "push button", 30)
    return consoles[0]


def fill(console, service, user, password):
    for title, text in (("Servicio", service), ("Cuenta", user), ("Contraseña", password)):
        console.type_into(wait_for(title, lambda: console.find_entry(title)), text)
    console.click(console.button("Iniciar sesión", 30))


def refused(console, service, user, password, words):
    """With the answer the button comes back; the words may be those of the time before until then."""
    fill(console, service, user, password)
    console.button("Iniciar sesión", 60)
    console.shows(words)


prepare()


@tests.case
def a_wrong_password_is_said_at_the_fields():
    console = open_dialog()
    refused(console, "apoyo", "marta", "wrong", "La cuenta o la contraseña no son correctas")
    assert console.is_running()


@tests.case
def unknown_and_closed_accounts_get_the_same_answer():
    for user in ("unknown", "closed"):
        refused(consoles[0], "apoyo", user, "whatever", "La cuenta o la contraseña no son correctas")


@tests.case
def a_closed_account_with_its_password_is_told_apart():
    refused(consoles[0], "apoyo", "closed", "correct horse", "no le permite iniciar sesión")


@tests.case
def former_staff_is_sent_to_who_administers_it():
    refused(consoles[0], "apoyo", "former", "correct horse", "no es de personal activo")


@tests.case
def a_server_that_is_not_there_is_not_a_wrong_password():
    refused(consoles[0], "nowhere", "marta", "correct horse", "No se puede alcanzar el servidor")


@tests.case
def the_right_password_leads_to_the_board_without_a_keyring():
    console = consoles[0]
    console.press(wait_for("the row", lambda: console.find_label("Recordar la contraseña")))
    fill(console, "apoyo", "marta", "correct horse")
    console.shows("No se pudo recordar la contraseña", 40)  # first, as it does not stay
    console.wait("Conteo en vivo")
    console.shows("Marta Núñez")
    console.shows(count(stack.number(
        "SELECT sum(valid) FROM apoyo.board_promovente WHERE process = 1")), 30)


@tests.case
def after_a_loss_the_session_is_signed_in_again():
    pid = stack.sql("postgres", "SELECT pid FROM pg_stat_activity WHERE usename = 'marta'")
    assert pid.isdigit(), pid
    stack.sql("postgres", f"SELECT pg_terminate_backend({pid})")
    signed_in = f"""SELECT count(*) FROM apoyo.session AS s JOIN pg_stat_activity AS a
        ON a.pid = s.backend WHERE s.role = 'marta' AND a.usename = 'marta' AND a.pid <> {pid}"""
    wait_for("a session signed in", lambda: stack.sql("postgres", signed_in) == "1")
    consoles[0].shows("En vivo", 20)


@tests.case
def a_password_changed_meanwhile_leads_back_to_the_dialog():
    stack.sql("postgres", "ALTER ROLE marta PASSWORD 'another'")
    stack.sql("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              " WHERE usename = 'marta'")
    consoles[0].wait_shown("Iniciar sesión", "push button", 60)
    consoles[0].shows("La cuenta o la contraseña no son correctas")
    fill(consoles[0], "apoyo", "marta", "another")
    consoles[0].wait("Conteo en vivo")


@tests.case
def a_role_without_a_page_is_told_so():
    consoles.pop().close()
    consoles.append(Console(build, ["--dir", stack.dir, "--user", "ana"], exports))
    consoles[0].shows("No hay páginas para su función", 30)
    consoles[0].shows("Ana Treviño")


@tests.case
def nothing_complains_and_no_password_is_in_a_log():
    assert consoles[0].is_running()
    assert not consoles[0].complaints(), consoles[0].complaints()
    log = subprocess.run(["grep", "-rlE", "correct horse|another'", consoles[0].log.name],
                         capture_output=True, text=True)
    assert not log.stdout, log.stdout


def close():
    for console in consoles:
        console.close()
    stack.close()


tests.main(close)
