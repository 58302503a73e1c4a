"""The dossier of one support, as a supervisor opens it, and the registration of an auxiliary: the
real program, a real capture sent over HTTP, the real service with the keys.

Arguments: source folder, build folder. Runs inside xvfb-run and dbus-run-session.
SPDX-License-Identifier: GPL-3.0-or-later
"""

import glob
import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import uuid

source, build = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "tests"))
import tap  # noqa: E402
from robot import DIGITS, Atspi, Console, Stack, until, wait_for  # noqa: E402

tests = tap.Suite()
stack = Stack(build, 600, "intake,ledger,evidence")  # whatever is found is planted here
exports = tempfile.mkdtemp(prefix="apoyo-exports.")
consoles = {}
SENSITIVE = Atspi.StateType.SENSITIVE
YEAR = '{"field": "valid_until", "check": "back.agreement.qr2.valid_until", "picture": "back", "confidence": 1}'
SIMULATION = '{"field": "front", "check": "front.template", "cause": "M6", "picture": "front", "confidence": 0.9}'
REGION = '{"field": "front", "picture": "front", "confidence": 0.97, "region": [0.2, 0.25, 0.4, 0.3]}'


def picture(name):
    """The whole screen, when somebody wants to look (APOYO_PICTURES is a folder)."""
    folder = os.environ.get("APOYO_PICTURES")
    if folder:
        time.sleep(0.7)
        subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                       check=False)


def draw():
    """The four pictures of somebody invented, and what they typed."""
    folder = tempfile.mkdtemp(prefix="apoyo-pictures.")
    subprocess.run([os.path.join(build, "src/sim/apoyo-sim"), "pictures", "--plant", "clean",
                    "--seed", "11", "--count", "1", "--dir", folder], check=True)
    folder = glob.glob(os.path.join(folder, "*"))[0]
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as file:
        return folder, json.load(file)


def send(folder, truth):
    """The capture as a phone sends it; answers the folio."""
    key = "".join(secrets.choice(DIGITS) for _ in range(20))
    stack.sql("ruben", f"""SELECT apoyo.sign_in('robot', 'robot') \\g /dev/null
        SELECT apoyo.register_auxiliary(1, 1, sha256('{key}')) \\g /dev/null""")
    port = int(open(os.path.join(stack.dir, "port"), encoding="ascii").read())

    def post(path, body, headers):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        client.request("POST", path, body, headers)
        answer = client.getresponse()
        data = answer.read()
        assert answer.status == 201, data
        return json.loads(data)
    token = post("/v1/devices", json.dumps({"auxiliary_key": key, "label": "robot"}),
                 {"Content-Type": "application/json"})["token"]
    capture = str(uuid.uuid4())
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    model = truth["model"]
    metadata = {
        "capture": capture, "process": 1, "promovente": 1, "modality": "auxiliary",
        "captured_at": now, "sent_at": now,
        "credential": {"model": model, "curp": truth["curp"], "clave_elector": truth["clave"],
                       "cic": truth.get("cic"), "citizen_id": truth.get("citizen_id"),
                       "ocr": None, "issue": truth["issue"], "section": truth["section"],
                       "valid_until": truth["valid_until"]},
        "names": {name: truth[name] for name in ("given", "paternal", "maternal")},
        "app": "robot", "location": None}
    parts = [("metadata", "application/json", json.dumps(metadata).encode())]
    for name in ("front", "back", "selfie", "signature"):
        with open(os.path.join(folder, name + ".jpg"), "rb") as file:
            parts.append((name, "image/jpeg", file.read()))
    body = b"".join(f'--robot\r\nContent-Disposition: form-data; name="{name}"\r\nContent-Type: '
                    f'{kind}\r\n\r\n'.encode() + content + b"\r\n" for name, kind, content in parts)
    answer = post("/v1/supports", body + b"--robot--\r\n", {
        "Authorization": f"Bearer {token}", "Idempotency-Key": capture,
        "Content-Type": "multipart/form-data; boundary=robot"})
    return capture, answer["folio"]


