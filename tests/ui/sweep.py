"""What somebody meets who has no pointer, or no screen: the way of the Tab key through a window, and
the names that a screen reader reads out.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import gettext
import os
import re
import subprocess
import time

from accessible import PREFIX, Atspi, Gio, GLib, Gone, Node

# What one does something with. GTK calls a toggle a push button, and a drop-down a combo box.
PRESSED = {"push button", "toggle button", "check box", "radio button", "entry", "text",
           "password text", "spin button", "slider", "link", "menu item", "tab"}
CHOSEN = {"list item", "table row", "column header", "combo box"}
# What GTK reads out for want of a name: its class; for a picture alone: its file.
CLASS = re.compile(r"^(Gtk|Gdk|Adw|Apoyo)[A-Z]\w*$")
ICON = re.compile(r"\S+-symbolic\b")
WINDOW = {"Minimizar", "Maximizar", "Restaurar", "Cerrar"}  # their keys are the window manager's
STOPS = 90


def read_english(build):
    """The program's own sentences as they stand in its source, where Spanish says another thing."""
    path = os.path.join(build, "po/es/LC_MESSAGES/apoyo-ciudadano.mo")
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # pylint: disable=protected-access
    spanish = {plain(text) for text in catalogue.values()}
    words = {plain(key[0] if isinstance(key, tuple) else key) for key in catalogue}
    return {word for word in words - spanish if word and "%" not in word}


def plain(text):
    return text.split("\4")[-1].replace("_", "")


def is_doubled(name):
    """“Abrir Abrir”: the text and, again, the text."""
    half = len(name) // 2
    return len(name) > 6 and name[:half] == name[half + 1:] and name[half] == " "


def complain(name, english):
    """What is wrong with a name, or None."""
    parts = [name, *re.split(r", | · |: ", name)]
    if not name.strip():
        return "no name"
    if CLASS.match(name):
        return "only the name of its class"
    if ICON.search(name):
        return "the name of an icon"
    if "_" in name:
        return "an underscore"
    if is_doubled(name):
        return "twice the same"
    if any(part in english for part in parts):
        return "English"
    return None


class Sweep:
    """Of one console."""

    def __init__(self, console, build):
        self.console = console
        self.english = read_english(build)
        self.focused = None
        self.told = 0
        self.at = None  # where the focus is, as far as it has been told
        self.silent = 0  # stops that nothing told of, of the last round
        console.program.bus.signal_subscribe(
            console.program.name, PREFIX + "Event.Object", "StateChanged", None, None,
            Gio.DBusSignalFlags.NONE, self.on_state_changed)

    def on_state_changed(self, _bus, _sender, path, _interface, _signal, parameters):
        kind, on = parameters.unpack()[:2]
        if kind == "focused" and on:
            self.focused = self.at = path
            self.told += 1
        elif kind == "focused" and path == self.at:
            self.at = None

    def window(self):
        """The one that was opened last."""
        application = self.console.application
        return application.get_child_at_index(application.get_child_count() - 1)

    def check_names(self, root=None):
        """Of everything below the node that one presses, writes into or chooses."""
        wrong = []
        for node in list(self.console.walk(root or self.window())):
            try:
                if node.get_role_name() not in PRESSED | CHOSEN or not is_big(node):
                    continue
                fault = complain(node.get_name(), self.english)
                if fault:
                    wrong.append(f"{fault}: {describe(node)}")
            except (Gone, GLib.Error):  # the page put another in its place
                continue
        assert not wrong, f"{len(wrong)} without a good name:\n" + "\n".join(wrong[:12])

    def press(self, key):
        """The path of what has the focus then; None when nothing tells of it: the row of libadwaita
        that is an entry, which this version of it does not tell of."""
        self.listen(0, lambda: False)  # what is told late of the key before
        before, was_known = self.told, self.at is not None
        subprocess.run(["xdotool", "key", key], check=True)
        # The one that had it tells of that too; nothing does only between two that do not tell.
        self.listen(10 if was_known else 1, lambda: self.told > before or (was_known and not self.at))
        if self.told == before:
            self.window().get_description()  # an answer: what it had to tell came before
            self.listen(0.3, lambda: self.told > before)
        return self.focused if self.told > before else None

    def stands_at(self, name):
        """Whether, before any key, the focus is on what begins with that, or comes there soon."""
        def is_there():
            try:
                return self.at is not None and self.node(self.at).get_name().startswith(name)
            except Gone:
                return False
        self.console.to_window("windowfocus", "--sync")
        self.listen(10, is_there)
        return is_there()

    def listen(self, seconds, heard):
        """To what the program tells of itself, until that is heard, and all that is there already."""
        context = GLib.MainContext.default()
        end = time.monotonic() + seconds
        while context.iteration(False) or (not heard() and time.monotonic() < end):
            if not context.pending():
                time.sleep(0.005)

    def go_round(self, key="Tab"):
        """The stops of the Tab key, until it comes to one again."""
        self.console.to_window("windowfocus", "--sync")
        stops = []
        self.silent = 0
        for _ in range(STOPS):
            path = self.press(key)
            if path in stops:
                self.console.program.forget()
                return stops
            if path is None:
                self.silent += 1
            else:
                stops.append(path)
        raise AssertionError("the focus does not come back: … " + " → ".join(
            describe(self.node(path)) for path in stops[-6:]))

    def node(self, path):
        return Node(self.console.program, path)

    def check_stops(self, stops):
        """Who cannot see is told where they are."""
        for path in stops:
            node = self.node(path)
            try:
                fault = complain(node.get_name(), self.english)
            except Gone:  # made anew since
                continue
            assert not fault, f"stops at something with {fault}: {describe(node)}"

    def check_reach(self, stops, root=None):
        """What can be pressed is a stop, holds one or lies in one; in a list the arrows lead to the
        other rows."""
        missed = [node for node in self.console.walk(root or self.window())
                  if node.get_role_name() in PRESSED and is_live(node) and not is_near(node, stops)]
        rows = [node for node in missed if node.get_role_name() in ("text", "password text")
                and node.get_parent().get_role_name() == "list"]
        if len(rows) <= self.silent:
            missed = [node for node in missed if node not in rows]
        assert not missed, "not reached by Tab:\n" + "\n".join(map(describe, missed[:12]))

    def check(self, root=None):
        """All of it; answers how many stops there are."""
        self.check_names(root)
        stops = self.go_round()
        self.check_stops(stops)
        self.check_reach(stops, root)
        return len(stops)


def is_big(node):
    try:
        return node.is_in_view()
    except GLib.Error:  # it went
        return False


def is_live(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.FOCUSABLE) and \
        states.contains(Atspi.StateType.SENSITIVE) and node.get_name() not in WINDOW and \
        is_big(node)


def is_near(node, stops):
    inside = node
    for _ in range(8):  # in a row, or a part of what is a stop
        if inside is None:
            break
        if inside.path in stops or inside.get_role_name() in ("list item", "table row"):
            return True
        inside = inside.get_parent()
    return any(child.path in stops for child in descend(node, 3))


def descend(node, depth):
    for i in range(node.get_child_count() if depth else 0):
        child = node.get_child_at_index(i)
        if child:
            yield child
            yield from descend(child, depth - 1)


def describe(node):
    """With what it stands in, as far as that has a name."""
    words = [f"{node.get_role_name()} “{node.get_name()}”"]
    inside = node.get_parent()
    while inside and len(words) < 4:
        if inside.get_name():
            words.append(f"{inside.get_role_name()} “{inside.get_name()[:40]}”")
        inside = inside.get_parent()
    return " in ".join(words)
