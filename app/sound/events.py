"""What happens to microphone and speaker, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.capture.devices import Device, Kind

Happening = Literal["opened", "changed", "lost", "busy", "returned", "call quality"]


@dataclass(frozen=True, slots=True)
class DeviceEvent:
    """Something about a device.

    opened: the first of the conversation.  changed: another one is used now.
    lost: there is none of its kind; device is the one that went.  busy: it can't be opened.
    returned: one is there again.  call quality: a headset's music gave way to its microphone.
    """

    kind: Kind
    happening: Happening
    device: Device | None

    @property
    def sentence(self) -> str:
        """For a person, on the screen or aloud; empty where nothing need be said."""
        name = self.device.label if self.device else f"the {self.kind}"
        match self.happening:
            case "opened":
                return ""
            case "changed":
                return f"I use {name} as the {self.kind} now."
            case "lost" if self.device is None:
                return f"I find no {self.kind}; connect one and I go on."
            case "lost":
                return f"The {self.kind} is gone; connect one and I go on."
            case "busy":
                return (
                    f"I cannot use {name}; another program may hold it, or I may not use it: "
                    "close that program or allow it in the system's privacy settings."
                )
            case "returned":
                return f"I have {name} as the {self.kind} again."
            case "call quality":
                return (
                    f"{name} sounds like a telephone while its own microphone is used; "
                    "choose another microphone for full sound."
                )