def sealed():
    """What an examination was made from in which codes and telephone gave another year, the telephone no
    CURP, and the front another one than the codes."""
    with open(os.path.join(source, "tests/core/inspection/clean.json")) as file:
        text = file.read().replace('"valid_until":2033', '"valid_until":2031')
    text = text.replace('"full":false', '"full":true').replace('"curp":"PUEC900115MDFRJD07",', "")
    text = text.replace('"curp_glance","value":1,"text":"PUEC900115MDFRJD07"', '"curp_glance","value":0')
    text = text.replace('"observations":[', '"observations":['
                        '{"name":"ocr_vigencia","value":1,"text":"2021 - 2031","confidence":0.9},'
                        '{"name":"ocr_curp","value":1,"text":"PUEC910115MDFRJD04","confidence":0.9},', 1)
    return subprocess.run([os.path.join(build, "tests/server/evidence-fixture"), "--seal",
                           os.path.join(stack.dir, "keys"), "1"], input=text, check=True,
                          capture_output=True, text=True).stdout.split()[1]


def prepare():
    """The support in review, its person on the roll, its pictures ready to be seen. No validator looks
    at it, which is not what is looked at here."""
    folder, truth = draw()
    wait_for("the intake", lambda: os.path.exists(os.path.join(stack.dir, "port")))
    capture, number = send(folder, truth)
    roll = int(stack.sql("postgres", "SELECT max(id) + 1 FROM apoyo.roll") or 1)
    done = subprocess.run([os.path.join(build, "tests/server/evidence-fixture"),
                           os.path.join(stack.dir, "keys"), os.path.join(stack.dir, "vault"), "1",
                           capture, str(roll), truth["clave"], folder],
                          check=True, capture_output=True, text=True)
    names = dict(line.split() for line in done.stdout.splitlines())
    support = f"(SELECT id FROM apoyo.support WHERE folio = '{number}')"
    stack.sql("postgres", f"""
        INSERT INTO apoyo.roll (id, clave_key, entity, section, status, import) OVERRIDING SYSTEM VALUE
        VALUES ({roll}, '\\x{names["clave"]}', '09', '0001', 'active', 0);
        DELETE FROM apoyo.work WHERE kind = 'validation' AND support = {support};
        SELECT apoyo.settle({support}, 'support-validated', '{{in_review}}',
          (SELECT array_agg(g) FROM unnest((SELECT grounds FROM apoyo.support
            WHERE folio = '{number}')::apoyo.situation[]) AS g WHERE g <> 'in_review'),
          NULL, true, {roll}, '\\x{names["citizen"]}', '09', NULL, NULL);
        SELECT apoyo.add_finding({support}, 'photocopy', '{REGION}');
        SELECT apoyo.add_finding({support}, 'code_disagrees', '{YEAR}');
        SELECT apoyo.add_finding({support}, 'template', '{SIMULATION}')""")
    return number, truth["clave"]


folio, clave = prepare()
SUPPORT = f"(SELECT id FROM apoyo.support WHERE folio = '{folio}')"


def open_as(user, *arguments):
    for other in list(consoles):
        consoles.pop(other).close()
    consoles[user] = Console(build, ["--dir", stack.dir, "--user", user, *arguments], exports)
    return consoles[user]


def lucia():
    return consoles["lucia"]


def is_page(console, name):
    return console.find(name, "list item").get_state_set().contains(Atspi.StateType.SELECTED)


def button(console, name):
    """One that stays pressed, which GTK calls now this and now that."""
    return wait_for(f"the button {name}", lambda: next(
        (node for node in console.walk() if node.get_name() == name and node.get_action_iface()
         and node.get_role_name() in ("push button", "toggle button")), None))


def answer_dialog(texts, act):
    """Fills the fields of the dialog that is open, by their titles, and presses its button."""
    console = next(iter(consoles.values()))
    fill_dialog(texts)
    picture("dialog-" + act)
    console.click(console.wait(act, "push button"))


def fill_dialog(texts):
    console = next(iter(consoles.values()))
    for title, text in texts.items():
        console.type_into(wait_for(title, lambda name=title: next(
            (node for node in console.walk() if node.get_name() == name and node.get_editable_text_iface()
             and node.is_in_view()), None)), text)


@tests.case
def a_link_opens_the_dossier():
    console = open_as("lucia", "apoyo:" + folio.lower())
    console.shows("Aún no se decide: debe revisarlo una persona", 40)
    for text in ("Hallazgos", "Cronología", "confianza 0.97", "Captaciones de la misma persona",
                 "Apoyo recibido"):
        console.shows(text)
    # Further down, beyond the window; no validator has looked at it yet.
    for text in ("¿Por qué cuenta / no cuenta?", "En papel solo donde rige el régimen de excepción",
                 "Nada pendiente de decidir en Mesa de Control", "Sin revisión de imágenes y datos"):
        console.wait(text, "label")
    assert any((word or "").startswith("Como se decidió el ") for word in console.words()), console.words()
    assert not console.find("Ver imágenes", "push button").get_state_set().contains(SENSITIVE), \
        "nothing is seen before its purpose is chosen"
    picture("dossier")


