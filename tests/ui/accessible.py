"""What a program says of itself on the accessibility bus, read whole and at once.

Asking for a window's two thousand nodes one by one takes a second or two of two programs and the
bus between them; the answer to one call of its cache holds them all.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import ast
import atexit
import functools
import os
import re
import shutil
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# How long what was read is believed, unless something is done meanwhile.
SECONDS = 0.5
# Readings that trust nothing of the cache about children take thousands of calls: whoever waits in
# vain for that long gets one, and everybody now and then.
WHOLE_SECONDS = 4
WHOLE_SECONDS_AT_MOST = 20
PREFIX = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"


class Extents:
    def __init__(self, x, y, width, height):
        self.x, self.y, self.width, self.height = x, y, width, height


class States:
    def __init__(self, words):
        self.bits = words[0] | words[1] << 32

    def contains(self, state):
        return bool(self.bits >> int(state) & 1)


class Gone(AttributeError):
    """The widget went while it was looked at; wait_for looks again."""


class Node:
    """One widget, as libatspi would give it, but of one reading."""

    def __init__(self, program, path):
        self.program = program
        self.path = path

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    @property
    def item(self):
        item = self.program.read().get(self.path)
        if item is None:
            raise Gone(self.path)
        return item

    def get_name(self):
        return self.item.name

    def get_description(self):
        return self.program.get_property(self.path, "Accessible", "Description")

    def get_role_name(self):
        return self.item.role

    def get_state_set(self):
        return States(self.item.states)

    def get_child_count(self):
        return len(self.item.children)

    def get_child_at_index(self, index):
        children = self.item.children
        return Node(self.program, children[index]) if index < len(children) else None

    def get_parent(self):
        parent = self.item.parent
        return Node(self.program, parent) if parent in self.program.read() else None

    def speaks(self, interface):
        """The node itself, when it has the interface: its methods are below."""
        return self if f"'{PREFIX}{interface}'" in self.item.interfaces else None

    def get_action_iface(self):
        return self.speaks("Action")

    def get_text_iface(self):
        return self.speaks("Text")

    def get_editable_text_iface(self):
        return self.speaks("EditableText")

    def get_component_iface(self):
        return self.speaks("Component")

    def get_extents(self, coordinates):
        return Extents(*self.program.call(self.path, "Component", "GetExtents", "(u)",
                                          int(coordinates))[0])

    def is_in_view(self):
        """A page of a stack that was shown before keeps its size and its actions; that it is shown now
        is known to the widget alone, which answers for a point only then."""
        seen = self.get_extents(Atspi.CoordType.WINDOW)
        return seen.width > 0 and self.program.call(
            self.path, "Component", "Contains", "(iiu)", seen.x + seen.width // 2,
            seen.y + seen.height // 2, int(Atspi.CoordType.WINDOW))[0]

    def get_text(self):
        length = self.program.get_property(self.path, "Text", "CharacterCount")
        return self.program.call(self.path, "Text", "GetText", "(ii)", 0, length)[0]

    def set_text(self, text):
        self.program.forget()
        return self.program.call(self.path, "EditableText", "SetTextContents", "(s)", text)[0]

    def act(self):
        self.program.forget()
        return self.program.call(self.path, "Action", "DoAction", "(i)", 0)[0]


TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# One node in the cache's answer, as GLib prints it: unpacking thousands of them through the
# introspection of Python takes longer than the call.
PRINTED = re.compile(r"\(\('[^']*', '(?P<path>[^']*)'\), \('[^']*', '[^']*'\), "
                     r"\('[^']*', '(?P<above>[^']*)'\), (?P<place>-?\d+), (?P<count>-?\d+), "
                     r"\[(?P<interfaces>[^]]*)\], " + TEXT.replace("(", "(?P<name>", 1) +
                     r", (?P<role>\d+), " + TEXT + r", \[(?P<low>\d+), (?P<high>\d+)\]\)", re.DOTALL)

CHILD = re.compile(r"\('[^']*', '([^']*)'\)")


class Item:
    """What the program's cache says of one node."""

    def __init__(self, told):
        self.path = told["path"]
        self.parent = None
        self.above, self.place, self.count = told["above"], int(told["place"]), int(told["count"])
        self.interfaces = told["interfaces"]
        self.name = told["name"][1:-1]
        if "\\" in self.name:
            self.name = ast.literal_eval(told["name"])
        self.role = role_name(int(told["role"]))
        self.states = int(told["low"]), int(told["high"])
        self.children = []

    def is_page(self):
        """Of a stack: no widget, so that it has no extent."""
        return self.path != ROOT and f"'{PREFIX}Component'" not in self.interfaces


@functools.cache
def role_name(number):
    return Atspi.role_get_name(Atspi.Role(number))


