"""Opening a checkpoint as an engine, and what is refused before anything is loaded."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import torch

from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.shapes import SHAPES, without_speech
from omni_core.conversation import EngineError, Options, StateError
from omni_core.omni import engine as module
from omni_core.omni import talking
from omni_core.omni.device import choose_device, choose_dtype
from omni_core.omni.engine import SHORTEST_CONTEXT, OmniEngine
from omni_core.omni.talking import SpeechOptions
from omni_core.thinker.chat_template import FILE
from tests.omni_core.speech.speaking import speech_of


@pytest.fixture(scope="module")
def folder(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def test_an_engine_says_what_it_can_do_and_closes(folder: Path) -> None:
    engine = OmniEngine.load(folder, device="cpu", context=SHORTEST_CONTEXT)
    assert engine.capabilities.sees
    assert engine.capabilities.computes
    assert engine.capabilities.voices == ()
    assert engine.limit == SHORTEST_CONTEXT
    with pytest.raises(EngineError, match="no voice 'Chelsie' here; it answers in text alone"):
        engine.open(Options(voice="Chelsie"))
    engine.close()
    engine.close()
    with pytest.raises(StateError, match="closed"):
        engine.open(Options())


def test_a_speaking_engine_has_the_voices_of_its_checkpoint(folder: Path, tmp_path: Path) -> None:
    """The reference's default comes first, wherever the file has it."""
    copy = tmp_path / "checkpoint"
    shutil.copytree(folder, copy)
    voices = torch.load(copy / "spk_dict.pt", weights_only=True)
    others = {"Ada": voices["Ethan"], **dict(reversed(voices.items()))}
    torch.save(others, copy / "spk_dict.pt")
    engine = OmniEngine.load(copy, device="cpu", context=SHORTEST_CONTEXT, speech=speech_of(copy))
    assert engine.capabilities.voices == ("Chelsie", "Ada", "Ethan")
    for name, token in (("Ethan", 151870), (None, 151872)):
        conversation = engine.open(Options(voice=name))
        assert conversation._voice is not None
        assert conversation._voice.speaker.token == token
        conversation.close()
    silent = engine.open(Options(voice="Ethan", speaks=False))
    assert (silent._voice, silent._context.track) == (None, None)
    silent.close()
    for speaks in (True, False):
        with pytest.raises(EngineError, match="no voice 'Eve' here; it has Chelsie, Ada, Ethan"):
            engine.open(Options(voice="Eve", speaks=speaks))
    engine.close()


def test_speech_is_opened_on_the_thread_that_speaks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ONNX Runtime keeps a graph it captured for the thread that did; one that fails ends."""
    opened = talking.open_synthesis
    threads: list[threading.Thread] = []

    def opening(*args, **more) -> object:
        threads.append(threading.current_thread())
        return opened(*args, **more)

    def failing(*_args) -> object:
        threads.append(threading.current_thread())
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(talking, "open_synthesis", opening)
    load = partial(
        OmniEngine.load,
        folder,
        device="cpu",
        context=SHORTEST_CONTEXT,
        speech=SpeechOptions(folder.parent / "cache", "euler"),
    )
    engine = load()
    assert engine.talking is not None
    assert threads == [engine.talking.worker.call(threading.current_thread)]
    engine.close()
    monkeypatch.setattr(talking, "open_synthesis", failing)
    with pytest.raises(EngineError) as raised:
        load()
    assert raised.value.kind == "memory"
    assert not any(thread.is_alive() for thread in threads)


def test_a_closed_engine_gives_its_memory_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[torch.device] = []
    monkeypatch.setattr(module, "give_back", given.append)
    engine = OmniEngine.load(folder, device="cpu", context=SHORTEST_CONTEXT)
    for _ in range(2):
        engine.close()
    assert given == [torch.device("cpu")]


def test_text_alone_loads_no_talker(
    folder: Path, made_up_checkpoint: Callable[..., Path], tmp_path: Path
) -> None:
    engine = OmniEngine.load(folder, device="cpu", context=SHORTEST_CONTEXT)
    assert engine.talking is None
    engine.close()
    mute = made_up_checkpoint(without_speech(SHAPES["tiny"]))
    engine = OmniEngine.load(mute, device="cpu", context=SHORTEST_CONTEXT, speech=speech_of(mute))
    assert (engine.talking, engine.capabilities.voices) == (None, ())
    conversation = engine.open(Options())
    conversation.close()
    engine.close()


def test_a_damaged_file_of_voices_matters_to_speech_alone(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checkpoint"
    shutil.copytree(folder, copy)
    (copy / "spk_dict.pt").write_bytes(b"voices")
    OmniEngine.load(copy, device="cpu", context=SHORTEST_CONTEXT).close()
    with pytest.raises(CheckpointError, match="spk_dict"):
        OmniEngine.load(copy, device="cpu", context=SHORTEST_CONTEXT, speech=speech_of(copy))


def test_a_talker_that_is_told_what_the_thinker_cannot_say(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checkpoint"
    shutil.copytree(folder, copy)
    config = json.loads((copy / "config.json").read_text())
    config["talker_config"]["tts_text_pad_token_id"] = 200_000
    (copy / "config.json").write_text(json.dumps(config))
    with pytest.raises(CheckpointError, match=r"config\.json .* tells the end of text .* beyond"):
        OmniEngine.load(copy, device="cpu", speech=speech_of(copy))


@pytest.mark.parametrize("context", [0, SHORTEST_CONTEXT - 1, 10**6])
def test_a_context_that_cannot_be_is_refused(folder: Path, context: int) -> None:
    with pytest.raises(EngineError, match="context must lie between"):
        OmniEngine.load(folder, device="cpu", context=context)


def test_a_folder_without_a_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"config\.json"):
        OmniEngine.load(tmp_path, device="cpu")


def test_a_checkpoints_own_template_is_looked_at(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = tmp_path / "checkpoint"
    shutil.copytree(folder, copy)
    with caplog.at_level(logging.WARNING):
        OmniEngine.load(copy, device="cpu").close()
    assert caplog.text == ""
    (copy / FILE).write_text("{{ messages }}")
    with caplog.at_level(logging.WARNING):
        OmniEngine.load(copy, device="cpu").close()
    assert FILE in caplog.text
    (copy / FILE).write_text("{% if %}")
    with pytest.raises(CheckpointError, match="holds no template"):
        OmniEngine.load(copy, device="cpu")


@pytest.mark.parametrize("name", ["abacus", "cpu:1", "cuda:x", "cuda:99", "cpu:-1"])
def test_a_device_that_is_not_there(name: str) -> None:
    with pytest.raises(EngineError, match="device") as refused:
        choose_device(name)
    assert refused.value.kind == "device"


def test_devices_and_formats_by_name() -> None:
    cpu = choose_device("cpu")
    assert cpu == torch.device("cpu")
    assert choose_dtype("auto", cpu) == torch.float32
    assert choose_dtype("bfloat16", cpu) == torch.bfloat16
    with pytest.raises(EngineError, match="no number format"):
        choose_dtype("int3", cpu)