@tests.case
def pictures_are_seen_for_a_purpose_and_written_down():
    console = lucia()
    uses = ("SELECT count(*) FROM apoyo.ticket_use AS u JOIN apoyo.ticket AS t ON t.id = u.ticket "
            f"WHERE t.support = {SUPPORT}")
    assert stack.sql("postgres", uses) == "0"
    console.click(button(console, "Supervisión"))
    see = console.wait("Ver imágenes", "push button")
    wait_for("the purpose", lambda: see.get_state_set().contains(SENSITIVE))
    console.click(see)
    wait_for("four looks", lambda: stack.sql("postgres", uses) == "4")
    large = console.wait("Ver en grande: Anverso", "push button")
    wait_for("the picture", lambda: large.get_state_set().contains(SENSITIVE))
    picture("pictures")
    console.click(large)
    console.wait("Anverso · " + folio, "frame")
    wait_for("the fifth look", lambda: stack.sql("postgres", uses) == "5")
    picture("large")
    console.key("Escape")
    wait_for("the window to go", lambda: not console.find("Anverso · " + folio, "frame"))
    console.shows("Evidencia abierta")


@tests.case
def typed_data_is_another_look():
    console = lucia()
    stack.sql("postgres", f"""
        INSERT INTO apoyo.examination (support, process, attempt, engine, settings, rule_version,
                                       evaluation, digest, sealed)
        VALUES ({SUPPORT}, 1, 1, 1, 1, 1, '{{}}', sha256('x'), '\\x{sealed()}')""")
    console.click(console.wait("Ver datos", "push button"))
    console.shows(clave)
    # Of what does not agree both are told; what only agrees is counted.
    console.shows("Zona de lectura mecánica · vigencia: leído 33 · captado 31")
    console.shows("CURP: leído en el anverso PUEC910115MDFRJD04 · en el código PUEC900115MDFRJD07")
    assert not console.is_shown("leído 2021 - 2031"), "that is the year that was captured"
    console.shows("comparaciones dieron lo mismo")
    picture("data")


@tests.case
def a_flag_is_set_with_a_reason():
    console = lucia()
    console.shows("Sin poner · la sugiere un hallazgo de simulación (M6)")
    console.open("Poner… Bajo vista")  # what was looked at is told, with new buttons
    answer_dialog({"Motivo": "Queja 7"}, "Poner")
    console.shows("Marca puesta: Bajo vista")
    assert stack.sql("postgres", f"SELECT flag, made_by FROM apoyo.support_act WHERE support = {SUPPORT}") \
        == "vista|lucia"
    lift = console.wait("Retirar… Bajo vista", "push button")
    assert not lift.get_state_set().contains(SENSITIVE), "who set it does not lift it"


@tests.case
def the_person_is_found_by_clave_with_a_reason():
    console = lucia()
    console.type_into(console.wait("Folio del apoyo"), "RM26-0000000000-0")
    console.open_by(lambda: console.key("ctrl+n"), "Buscar por clave")
    answer_dialog({"Clave de elector": clave, "Motivo": "Queja 7"}, "Buscar")
    wait_for("the folio", lambda: console.text(console.find("Folio del apoyo")) == folio)
    assert stack.sql("postgres", "SELECT count(*) FROM apoyo.ticket WHERE kind = 'search' "
                     "AND purpose = 'Queja 7'") == "1"


@tests.case
def a_search_says_which_processes_could_not_be_searched():
    console = lucia()
    code = stack.sql("postgres", "SELECT code FROM apoyo.process WHERE id = 2")
    # Another key than the server has: as when the file is lost.
    stack.sql("postgres", "INSERT INTO apoyo.process_key (process, key_id) VALUES (2, substr(sha256('other'), 1, 16))"
              " ON CONFLICT (process) DO UPDATE SET key_id = excluded.key_id")
    console.open_by(lambda: console.key("ctrl+n"), "Buscar por clave")
    answer_dialog({"Clave de elector": clave, "Motivo": "Queja 8"}, "Buscar")
    console.shows(f"No se buscó en estos procesos, porque en el servidor falta su llave: {code}")
    picture("not-searched")
    console.click(wait_for("the folio", lambda: console.find(folio, "push button", console.top())))


