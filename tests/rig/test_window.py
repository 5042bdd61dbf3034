"""The real window on the rig: used by voice, keyboard and screen reader, and without devices."""

from __future__ import annotations

import pytest

from benchmarks import window_conversations, window_devices

pytestmark = [
    pytest.mark.rig,
    pytest.mark.usefixtures("rig_is_here", "window_rig_is_here"),
    pytest.mark.timeout(900),
]


def test_a_conversation_by_nothing_but_sound(tmp_path):
    result = window_conversations.run("sound", tmp_path / "run")
    assert result["answered"] == result["right"] == result["questions"]
    assert result["captions"] > result["questions"]
    assert result["ahead_of_the_sound"] == 0


def test_a_conversation_by_keyboard_alone(tmp_path):
    result = window_conversations.run("keyboard", tmp_path / "run")
    assert all(name.partition(": ")[2] for name in result["order"])
    assert result["heard_while_muted"] == result["answered_asleep"] == 0
    for turn in ("held_to_talk", "asked_aloud", "asked_at_last"):
        assert result[turn]["right"]
    assert result["stopped"]["delivery"] == "interrupted"
    assert "reduce_motion = true" in result["settings"]["kept"]


def test_a_conversation_by_a_screen_reader_alone(tmp_path):
    result = window_conversations.run("assistive", tmp_path / "run")
    assert result["unnamed"] == result["unnamed_at_last"] == []
    for turn in ("pressed_to_talk", "asked_aloud", "asked_at_last"):
        assert result[turn]["right"]
    assert result["pressed_to_talk"]["reply"] in result["read_out"]
    assert result["told_of_sleep"][-2:] == ["Asleep", "Ready"]
    assert result["stopped"]["delivery"] == "interrupted"
    assert "caption_size = 1.5" in result["settings"]["kept"]
    assert "reduce_motion = true" in result["settings"]["kept"]


def test_the_window_says_what_to_do_about_every_device(tmp_path):
    result = window_devices.run(tmp_path / "run")
    assert result["say_what_to_do"] == result["announced"] == result["states"]
    assert result["card_gone"] == result["states"]
    assert result["answered"] == result["asked"]
