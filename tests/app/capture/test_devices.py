from __future__ import annotations

import subprocess
import sys

import pytest

from app.capture.devices import Device, DeviceList, listed, sank_to_call_quality
from app.capture.list_devices import from_json, portaudio_devices, to_json


class PortAudio:
    """Two host APIs that both know the same headset, as on Windows."""

    def query_hostapis(self):
        return [
            {"name": "MME", "default_input_device": 0, "default_output_device": 1},
            {"name": "WASAPI", "default_input_device": 3, "default_output_device": -1},
        ]

    def query_devices(self):
        rows = [("Headset", 0, 1, 0), ("Headset", 0, 0, 2), ("Desk", 0, 0, 2), ("Headset", 1, 2, 0)]
        return [
            {
                "name": name,
                "hostapi": api,
                "max_input_channels": heard,
                "max_output_channels": played,
                "default_samplerate": 44_100.0,
            }
            for name, api, heard, played in rows
        ]


@pytest.fixture
def devices() -> DeviceList:
    return portaudio_devices(PortAudio())  # pyright: ignore[reportArgumentType]


def test_devices_are_told_apart_by_name_and_host_api(devices):
    assert [d.key for d in devices.of("microphone")] == ["Headset (MME)", "Headset (WASAPI)"]
    assert [d.key for d in devices.of("speaker")] == ["Headset (MME)", "Desk (MME)"]
    assert devices.default_microphone == devices.devices[0]
    assert from_json(to_json(devices)) == devices
    assert from_json(to_json(DeviceList())) == DeviceList()


def test_a_chosen_one_is_found_by_any_of_its_names_else_the_default(devices):
    wasapi = devices.choose("microphone", "Headset (WASAPI)")
    assert wasapi is not None
    assert wasapi.host_api == "WASAPI"
    desk = devices.choose("speaker", "Desk")
    assert desk is not None
    assert desk.name == "Desk"
    assert devices.choose("speaker", "attic") == devices.default_speaker
    assert devices.choose("speaker", "auto") == devices.default_speaker
    assert DeviceList().choose("speaker", "auto") is None
    rest = DeviceList(devices.devices, None, None)
    assert rest.choose("microphone", "auto") == devices.devices[0]


def test_a_headset_whose_microphone_opens_plays_as_telephones_do():
    def headset(rate: int) -> DeviceList:
        return DeviceList((Device("speaker", f"bluez.{rate}", "x", "Headset", 1, rate),))

    sunk = sank_to_call_quality(headset(48_000), headset(16_000))
    assert sunk is not None
    assert sunk.label == "Headset"
    assert sank_to_call_quality(headset(16_000), headset(48_000)) is None
    assert sank_to_call_quality(headset(16_000), headset(16_000)) is None


def test_names_for_a_sentence(devices):
    assert listed(devices.devices[:1]) == "Headset"
    assert listed(devices.devices[1:4]) == "Headset, Desk and Headset"


def test_the_child_process_lists_in_one_line_or_says_why_not():
    done = subprocess.run(
        [sys.executable, "-m", "app.capture.list_devices"], capture_output=True, text=True
    )
    if done.returncode == 0:
        assert isinstance(from_json(done.stdout), DeviceList)
    else:
        assert "PortAudio is missing" in done.stderr