def choose_process(console, key, chosen):
    """By the keys, as the list stands over the window: the drill of the captures stands first."""
    def choose():
        console.press(wait_for("the processes", lambda: next(
            (node for node in console.walk(console.top()) if node.get_role_name() == "combo box"), None)))
        time.sleep(0.7)
        picture("stuck-" + key)
        subprocess.run(["xdotool", "key", key, "Return"], check=True)
        console.program.forget()
    until(choose, "the process", chosen)


@tests.case
def stuck_work_of_any_process_is_opened():
    console = lucia()
    stack.sql("postgres", f"SELECT apoyo.add_finding({SUPPORT}, 'unreadable', NULL)")
    console.type_into(console.wait("Folio del apoyo"), "")
    windows = console.open("Trabajo detenido…")
    wait_for("the folio", lambda: console.find(folio, "push button", console.top()))
    choose_process(console, "End", lambda: console.is_shown(
        "Todo el trabajo de este proceso avanza por sí solo."))
    choose_process(console, "Home", lambda: console.find(folio, "push button", console.top()))
    picture("stuck")
    console.click(console.button(folio))
    console.wait_gone(windows, "the window")
    wait_for("the folio", lambda: console.text(console.find("Folio del apoyo")) == folio)


@tests.case
def stuck_work_is_tried_again():
    console = lucia()
    # What was found by clave is shown anew, with new buttons.
    console.confirm("Validar de nuevo… Revisión por personas", "Validar de nuevo",
                    lambda: fill_dialog({"Motivo": "Se reparó el lector"}))
    console.shows("Enviado de nuevo a la validación automática")
    assert not console.complaints(), console.complaints()


@tests.case
def a_link_opens_in_the_console_that_is_open():
    console = lucia()
    other = stack.sql("postgres", f"SELECT min(folio) FROM apoyo.support WHERE process = 1 AND folio <> '{folio}'")
    console.key("alt+1")
    wait_for("another page", lambda: is_page(console, "Procesos"))
    assert console.start_again("apoyo:" + other) == 0
    wait_for("the page", lambda: is_page(console, "Expediente"))
    wait_for("the folio", lambda: console.text(console.find("Folio del apoyo")) == other)
    console.shows(other)
    # As desktops with virtual file systems hand it on.
    assert console.start_again("apoyo:///" + folio.replace("-", "%2D")) == 0
    wait_for("the first again", lambda: console.text(console.find("Folio del apoyo")) == folio)
    assert console.start_again() == 0, "a second start shows the one that is open"
    assert not console.complaints(), console.complaints()


@tests.case
def another_account_has_a_console_of_its_own():
    console, beside = lucia(), Console(build, ["--dir", stack.dir, "--user", "ruben"], exports)
    beside.wait("Procesos")
    assert console.start_again("apoyo:" + folio) == 0
    wait_for("the folio", lambda: console.text(console.find("Folio del apoyo")) == folio)
    assert console.is_running() and beside.is_running()
    beside.close()


@tests.case
def an_auxiliary_is_registered_against_the_roll():
    console = open_as("ruben")
    console.wait("Procesos")
    console.key("alt+1")
    console.choose_process("RM26", "Revocación de mandato 2026")
    console.tab("Promoventes")
    console.type_into(console.wait("Buscar promoventes del proceso"), "RM-00001")
    until(lambda: console.press(wait_for("one promovente", lambda: console.find_label("RM-00001"))),
          "it to be chosen", lambda: console.button("Auxiliares…", 1))
    console.open("Auxiliares…")
    console.open("Registrar auxiliar…")
    answer_dialog({"Clave de elector": "GMPRPD79020209M300"}, "Registrar")
    console.shows("Nadie en el padrón")
    answer_dialog({"Clave de elector": clave}, "Registrar")
    done = console.wait("Ya la anoté", "push button")
    picture("key")
    console.click(done)
    assert stack.sql("postgres", "SELECT count(*) FROM apoyo.auxiliary AS a WHERE a.registered_by = "
                     "'ruben' AND a.roll = (SELECT max(id) FROM apoyo.roll)") == "1"
    assert not console.complaints(), console.complaints()


def register_device(key):
    port = int(open(os.path.join(stack.dir, "port"), encoding="ascii").read())
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    client.request("POST", "/v1/devices", json.dumps({"auxiliary_key": key, "label": "robot"}),
                   {"Content-Type": "application/json"})
    answer = client.getresponse()
    answer.read()
    return answer.status


