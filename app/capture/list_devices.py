"""A short-lived child process that lists PortAudio's devices as JSON on its standard output.

PortAudio looks at the system's devices once a process, so only a new process sees new devices.

    python -m app.capture.list_devices
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from app.capture.devices import Device, DeviceList, Kind
from app.sound.portaudio import PortAudio, load_portaudio


def portaudio_devices(audio: PortAudio) -> DeviceList:
    """What PortAudio listed when this process began, of the system's preferred host API first."""
    apis = [api["name"] for api in audio.query_hostapis()]
    defaults: dict[Kind, Device] = {}
    devices: list[Device] = []
    for index, entry in enumerate(audio.query_devices()):
        api = audio.query_hostapis()[entry["hostapi"]]
        for kind, channels, default in (
            ("microphone", "max_input_channels", "default_input_device"),
            ("speaker", "max_output_channels", "default_output_device"),
        ):
            if entry[channels] < 1:
                continue
            device = Device(
                kind=kind,  # pyright: ignore[reportArgumentType]: one of the two above
                name=entry["name"],
                host_api=apis[entry["hostapi"]],
                label=entry["name"],
                channels=int(entry[channels]),
                rate=round(entry["default_samplerate"]),
            )
            devices.append(device)
            # The first host API is the one that PortAudio itself takes.
            if api[default] == index and device.kind not in defaults:
                defaults[device.kind] = device
    return DeviceList(tuple(devices), defaults.get("microphone"), defaults.get("speaker"))


def to_json(devices: DeviceList) -> str:
    """One line."""
    return json.dumps(asdict(devices))


def from_json(text: str) -> DeviceList:
    """The opposite of `to_json`.

    Raises: ValueError, KeyError or TypeError if it is none.
    """
    value: dict[str, Any] = json.loads(text)

    def device(entry: dict[str, Any] | None) -> Device | None:
        return Device(**entry) if entry else None

    return DeviceList(
        tuple(Device(**entry) for entry in value["devices"]),
        device(value["default_microphone"]),
        device(value["default_speaker"]),
    )


if __name__ == "__main__":
    sys.stdout.write(to_json(portaudio_devices(load_portaudio())) + "\n")
