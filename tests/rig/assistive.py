"""An assistive program of its own: sees the window by AT-SPI alone, and acts on it by that.

    /usr/bin/python3 tests/rig/assistive.py

It is run by the system's Python, which has the AT-SPI library; it knows nothing of the program.
Commands come as lines of JSON on its standard input, each with a number `n`; answers and what the
window announces go as such lines to its output.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import gi  # pyright: ignore[reportMissingImports]: a package of the system's Python

gi.require_version("Atspi", "2.0")
from gi.repository import (  # noqa: E402 # pyright: ignore[reportMissingImports]
    Atspi,
    GLib,
)

EVENTS = (
    "object:announcement",
    "object:property-change:accessible-name",
    "object:state-changed:focused",
    "object:state-changed:enabled",
    "object:state-changed:showing",
)
DEEPEST = 40
MOST = 2000


def tell(**values: Any) -> None:
    """One line to the rig."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


class Assistive:
    """Keeps what it has seen, by path, so that it can be acted upon."""

    def __init__(self, application: str) -> None:
        self._application = application
        self._seen: dict[str, Any] = {}

    def tree(self, _: dict[str, Any]) -> list[dict[str, Any]]:
        """Every accessible object of the application that is showing, parents first."""
        found: list[dict[str, Any]] = []
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program is not None and program.get_name() == self._application:
                program.clear_cache()
                self._walk(program, None, 0, found)
        return found

    def act(self, command: dict[str, Any]) -> bool:
        """Do the named action of an object."""
        action = self._seen[command["path"]].get_action_iface()
        for number in range(action.get_n_actions()):
            if action.get_action_name(number).lower() == command["action"].lower():
                return bool(action.do_action(number))
        return False

    def focus(self, command: dict[str, Any]) -> bool:
        """Give an object the keyboard."""
        return bool(self._seen[command["path"]].get_component_iface().grab_focus())

    def write(self, command: dict[str, Any]) -> bool:
        """Put text into an editable object."""
        editable = self._seen[command["path"]].get_editable_text_iface()
        return bool(editable.set_text_contents(command["text"]))

    def value(self, command: dict[str, Any]) -> bool:
        """Set the number of a spin box or the like."""
        value = self._seen[command["path"]].get_value_iface()
        return bool(value.set_current_value(command["number"]))

    def choose(self, command: dict[str, Any]) -> bool:
        """Select a child by its number."""
        selection = self._seen[command["path"]].get_selection_iface()
        return bool(selection.select_child(command["child"]))

    def heard(self, event: Any) -> None:
        """Pass an event on, with its moment."""
        at = time.monotonic()
        try:
            source = event.source
            text = event.any_data if isinstance(event.any_data, str) else ""
            tell(
                event=event.type, at=at, path=source.path, role=source.get_role_name(),
                name=source.get_name(), text=text, detail=event.detail1,
            )  # fmt: skip
        except GLib.Error:
            return  # it has gone meanwhile

    def _walk(self, node: Any, parent: str | None, depth: int, found: list[dict[str, Any]]) -> None:
        if depth > DEEPEST or len(found) > MOST:
            return
        try:
            states = [state.value_nick for state in node.get_state_set().get_states()]
            path = node.path
            self._seen[path] = node
            found.append({**_described(node), "path": path, "parent": parent, "states": states})
            children = range(min(node.get_child_count(), MOST))
            below = [node.get_child_at_index(number) for number in children]
        except GLib.Error:
            return
        for child in below:
            if child is not None and _showing(child):
                self._walk(child, path, depth + 1, found)


def _showing(node: Any) -> bool:
    try:
        states = node.get_state_set()
    except GLib.Error:
        return False
    return states.contains(Atspi.StateType.SHOWING) or states.contains(Atspi.StateType.VISIBLE)


def _described(node: Any) -> dict[str, Any]:
    interfaces = set(node.get_interfaces())
    found: dict[str, Any] = {
        "name": node.get_name(), "role": node.get_role_name(),
        "description": node.get_description(), "actions": [], "text": "", "place": None,
        "number": None,
    }  # fmt: skip
    if "Action" in interfaces:
        action = node.get_action_iface()
        found["actions"] = [action.get_action_name(n) for n in range(action.get_n_actions())]
    if "Text" in interfaces:
        text = node.get_text_iface()
        found["text"] = text.get_text(0, text.get_character_count())
    if "Value" in interfaces:
        found["number"] = node.get_value_iface().get_current_value()
    if "Component" in interfaces:
        place = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        found["place"] = [place.x, place.y, place.width, place.height]
    return found


def main() -> None:
    """Serve until the input ends."""
    assistive = Assistive(sys.argv[1])
    loop = GLib.MainLoop()
    listener = Atspi.EventListener.new(assistive.heard)
    for event in EVENTS:
        listener.register(event)
    waiting = b""

    def obey(source: int, condition: GLib.IOCondition) -> bool:
        nonlocal waiting
        more = os.read(source, 1 << 16)
        if not more:
            loop.quit()
            return False
        *lines, waiting = (waiting + more).split(b"\n")
        for line in lines:
            command = json.loads(line)
            try:
                answer = getattr(assistive, command["do"])(command)
                tell(n=command["n"], answer=answer)
            except (GLib.Error, KeyError, AttributeError) as error:
                tell(n=command["n"], error=repr(error))
        return True

    GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, 0, GLib.IOCondition.IN, obey)
    tell(ready=True)
    loop.run()


if __name__ == "__main__":
    main()