def press_when_ready(console, name):
    console.click(wait_for(f"the button {name}", lambda: next(
        (node for node in console.walk() if (node.get_name() or "").endswith(name)
         and node.get_role_name() == "push button" and node.get_state_set().contains(SENSITIVE)), None), 30))


@tests.case
def auxiliaries_come_from_a_file_and_their_keys_are_handed_out():
    console = consoles["ruben"]
    table = os.path.join(exports, "auxiliares.csv")

    def write(*rows):
        with open(table, "w", encoding="utf-8") as file:
            file.write("\n".join(["Folio promovente,Nombre,Clave de elector", *rows]) + "\n")
    write(f"RM-00002,Ada,{clave}", "RM-00001,Bea,GMPRPD79020209M300")
    console.open("Importar auxiliares")
    console.type_into(wait_for("the path", lambda: console.find_entry("Ruta del archivo")), table)
    press_when_ready(console, "Continuar")
    console.shows("No es de nadie en el padrón", 30)
    told = console.words(console.find("Lo que está mal en el archivo"))
    reason = next(i for i, word in enumerate(told) if "No es de nadie en el padrón" in (word or ""))
    assert told[reason - 1] == "—", told
    assert not any("GMPRPD79020209M300" in (word or "") for word in told), "nobody's clave is shown"
    picture("auxiliaries-check")
    write(f"RM-00002,Ada,{clave}")
    press_when_ready(console, "Comprobar de nuevo")
    # Stored while somebody is asked whether to leave: the keys stay until they say so of them.
    wait_for("the check", lambda: button(console, "Registrar auxiliares").get_state_set().contains(SENSITIVE))
    with stack.locked("apoyo.auxiliary", "EXCLUSIVE"):
        press_when_ready(console, "Registrar auxiliares")
        windows = console.open_by(lambda: console.key("Escape"), "¿Salir de la importación?")
        console.shows("¿Salir de la importación?")
    console.shows("1 auxiliar registrado", 30)
    console.click(console.button("Salir"))
    console.wait_gone(windows, "the question")
    time.sleep(0.5)  # nor does it go a moment later
    console.shows("1 auxiliar registrado")
    picture("auxiliaries-keys")
    windows = console.open_by(lambda: console.key("Escape"), "¿Cerrar sin exportar las claves?")
    console.shows("¿Cerrar sin exportar las claves?")
    press_when_ready(console, "Cancelar")
    console.wait_gone(windows, "the question")
    press_when_ready(console, "Exportar claves…")
    path = os.path.join(exports, "claves-1.csv")
    wait_for("the keys", lambda: os.path.exists(path) and os.path.getsize(path))
    assert os.stat(path).st_mode & 0o077 == 0, "for nobody else"
    with open(path, encoding="utf-8") as file:
        names, row = [line.strip().split(",") for line in file]
    assert dict(zip(names, row))["promovente"] == "2", row
    assert register_device(row[names.index("key")]) == 201
    console.click(console.button("Cerrar"))
    wait_for("the dialog to go", lambda: not console.find("Exportar claves…", "push button"))


@tests.case
def another_key_takes_the_place_of_a_lost_one():
    console = consoles["ruben"]
    label = stack.sql("postgres", "SELECT a.promovente || '-' || a.number FROM apoyo.auxiliary AS a "
                      "WHERE a.registered_by = 'ruben' AND a.promovente = 1 AND a.roll IS NOT NULL")
    key = f"SELECT key_hash FROM apoyo.auxiliary WHERE process = 1 AND promovente || '-' || number = '{label}'"
    before = stack.sql("postgres", key)
    console.open(f"Clave nueva para el auxiliar {label}")
    answer_dialog({"Motivo": "Extravió su clave"}, "Dar clave nueva")
    console.click(console.wait("Ya la anoté", "push button"))
    assert stack.sql("postgres", key) != before
    assert not console.complaints(), console.complaints()


@tests.case
def auxiliaries_are_found_as_one_types():
    console = consoles["ruben"]
    console.key("ctrl+f")

    def rows():
        return [word for word in console.words() if re.fullmatch("1-[0-9]+", word or "")]
    wait_for("the rows", rows)
    console.type_into(console.wait("Buscar auxiliares"), "nadie así")
    console.shows("Nada coincide con «nadie así»")
    wait_for("no row", lambda: not rows())
    console.type_into(console.wait("Buscar auxiliares"), "1-")
    wait_for("the rows again", rows)


def close():
    for console in consoles.values():
        for line in console.complaints():
            print("#", line)
        console.close()
    stack.close()


tests.main(close)
