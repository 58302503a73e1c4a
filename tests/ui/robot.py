"""The console, driven as a person with a screen reader and a keyboard would.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import atexit
import csv
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import tap
from accessible import Atspi, GLib, Gone, Program
from stack import DIGITS, PATIENCE, Stack, until, wait_for

__all__ = ["DIGITS", "Atspi", "Console", "Stack", "count", "read_csv", "until", "wait_for"]

PRESSED_SECONDS = 0.27


def still_settings():
    """A configuration folder that asks for no animations: what slides in is neither where it will be
    nor done being drawn, and a robot waits for both."""
    folder = tempfile.mkdtemp(prefix="apoyo-settings.")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.mkdir(os.path.join(folder, "gtk-4.0"))
    with open(os.path.join(folder, "gtk-4.0", "settings.ini"), "w", encoding="utf-8") as file:
        file.write("[Settings]\ngtk-enable-animations=false\n")
    return folder


class Console:
    """The program under test, seen through the accessibility bus."""

    def __init__(self, build, arguments, exports):
        self.log = tempfile.NamedTemporaryFile(prefix="apoyo-console.", suffix=".log")
        environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=os.path.join(build, "data"),
                           APOYO_LOCALEDIR=os.path.join(build, "po"), GSETTINGS_BACKEND="memory",
                           LANG="C.UTF-8", LANGUAGE="es", GDK_BACKEND="x11", GSK_RENDERER="cairo",
                           APOYO_EXPORT_DIR=exports, GTK_A11Y="atspi",
                           XDG_CONFIG_HOME=still_settings())
        environment.pop("LC_ALL", None)
        self.path, self.environment = os.path.join(build, "src/console/apoyo-console"), environment
        self.process = subprocess.Popen(
            [self.path, *arguments], env=environment, stdout=self.log, stderr=self.log)
        tap.witnesses.append(self.testify)
        self.program = Program(self.process.pid)
        self.application = wait_for("the console on the bus", self.find_application)

    def find_application(self):
        if self.process.poll() is not None:
            with open(self.log.name, encoding="utf-8", errors="replace") as log:
                raise AssertionError(f"the console ended with {self.process.returncode}: {log.read()[-2000:]}")
        return self.program.find()

    def testify(self):
        """Its windows and what can be read and pressed in the uppermost, for whoever wonders why a case
        failed. All the people here are invented."""
        if self.process.poll() is not None:
            return [f"the console ended with {self.process.returncode}", *self.complaints()[-10:]]
        self.program.forget()
        told = [f"window: {self.application.get_child_at_index(i).get_name()}"
                for i in range(self.windows())]
        for node in self.walk(self.top()):
            try:
                if node.get_role_name() in ("label", "push button", "toggle button") \
                        and node.get_name() and node.is_in_view():
                    states = node.get_state_set()
                    told.append(f"{node.get_role_name()}: {node.get_name()}"
                                + (" (pressed)" if states.contains(Atspi.StateType.PRESSED) else "")
                                + ("" if states.contains(Atspi.StateType.SENSITIVE)
                                   else " (insensitive)"))
            except (GLib.Error, Gone):
                continue
        return told[:150]

    def start_again(self, *arguments):
        """As a click on a link or in the menu does while this one is open; answers how it ended."""
        return subprocess.run([self.path, *arguments], env=self.environment, timeout=30,
                              check=False).returncode

    def walk(self, node=None):
        """The node and all below it, in order."""
        node = node or self.application
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child:
                yield from self.walk(child)

    def find(self, name, role=None, inside=None):
        for node in self.walk(inside):
            try:
                if node.get_name() == name and (role is None or node.get_role_name() == role):
                    return node
            except (GLib.Error, Gone):
                continue
        return None

    def wait(self, name, role=None, seconds=PATIENCE):
        return wait_for(f"“{name}”", lambda: self.find(name, role), seconds)

    def wait_shown(self, name, role, seconds=PATIENCE):
        """Of several pages that have such a thing, that of the page in view."""
        return wait_for(f"“{name}” in view", lambda: next(
            (node for node in self.walk()
             if node.get_name() == name and node.get_role_name() == role
             and node.is_in_view()), None),
            seconds)

    def windows(self):
        return self.application.get_child_count()

    def top(self):
        """The window that was opened last."""
        return self.application.get_child_at_index(self.windows() - 1)

    def is_marked(self):
        """Whether the window on top says that it is of a drill, to eyes and ears."""
        return "Simulacro" in self.words(self.top()) and self.top().get_description() == "Simulacro"

    def button(self, name, seconds=PATIENCE):
        """The one in view that can be pressed by now, in the window that was opened last. The answers
        of a message dialog say their label twice, once with its mnemonic."""
        def found():
            return next((node for node in reversed(list(self.walk(self.top())))
                         if node.get_role_name() == "push button"
                         and node.get_name().replace("_", "") in (name, f"{name} {name}")
                         and node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                         and node.is_in_view()),
                        None)
        return wait_for(f"the button “{name}”", found, seconds)

    def open(self, name):
        """Presses what opens a window, and answers how many there were before."""
        return self.open_by(lambda: self.click(self.button(name)), name)

    def open_by(self, act, name):
        windows = self.windows()
        until(act, f"the dialog of “{name}”", lambda: self.windows() > windows)
        return windows

    def wait_gone(self, windows, what="the dialog"):
        """Until no more than these windows are left."""
        wait_for(f"{what} to go", lambda: self.windows() <= windows)

    def escape(self, windows=1, seconds=PATIENCE):
        """Closes what stands over them, whichever of it the key reaches first."""
        def gone():
            if self.windows() > windows:
                self.key("Escape")
                time.sleep(0.5)
            return self.windows() <= windows
        wait_for("the dialogs to go", gone, seconds)

    def confirm(self, name, answer=None, before=None):
        """Presses what opens a dialog and, when that is there (and filled by before), its answer."""
        windows = self.open(name)
        if before:
            before()
        self.click(self.button(answer or name))
        self.wait_gone(windows, f"the dialog of “{name}”")

    def type_at(self, name, text):
        """Into the field of that name, of whichever kind."""
        self.type_into(wait_for(f"the field “{name}”", lambda: self.find_entry(name) or next(
            (node for node in self.walk() if node.get_name() == name
             and node.get_editable_text_iface() and node.is_in_view()), None)), text)

    def write(self, title, text):
        """Into that field of the window on top: the page may have one of the same name."""
        self.steadily(lambda: self.type_into(wait_for(f"the field “{title}”", lambda: next(
            (node for node in self.walk(self.top()) if node.get_name() == title
             and node.get_editable_text_iface() and node.is_in_view()), None)), text))

    def tab(self, name):
        """Of those above a page."""
        def found():
            return next((node for node in self.walk() if node.get_name() == name
                         and node.get_action_iface()
                         and node.get_role_name() in ("push button", "toggle button")
                         and node.is_in_view()), None)

        def opens():
            node = found()
            return node and node.get_state_set().contains(Atspi.StateType.PRESSED)
        until(lambda: self.click(wait_for(f"the tab {name}", found)), f"the tab {name} to open", opens)

    def more(self, item):
        """From the page's menu, which news from the database may close."""
        until(lambda: self.press(self.wait("Más")), f"“{item}” in the menu",
              lambda: self.find_item(item))
        self.click(self.menu_item(item))

    def find_item(self, item):
        return next((node for node in self.walk() if node.get_name() == item
                     and node.get_action_iface() and node.is_in_view()), None)

    def menu_item(self, item):
        """Of a menu that is open."""
        return wait_for(f"“{item}” in the menu", lambda: self.find_item(item))

    def text(self, node):
        return node.get_text() if node.get_text_iface() else ""

    def words(self, inside=None):
        """Every label's text."""
        found = []
        for node in self.walk(inside):
            try:
                if node.get_role_name() == "label":
                    found.append(node.get_name() or self.text(node))
            except (GLib.Error, Gone):
                continue
        return found

    def shows(self, text, seconds=PATIENCE):
        return wait_for(f"the text “{text}”", lambda: self.is_shown(text), seconds)

    def is_shown(self, text):
        """In a label in view: a page that was shown before keeps its words."""
        def is_there(node):
            try:
                return node.get_role_name() == "label" \
                    and text in (node.get_name() or self.text(node)) and node.is_in_view()
            except (GLib.Error, Gone):
                return False
        return any(map(is_there, self.walk()))

    def choose_process(self, code, name):
        """In the list of the page; one that is being read yet takes the choice back."""
        def row():
            return next((node for node in self.walk(self.find("Procesos", "list"))
                         if node.get_role_name() == "list item"
                         and node.get_name().startswith(f"{name}, ")), None)

        until(lambda: self.steadily(lambda: self.press(wait_for(name, row))), f"{name} to be chosen",
              lambda: row().get_state_set().contains(Atspi.StateType.SELECTED)
              and self.is_shown(f"{code} · reglas"))

    def find_entry(self, title):
        """The text of a row of a form in view: the row bears the title."""
        for node in self.walk():
            try:
                if node.get_editable_text_iface() and node.get_role_name() in ("text", "password text") \
                        and (node.get_name() == title or self.title_of(node) == title) \
                        and node.is_in_view():
                    return node
            except (GLib.Error, Gone):
                continue
        return None

    def find_label(self, text):
        for node in self.walk():
            try:
                if node.get_role_name() == "label" and text == (node.get_name() or self.text(node)) \
                        and node.is_in_view():
                    return node
            except (GLib.Error, Gone):
                continue
        return None

    def title_of(self, node):
        """Of the list item around a node."""
        while node and node.get_role_name() != "list item":
            node = node.get_parent()
        return node.get_name() if node else None

    def steadily(self, act):
        """Does it, again when the page put new widgets in the place of those just found, as a page
        does that reads its figures anew."""
        for _ in range(5):
            try:
                return act()
            except (GLib.Error, Gone) as error:
                if isinstance(error, GLib.Error) and "UnknownMethod" not in error.message:
                    raise  # the widget is there and says no
                time.sleep(0.3)
                self.program.forget()
        return act()

    def click(self, node):
        """Its action; of what stands in its place, should the page have put that there since."""
        name, role = node.get_name(), node.get_role_name()
        found = [node]

        def act():
            target = found.pop() if found else self.wait(name, role)
            assert target.get_action_iface() and target.act(), f"cannot click {name}"
        self.steadily(act)
        if role in ("push button", "toggle button"):
            time.sleep(PRESSED_SECONDS)  # GTK shows it pressed, and only then is it clicked

    def type_into(self, node, text):
        assert node.get_editable_text_iface(), f"cannot type into {node.get_name()}"
        node.set_text(text)

    def shown(self):
        """The X window that was opened last."""
        return wait_for("a window", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            capture_output=True, text=True).stdout.split()[-1])

    def to_window(self, *command):
        """Of xdotool, to the window that was opened last. One that goes in that moment is none to talk
        to, and then another is the last."""
        for left in reversed(range(4)):
            try:
                subprocess.run(["xdotool", *command, self.shown()], check=True, timeout=10,
                               stderr=subprocess.DEVNULL)
                return
            except subprocess.SubprocessError:
                if not left:
                    raise
                time.sleep(0.3)

    def press(self, node, at=None):
        """A click of the pointer, where in it (in parts of its size) matters for a picture alone: rows
        have no action."""
        self.point(node, at)
        subprocess.run(["xdotool", "click", "1"], check=True)
        self.program.forget()

    def point(self, node, at=None):
        """The pointer on it, which a note that is looked at waits for. The window stands at the origin,
        maybe under that of another console."""
        self.to_window("windowraise")
        name, role = node.get_name(), node.get_role_name()
        found = [node]

        def look():
            """Of all that bear the name now, should that one have lost its size: rows are used again."""
            targets = [found.pop()] if found else [
                each for each in self.walk() if (each.get_name(), each.get_role_name()) == (name, role)]
            if not targets:  # called otherwise now: whoever asks for it must know how
                raise Gone
            return next((each.get_extents(Atspi.CoordType.WINDOW) for each in targets
                         if each.is_in_view()), None)
        end = time.monotonic() + PATIENCE
        while not (extents := self.steadily(look)):  # its tab may only just be opening
            assert time.monotonic() < end, f"{name} is not on the screen"
            time.sleep(0.1)
        x, y = (extents.width * at[0], extents.height * at[1]) if at else \
            (min(40, extents.width // 2), extents.height // 2)
        subprocess.run(["xdotool", "mousemove", str(extents.x + int(x)), str(extents.y + int(y))],
                       check=True)

    def key(self, *keys):
        """Keys for the window; there is no window manager to give it the focus."""
        self.to_window("windowfocus", "--sync")
        subprocess.run(["xdotool", "key", *keys], check=True)
        self.program.forget()

    def is_running(self):
        return self.process.poll() is None

    def complaints(self):
        """Warnings on its error stream. The virtual session has nobody to show notifications, and where a
        row goes under the pointer that presses it, GTK 4.8 counts its own active states wrongly."""
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return [line for line in log if re.search(r"(CRITICAL|WARNING|ERROR) \*\*", line)
                    and "org.freedesktop.Notifications" not in line
                    and "Broken accounting of active state" not in line]

    def close(self):
        if self.testify in tap.witnesses:
            tap.witnesses.remove(self.testify)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def count(number):
    return f"{number:,}"


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(io.StringIO(file.read())))


