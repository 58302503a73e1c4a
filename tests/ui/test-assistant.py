"""A candidatura independiente to a federal district, from nothing to open: what is clicked and typed
in the assistant is what the database holds, and two people open it.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import glob
import json
import os
import sys
import tempfile
import time

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import PATIENCE, Atspi, Console, Stack, until, wait_for  # noqa: E402


exports = tempfile.mkdtemp(prefix="apoyo-exports.")
os.environ["XDG_DATA_HOME"] = exports  # what is not saved yet is kept there
tests = tap.Suite()
stack = Stack(build, 600)
consoles = []
opens = (datetime.datetime.now() + datetime.timedelta(days=2)).strftime("%d/%m/%Y")


broken = []


def step(function):
    """A case that goes on from the one before; after one that failed there is nothing to wait for."""
    def run():
        assert not broken, f"not reached: “{broken[0]}” failed"
        try:
            function()
        except BaseException:
            broken.append(run.__name__)
            raise
    run.__name__ = function.__name__
    return tests.case(run)


def open_console(user):
    consoles.append(Console(build, ["--dir", stack.dir, "--user", user], exports))
    return consoles[-1]


def console():
    return consoles[-1]


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def is_shown(node):
    """Its page is the one in view, and has been laid out."""
    return node.is_in_view()


def button(name, seconds=PATIENCE):
    """A button that can be pressed by now."""
    return wait_for(f"the button “{name}”", lambda: find_button(name), seconds)


def find_button(name):
    return next((node for node in console().walk() if node.get_name() == name
                 and node.get_role_name() in ("push button", "button")
                 and is_sensitive(node) and is_shown(node)), None)


def entry(title):
    """What can be typed into, spin buttons too."""
    return wait_for(f"the entry “{title}”", lambda: find_entry(title))


def find_entry(title):
    return next((node for node in console().walk() if node.get_name() == title
                 and node.get_editable_text_iface() and is_shown(node)), None)


def type_into(title, text):
    console().type_into(entry(title), text)


def go_on(title):
    until(lambda: console().click(button(f"Siguiente: {title}")), "the next page",
          lambda: console().find(f"Siguiente: {title}", "push button") is None)
    console().wait_shown(title, "label")


def press_step(title):
    """In the list of steps, whose rows say how each stands."""
    console().press(wait_for(f"the step {title}", lambda: next(
        (node for node in console().walk() if node.get_role_name() == "list item"
         and node.get_name().startswith(title)), None)))


def drafts():
    return stack.number("SELECT count(*) FROM apoyo.draft_list")


def draft(path):
    return stack.sql("ruben", "SELECT configuration #>> '{" + path.replace(".", ",") + "}'"
                     " FROM apoyo.draft_list ORDER BY draft DESC LIMIT 1")


def saved(path, value):
    return wait_for(f"{path} = {value} in the draft", lambda: draft(path) == value)


def process(column):
    return stack.sql("ruben", f"SELECT {column} FROM apoyo.process_list WHERE code = 'DF15'")


@step
def the_page_of_processes_opens_the_assistant():
    stack.add_cutoff("2026-08-31")
    # For a commit of his that waits.
    stack.sql("postgres", """ALTER ROLE ruben SET synchronous_commit = on;
        ALTER SYSTEM SET wal_level = replica;
        ALTER SYSTEM SET max_wal_senders = 1;
        INSERT INTO apoyo.geography (name, drafted_by, adopted_by, adopted_at)
          VALUES ('Marco sin entidades', 'sofia', 'ruben', now());
        INSERT INTO apoyo.demarcation (geography, code, level, name, nominal_list)
          VALUES (2, 'MX', 'country', 'México', 0)""")
    stack.stop()
    stack.start()
    open_console("ruben")
    console().wait("Procesos")
    until(lambda: console().click(button("Nuevo", 30)), "the assistant",
          lambda: console().is_shown("Tipo y cargo"))


@step
def nothing_is_kept_before_anything_is_written():
    assert drafts() == 0


def choose_kind(name, kind):
    until(lambda: console().press(console().wait(name)), f"{kind} in the draft",
          lambda: draft("kind") == kind)


def set_standby(name):
    """A commit of who waits for a standby is done before its answer goes out."""
    stack.sql("postgres", f"ALTER SYSTEM SET synchronous_standby_names = '{name}';"
              "SELECT pg_reload_conf() \\g /dev/null")


def refuse_what_is_asked_for_again():
    """For now: it says nothing of whether the first asking made a draft."""
    stack.sql("postgres", """CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT FROM apoyo.draft AS o WHERE o.key = NEW.key) THEN
          RAISE EXCEPTION USING ERRCODE = '40001';
        END IF;
        RETURN NEW; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON apoyo.draft FOR EACH ROW EXECUTE FUNCTION public.refuse()""")


@step
def a_first_saving_whose_answer_is_lost_makes_one_draft():
    asked = "SELECT pid FROM pg_stat_activity WHERE usename = 'ruben' AND wait_event = 'SyncRep'"
    refuse_what_is_asked_for_again()
    set_standby("nobody")
    try:
        until(lambda: console().press(console().wait("Candidatura independiente: diputación federal")),
              "the draft to be asked for", lambda: stack.sql("postgres", asked))
        assert drafts() == 0, "the answer is not given yet, and nobody sees it"
        stack.sql("postgres", f"SELECT pg_terminate_backend(pid) FROM ({asked}) AS a \\g /dev/null")
    finally:
        set_standby("")
    console().shows("Sin guardar: ")
    stack.sql("postgres", "DROP FUNCTION public.refuse CASCADE")
    type_into("Nombre", "Escrito después")
    saved("name", "Escrito después")
    console().shows("Borrador guardado")
    assert drafts() == 1


@step
def a_kind_brings_the_defaults_of_the_law():
    choose_kind("Candidatura independiente: diputación federal", "federal_deputy")
    assert draft("rule.percentage") == "2"
    assert draft("rule.dispersion.fraction") == "1/2"


@step
def another_kind_by_mistake_is_taken_back_with_what_it_dropped():
    choose_kind("Revocación de mandato", "revocation")
    console().key("ctrl+z")
    saved("kind", "federal_deputy")
    saved("rule.percentage", "2")


@step
def what_is_missing_is_said_and_stops_the_way():
    console().shows("Corrija 2 datos para continuar", 20)


@step
def the_code_becomes_capitals_and_the_acuerdo_is_checked_at_the_field():
    type_into("Nombre", "Diputación federal, Distrito 15")
    type_into("Clave", "df15")
    type_into("Acuerdo", "INE/CG443/")
    console().shows(f"Falta el año: escríbalo como INE/CG443/{datetime.date.today().year}")
    type_into("Acuerdo", "INE/CG443/2023")
    saved("acuerdo", "INE/CG443/2023")
    saved("code", "DF15")
    console().shows("Borrador guardado")


@step
def a_version_that_is_in_force_no_more_is_chosen():
    """What is in force is chosen by itself, and has neither this list of electors nor a demarcation."""
    go_on("Ámbito y corte")
    saved("geography.version", "2")

    def choose():
        console().press(console().wait("Marco geográfico", "combo box"))
        wait_for("its list", lambda: any(word.startswith("v1 · ") for word in console().words()))
        console().key("End", "Return")
    until(choose, "it in the draft", lambda: draft("geography.version") == "1")
    console().shows("v1 · ")


@step
def a_demarcation_is_found_by_typing():
    console().shows("LGIPE art. 371.3", 20)
    console().press(console().wait("Corte", "combo box"))
    wait_for("the list of the cut-off", lambda: any(
        word.startswith("31/08/2026 · ") for word in console().words()))
    console().key("Down", "Return")
    saved("geography.cutoff", "2026-08-31")
    until(lambda: console().press(console().wait("Ámbito: Elegir…")), "the search",
          lambda: find_entry("Buscar una demarcación"))
    type_into("Buscar una demarcación", "distrito 15 mexico")
    wait_for("the district", lambda: any("09-F15" in n.get_name() for n in console().walk()
                                         if n.get_role_name() == "list item" and n.get_name()))
    type_into("Buscar una demarcación", "09-F15")
    wait_for("it alone", lambda: "1 encontrada" in console().words())
    until(lambda: console().key("Return"), "it to be chosen", lambda: draft("scope") == "09-F15")
    console().shows("apoyos por aspirante", 20)


@step
def the_panel_tells_what_the_database_works_out():
    row = stack.sql("ruben", """SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT to_char(p.required, 'FM999,999,999'), p.dispersion_needed
          FROM apoyo.draft_list AS d, apoyo.preview_configuration(d.configuration) AS p""")
    required, needed = row.split("|")
    console().shows(required, 20)
    console().shows(needed, 20)


@step
def a_change_asks_for_reason_and_acuerdo():
    go_on("Umbral y dispersión")
    type_into("Porcentaje mínimo en cada una", "1.25")
    wait_for("what was typed", lambda: console().text(entry("Porcentaje mínimo en cada una")) == "1.25")
    console().shows("Modificado")
    console().shows("1 dato por corregir", 20)
    type_into("Motivo: Porcentaje mínimo en cada una", "Ajuste por reseccionamiento")
    type_into("Acuerdo: Porcentaje mínimo en cada una", "INE/CG443")
    console().shows(f"Falta el año: escríbalo como INE/CG443/{datetime.date.today().year}")
    type_into("Acuerdo: Porcentaje mínimo en cada una", "INE/CG443/2023")
    wait_for("the reason", lambda: json.loads(draft("changes") or "{}").get(
        "dispersion.percentage") == {"reason": "Ajuste por reseccionamiento",
                                     "acuerdo": "INE/CG443/2023"})


@step
def escape_loses_nothing():
    console().key("Escape")
    console().wait_gone(1, "the assistant")
    assert drafts() == 1


def copies():
    """What is kept on this computer."""
    return glob.glob(os.path.join(exports, "apoyo-ciudadano", "drafts", "*.json"))


def choose_draft():
    until(lambda: console().press(wait_for("the draft in the list", lambda: console().find_label(
        "Diputación federal, Distrito 15"))), "the draft", lambda: find_button("Seguir en el asistente"))


def wait_longer_than_it_waits():
    """It keeps what is typed after a second at most: whatever it has a mind to keep is kept by then."""
    then = time.monotonic() + 2
    wait_for("what it would keep", lambda: time.monotonic() > then)


@step
def who_only_looks_changes_nothing():
    last = "SELECT revision, changed_by_name FROM apoyo.draft_list"
    stack.sql("sofia", """SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT apoyo.save_draft(d.draft, d.revision, d.configuration, d.step)
          FROM apoyo.draft_list AS d \\g /dev/null""")
    before = stack.sql("ruben", last)
    choose_draft()
    console().open("Seguir en el asistente")
    console().wait_shown("Umbral y dispersión", "label", 20)
    wait_longer_than_it_waits()
    console().escape()
    assert stack.sql("ruben", last) == before
    assert not copies()


@step
def nothing_is_kept_of_a_draft_that_is_not_there_yet():
    with stack.locked("apoyo.draft", "ACCESS EXCLUSIVE"):
        console().open("Seguir en el asistente")
        wait_for("the draft to be read", lambda: stack.sql("postgres", """SELECT 1 FROM pg_stat_activity
            WHERE usename = 'ruben' AND wait_event_type = 'Lock'"""), 30)
        wait_longer_than_it_waits()
        kept = copies()
    assert not kept
    console().wait_shown("Umbral y dispersión", "label", 20)
    console().escape()


@step
def the_draft_goes_on_where_it_was_left():
    choose_draft()
    console().open("Seguir en el asistente")
    console().wait_shown("Umbral y dispersión", "label", 20)
    wait_for("what was typed", lambda: console().text(entry("Porcentaje mínimo en cada una")) == "1.25")


@step
def the_law_gives_sixty_days():
    go_on("Plazos")
    type_into("Abre", opens + " 00:00")
    console().click(button("Cerrar a los 60 días de la ley"))
    wait_for("the end", lambda: draft("closes_at"))
    days = stack.sql("ruben", """SELECT (d.configuration ->> 'closes_at')::timestamptz
        - (d.configuration ->> 'opens_at')::timestamptz FROM apoyo.draft_list AS d""")
    assert days == "59 days 23:59:59", days


@step
def a_day_that_is_none_is_said_at_the_field():
    before = draft("opens_at")
    legal = button("Cerrar a los 60 días de la ley")
    type_into("Abre", "31/02/2027")
    console().shows("No existe ese día")
    # Nothing is told any more of the day that stood there before.
    saved("opens_at", "")
    wait_for("no day to count from", lambda: not is_sensitive(legal))
    type_into("Abre", opens + " 00:00")
    saved("opens_at", before)


@step
def promoventes_are_typed():
    go_on("Verificación y duplicados")
    go_on("Aspirantes")
    until(lambda: console().click(button("Agregar")), "a row", lambda: find_entry("Nombre 1"))
    type_into("Nombre 1", "Persona de Prueba Uno")
    saved("promoventes.0.name", "Persona de Prueba Uno")
    console().click(button("Quitar 1"))
    console().point(button("Deshacer"))  # so that it stays
    wait_for("nobody in the draft", lambda: not draft("promoventes.0.name"))
    console().click(button("Deshacer"))
    saved("promoventes.0.name", "Persona de Prueba Uno")


@step
def somebody_elses_change_comes_in():
    stack.sql("sofia", """SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT apoyo.save_draft(d.draft, d.revision,
                 jsonb_set(d.configuration, '{name}', '"Distrito 15, Ciudad de México"'), d.step)
          FROM apoyo.draft_list AS d \\g /dev/null""")
    console().shows("también cambió este borrador", 20)
    go_on("Resumen")
    console().shows("Distrito 15, Ciudad de México")


@step
def what_two_people_write_at_the_same_time_is_asked_about():
    press_step("Tipo y cargo")
    name = entry("Nombre")
    hers = """SELECT apoyo.save_draft(d.draft, d.revision,
        jsonb_set(d.configuration, '{name}', '"Distrito 15"'), d.step) FROM apoyo.draft_list AS d"""
    with stack.held("sofia", hers):
        console().type_into(name, "Distrito federal 15")
        wait_for("his to wait for hers", lambda: stack.sql("postgres", """SELECT 1 FROM pg_stat_activity
            WHERE usename = 'ruben' AND wait_event_type = 'Lock'"""), 30)
    console().shows("Nombre: lo suyo «Distrito federal 15», lo de la otra persona «Distrito 15»", 30)
    until(lambda: console().click(console().button("Tomar la otra")), "hers to be taken",
          lambda: console().text(entry("Nombre")) == "Distrito 15")
    console().shows("Borrador guardado")
    saved("name", "Distrito 15")
    type_into("Nombre", "Distrito 15, Ciudad de México")
    saved("name", "Distrito 15, Ciudad de México")
    press_step("Resumen")
    console().shows("Distrito 15, Ciudad de México")


@step
def what_was_configured_is_what_the_database_holds():
    until(lambda: console().click(button("Crear proceso", 30)), "the process",
          lambda: process("state") == "draft", 15)
    assert process("name") == "Distrito 15, Ciudad de México"
    console().shows("DF15 · reglas v1")  # the page shows what was made, and no other process
    assert process("kind || ' ' || scope || ' ' || simulacro") == "federal_deputy 09-F15 false"
    rule = json.loads(stack.sql("ruben", "SELECT h.document FROM apoyo.rule_history AS h JOIN"
                                " apoyo.process_list AS p USING (process) WHERE p.code = 'DF15'"))
    assert rule["percentage"] == "2" and rule["dispersion"]["percentage"] == "1.25", rule
    changes = json.loads(stack.sql("ruben", "SELECT h.changes FROM apoyo.rule_history AS h JOIN"
                                   " apoyo.process_list AS p USING (process)"
                                   " WHERE p.code = 'DF15'"))
    assert changes == {"dispersion.percentage": {"reason": "Ajuste por reseccionamiento",
                                                 "acuerdo": "INE/CG443/2023"}}, changes
    assert process("promoventes || ' ' || cutoff") == "1 2026-08-31"
    assert drafts() == 0


@step
def nothing_is_left_on_this_computer():
    console().wait_gone(1, "the assistant")
    assert not copies()


@tests.case
def nothing_complains():
    assert console().is_running()
    assert not console().complaints(), console().complaints()


def close():
    for each in consoles:
        each.close()
    stack.close()


tests.main(close)
