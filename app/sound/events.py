"""What happens to microphone and speaker, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.capture.devices import Device, Kind
from app.sentences import say

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
        # Whole sentences of each kind, for other languages bend them in other places.
        hears, there = self.kind == "microphone", self.device is not None
        any_of_it = say("the microphone") if hears else say("the speaker")
        name = self.device.label if self.device else any_of_it
        match self.happening:
            case "opened":
                return ""
            case "changed" if hears:
                return say("I use {name} as the microphone now.", name=name)
            case "changed":
                return say("I use {name} as the speaker now.", name=name)
            case "lost" if hears and there:
                return say("The microphone is gone; connect one and I go on.")
            case "lost" if hears:
                return say("I find no microphone; connect one and I go on.")
            case "lost" if there:
                return say("The speaker is gone; connect one and I go on.")
            case "lost":
                return say("I find no speaker; connect one and I go on.")
            case "busy":
                return say(
                    "I cannot use {name}; another program may hold it, or I may not use it: "
                    "close that program or allow it in the system's privacy settings.",
                    name=name,
                )
            case "returned" if hears:
                return say("I have {name} as the microphone again.", name=name)
            case "returned":
                return say("I have {name} as the speaker again.", name=name)
            case "call quality":
                return say(
                    "{name} sounds like a telephone while its own microphone is used; "
                    "choose another microphone for full sound.",
                    name=name,
                )