class Program:
    """A process on the accessibility bus."""

    bus = None

    def __init__(self, pid):
        self.pid = pid
        self.name = None
        self.items = {}
        self.changed = set()
        self.whole_at = self.done_at = self.read_at = 0

    def find(self):
        """Its root, when it has come to the bus."""
        if Program.bus is None:
            Program.bus = connect()
        for name in ask_bus("ListNames", None)[0]:
            if name.startswith(":") and self.is_name(name):
                if name != self.name:
                    self.name = name
                    self.watch()
                # Until its cache answers, GTK has no list of windows either, and complains of that.
                self.ask("/org/a11y/atspi/cache", "Cache", "GetItems", None)
                return Node(self, ROOT) if ROOT in self.read() else None
        return None

    def is_name(self, name):
        try:
            return ask_bus("GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0] == self.pid
        except GLib.Error:  # it left
            return False

    def ask(self, path, interface, method, parameters):
        return self.bus.call_sync(self.name, path, PREFIX + interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, 20000, None)

    def call(self, path, interface, method, signature, *arguments):
        return self.ask(path, interface, method, GLib.Variant(signature, arguments)).unpack()

    def get_property(self, path, interface, name):
        asked = GLib.Variant("(ss)", (PREFIX + interface, name))
        return self.bus.call_sync(self.name, path, "org.freedesktop.DBus.Properties", "Get", asked,
                                  None, Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]

    def forget(self):
        """Something is done to it."""
        self.read_at = 0
        self.done_at = time.monotonic()

    def read(self):
        """Every node by its path, as of now or of a moment ago."""
        if time.monotonic() - self.read_at > SECONDS:
            self.items = self.read_items()
            self.read_at = time.monotonic()
        return self.items

    def read_items(self):
        """What they are the cache tells all at once, but only of those that were asked of: whose
        child is whose has to be asked where the cache does not know, and of what is found there the
        cache once more."""
        items = self.read_cache()
        while GLib.MainContext.default().iteration(False):
            pass  # signals that came before the answer
        asked = self.read_children(self.uncertain(items), items)
        if any(path not in items for path in asked):
            items = self.read_cache()
        children = {**by_place(items), **asked}
        for path in children:
            if path in items:
                items[path].children = [child for child in children[path] if child in items]
                for child in items[path].children:
                    items[child].parent = path
        return items

    def read_cache(self):
        told = self.ask("/org/a11y/atspi/cache", "Cache", "GetItems", None)
        items = {item.path: item for item in map(Item, PRINTED.finditer(told.print_(False)))}
        assert len(items) == told.get_child_value(0).n_children(), "not understood"
        return items

    def uncertain(self, items):
        """The paths of those whose children cannot be read off the cache.

        Each child that is shown has a place of its own, counted anew at every answer. One that is
        hidden has the next one's, so that it might stand in for one that was never asked of: but
        that a child was hidden or shown is told by a signal. The pages of a stack are in the cache,
        but between the stack and its children there is nothing when one asks."""
        told = set(self.changed)
        self.changed.clear()
        now = time.monotonic()
        if now - self.whole_at > WHOLE_SECONDS_AT_MOST \
                or now - max(self.whole_at, self.done_at) > WHOLE_SECONDS:
            self.whole_at = now
            return {ROOT} | {path for path, item in items.items() if not item.is_page()}
        places = {}
        for item in items.values():
            places.setdefault(item.above, []).append(item.place)
            if item.is_page():
                told.add(item.above)
        return {ROOT} | {item.path for item in items.values()
                         if not item.is_page() and (item.path in told or
                         sorted(places.get(item.path, ())) != list(range(item.count)))}

    def watch(self):
        """Notes whose children change."""
        def tell(_bus, _sender, path, *_rest):
            self.changed.add(path)
        self.bus.signal_subscribe(self.name, PREFIX + "Event.Object", "ChildrenChanged", None, None,
                                  Gio.DBusSignalFlags.NONE, tell)

    def read_children(self, paths, known):
        """The children of these, and of all below them that were not known: all are asked before the
        first has answered."""
        children = {}
        waiting = set()

        def ask(path):
            waiting.add(path)
            self.bus.call(self.name, path, PREFIX + "Accessible", "GetChildren", None, None,
                          Gio.DBusCallFlags.NONE, 20000, None, answered, path)

        def answered(bus, result, path):
            waiting.discard(path)
            try:
                told = bus.call_finish(result).print_(False)
            except GLib.Error:  # it went
                return
            children[path] = CHILD.findall(told)
            for child in children[path]:
                if child not in children and child not in waiting and child not in known:
                    ask(child)

        for path in paths:
            ask(path)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return children


def by_place(items):
    """The children of each, as the cache has them."""
    children = {}
    for item in sorted(items.values(), key=lambda item: item.place):
        if item.above in items and not items[item.above].is_page():
            children.setdefault(item.above, []).append(item.path)
    return children


def ask_bus(method, parameters):
    return Program.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", method, parameters, None,
                                 Gio.DBusCallFlags.NONE, 20000, None).unpack()


def make_private():
    """The accessibility bus listens in the runtime folder, or else at one place for all sessions of
    this account, of which the last to begin is the only one that can be reached: a folder of our own,
    before anybody asks for that bus."""
    folder = tempfile.mkdtemp(prefix="apoyo-run.")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = folder
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    session.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "UpdateActivationEnvironment",
                      GLib.Variant("(a{ss})", ({"XDG_RUNTIME_DIR": folder},)), None,
                      Gio.DBusCallFlags.NONE, 20000, None)
    return session


def connect():
    """The accessibility bus is one of its own, whose address the session's knows."""
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                None, Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
        Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


session = make_private()
