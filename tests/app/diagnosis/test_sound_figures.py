from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from app.capture.audio_check import AudioCheck
from app.capture.devices import Device
from app.diagnosis.sound_figures import DeviceKind, counted, sound_figures
from app.live.trace import Trace
from app.playback.events import ReplyUnderrun

HEADSET = Device("microphone", "anna", "ALSA", "Anna's headset", 1, 48_000)


def test_devices_are_told_by_kind_and_never_by_name():
    sound: Any = SimpleNamespace(
        keeper=SimpleNamespace(device=lambda kind: HEADSET if kind == "microphone" else None),
        microphone=SimpleNamespace(dropped=3),
        reference=SimpleNamespace(jumps=2),
        check=AudioCheck(0.01, 30.0, -60.0, "good"),
    )
    figures = sound_figures(sound)
    assert figures.devices == (DeviceKind("microphone", "ALSA", 1, 48_000),)
    assert (figures.dropped, figures.jumps, figures.verdict) == (3, 2, "good")
    assert "nna" not in repr(figures)


def test_broken_off_replies_are_counted_in_the_trace():
    trace = Trace()
    trace.note(1.0, "SPEAKING", ReplyUnderrun(1, 400))
    trace.note(2.0, "SPEAKING", "PLAYED")
    assert counted(trace.entries) == {"ReplyUnderrun": 1, "SpeechDropped": 0}
