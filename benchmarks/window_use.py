"""Parts of a visit to the window: stopping a reply, going round by Tab, changing a setting."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.hands_free import Question
from benchmarks.word_times import LONGEST_SECONDS
from tests.rig.window_program import WindowProgram
from tests.rig.window_talk import Person

INTO_REPLY = 2.0
"""Seconds that the person listens before stopping a reply."""

LOOKING_SECONDS = 1.0
CAPTION_SIZE = 1.5
BUTTON = "push button"


def stopped(
    person: Person, window: WindowProgram, question: Question, stop: Callable[[], object]
) -> dict[str, Any]:
    """Ask, listen a little, and `stop` the reply; what the list keeps of it."""
    since = len(window.reader.noticed)
    lasts = person.say(question.samples)
    person.await_state("Speaking", seconds=lasts + LONGEST_SECONDS, since=since)
    time.sleep(INTO_REPLY)  # the person listens a little
    begun, since = time.monotonic(), len(window.reader.noticed)
    stop()
    ready = person.await_state("Ready", since=since)
    reply = person.await_reply()
    return {
        "seconds": round(ready.at - begun, 3),
        "delivery": reply.delivery,
        "heard": reply.text,
    }


def tab_order(window: WindowProgram) -> list[str]:
    """Which controls the Tab key comes to, in turn, until it comes to the first one again."""
    order: list[str] = []
    while True:
        since = len(window.reader.noticed)
        window.keyboard.tap("Tab")
        focused = window.reader.await_noticed(
            lambda e: e.kind.startswith("object:state-changed:focused") and bool(e.detail), 5, since
        )
        name = "" if focused is None else f"{focused.role}: {focused.name}"
        if name in order or focused is None:
            return order
        order.append(name)


def settings_by_keys(window: WindowProgram) -> dict[str, Any]:
    """Open the settings, look for a switch, turn it on, and go back."""
    keys, reader = window.keyboard, window.reader
    keys.tap("Control_L", "comma")
    reader.await_named("Search settings", "text")
    keys.type("reduce motion")
    switch = reader.await_control(
        lambda c: c.name == "Reduce motion" and c.role != "label", "switch"
    )
    before = "checked" in switch.states
    for _ in range(4):
        keys.tap("Tab")
        if "focused" in reader.await_named("Reduce motion", switch.role).states:
            break
    keys.tap("space")
    time.sleep(LOOKING_SECONDS)  # whoever changes something looks at it
    after = reader.await_named("Reduce motion", switch.role)
    window.picture("keyboard-settings")
    keys.tap("Escape")
    reader.await_named("Settings", "push button")
    return {"role": switch.role, "before": before, "after": "checked" in after.states,
            "kept": _kept(window)}  # fmt: skip


def settings_by_reader(window: WindowProgram) -> dict[str, Any]:
    """Open the settings, choose a group, set a number and a switch, and go back."""
    reader = window.reader
    reader.press("Settings")
    reader.act(reader.await_named("Appearance", "list item"), "Toggle")
    size = reader.await_named("Size of captions", "spin button")
    reader.set_number(size, CAPTION_SIZE)
    switch = reader.await_control(
        lambda c: c.name == "Reduce motion" and c.role != "label", "switch"
    )
    reader.act(switch, "Toggle" if "Toggle" in switch.actions else "Press")
    reader.press("Back")
    reader.await_named("Settings", "push button")
    return {"role": switch.role, "kept": _kept(window)}


def _kept(window: WindowProgram) -> str:
    """What the settings file holds now."""
    file = next((window.folder / "home" / "config").glob("*.toml"), None)
    return "" if file is None else file.read_text()


def unnamed(window: WindowProgram) -> list[str]:
    """Controls that the keyboard comes to, or that act, without a name."""
    return [
        f"{control.role} at {control.place}"
        for control in window.reader.tree()
        if control.showing
        and ("focusable" in control.states or control.actions)
        and not control.name
    ]
