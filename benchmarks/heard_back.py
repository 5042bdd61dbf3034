"""Claim: at most 10 % of the words of spoken replies are heard wrong by the other recogniser.

Every test recording is a turn, and so are some typed questions; each reply's sound is written
down by the other recogniser and held against the reply's text.
"""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import soxr

from app.engines import load_engine
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.settings import Settings
from benchmarks import recognition, report, words
from omni_core.conversation import Cancel, Conversation, Options, SpeechDelta, TextDelta, UserText
from omni_core.media import HEARING_RATE, SPEECH_RATE, AudioBlock
from omni_core.starter.hearing.listener import Ears, Listener, RecogniserName

TYPED = (
    "What is the capital of France?",
    "Who wrote Romeo and Juliet?",
    "What is seventeen plus twenty-five?",
    "Set a timer for five minutes.",
    "My name is Anna.",
    "Tell me a joke.",
    "What is the largest ocean?",
    "How many days are in a week?",
)


def ears(recogniser: RecogniserName) -> Ears:
    """One recogniser by itself, so that it is really the other one that listens."""
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    return Ears.load(
        vad=store.path("vad-silero"),
        moonshine=store.path("hear-moonshine-tiny") if recogniser == "moonshine" else None,
        whisper=store.path("hear-whisper-base") if recogniser == "whisper" else None,
        recogniser=recogniser,
    )


def reply(conversation: Conversation) -> dict[str, Any]:
    """End the turn; what was heard, what was said, and the sound of it at 16 kHz."""
    heard, text, sound = "", "", [np.zeros(0, np.float32)]
    for event in conversation.reply(Cancel()):
        match event:
            case UserText():
                heard = event.text
            case TextDelta():
                text += event.text
            case SpeechDelta():
                sound.append(event.samples)
    speech = soxr.resample(np.concatenate(sound), SPEECH_RATE, HEARING_RATE)
    return {"heard": heard, "reply": text, "speech": speech.astype(np.float32)}


def listen(other: Ears, speech: np.ndarray) -> str:
    """What the other recogniser writes down."""
    listener = Listener(other)
    listener.push(np.clip(speech, -1.0, 1.0))
    return listener.finish().text


def main() -> None:
    """Hold both conversations and print every reply as it was heard."""
    data = ModelStore(
        Folders.from_environment().models, Manifest.load(recognition.DATA / "packs.toml")
    )
    data.pull(["two-cities"])
    recordings = list(recognition.clips(data.path("two-cities") / "two_cities.wav"))
    result: dict[str, Any] = {}
    names: tuple[RecogniserName, ...] = get_args(RecogniserName)
    for name, other_name in (names, names[::-1]):
        settings = Settings().replace({"hearing.recogniser": name})
        engine = load_engine("starter", settings, Folders.from_environment())
        other = ears(other_name)
        turns: list[dict[str, Any]] = []
        for clip in [*recordings, *TYPED]:
            conversation = engine.open(Options(greedy=True))
            if isinstance(clip, str):
                conversation.read(clip)
            else:
                for first in range(0, clip.samples.size, recognition.BLOCK):
                    block = clip.samples[first : first + recognition.BLOCK]
                    conversation.hear(AudioBlock(block, first / HEARING_RATE))
            turn = reply(conversation)
            conversation.close()
            turn["heard_back"] = listen(other, turn.pop("speech"))
            turns.append(turn)
            print(f"{turn['heard']}\n  said:  {turn['reply']}\n  heard: {turn['heard_back']}")
        engine.close()
        other.close()
        rate = words.rate([(turn["reply"], turn["heard_back"]) for turn in turns])
        print(f"heard by {name}, heard back by {other_name}: {100 * rate:.1f} % of words wrong")
        result[name] = {"word_error_rate": rate, "turns": turns}
    report.write("heard_back", result)


if __name__ == "__main__":
    main()
