import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image as Pillow

from app.capture.video_file import TICK, Film
from app.cli.main import main
from app.errors import UserError
from app.talk.driver import BLOCK, TurnDriver
from app.talk.given_turns import turns_from
from app.talk.turn import Spoken, Turn, Typed
from omni_core.media import HEARING_RATE, AudioBlock, VideoFrame
from tests.app.capture.filming import COMMON, film_of, numbered
from tests.app.talk.scripted import FakeClock, ScriptedConversation, ScriptedEngine

AUDIO, VIDEO, SOUND_BEGIN, PICTURES_BEGIN = 151646, 151656, 151647, 151652
"""Ids of the official vocabulary."""

MERGED = 4
"""Patches that become one token."""


class Watching(ScriptedConversation):
    """Keeps what is seen and heard, in order."""

    def __init__(self, engine: ScriptedEngine) -> None:
        super().__init__(engine)
        self.sensed: list[AudioBlock | VideoFrame] = []

    def hear(self, block: AudioBlock) -> None:
        super().hear(block)
        self.sensed.append(block)

    def see(self, frame: VideoFrame) -> None:
        super().see(frame)
        self.sensed.append(frame)


@pytest.fixture(scope="module")
def clip(tmp_path_factory, recordings):
    """2.8 s: pictures 0 to 27, ten a second, and 2.8 s of speech."""
    path = tmp_path_factory.mktemp("film") / "clip.mkv"
    return film_of(path, numbered(28, 36, 64), 10, recordings / "grapefruit.wav")


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """2.8 s of pictures alone."""
    return film_of(tmp_path_factory.mktemp("film") / "silent.mkv", numbered(28, 36, 64), 10)


@pytest.fixture(scope="module")
def question(recordings):
    return recordings / "what_time_is_it.wav"


def film_turn(path) -> Turn:
    return turns_from([("video", str(path))])[0]


def ask_omni(model: Path, dump: Path, *given: str | Path) -> int:
    command = ["talk", "--engine", "omni", "--model", model, "--device", "cpu", "--greedy"]
    command += ["--set", "conversation.max_reply_tokens=3", "--json", "--dump", dump, *given]
    return main([str(argument) for argument in command])


# -- which options make up a turn ---------------------------------------------------------------


def test_a_film_is_a_turn_with_the_words_right_after_it(clip, silent, question, tmp_path):
    photo = tmp_path / "photo.png"
    Pillow.new("RGB", (4, 3)).save(photo)
    turns = turns_from(
        [
            ("image", str(photo)),
            ("video", str(clip)),
            ("video", str(silent)),
            ("text", "What was that?"),
            ("video", str(clip)),
            ("audio", str(question)),
            ("video", str(clip)),
            ("image", str(photo)),
            ("text", "And this?"),
            ("video", str(silent)),
        ]
    )
    made_of = [
        (len(turn.shown), turn.film and turn.film.path, type(turn.said).__name__) for turn in turns
    ]
    assert made_of == [
        (1, clip, "NoneType"),
        (0, silent, "Typed"),
        (0, clip, "Spoken"),
        (0, clip, "NoneType"),
        (1, None, "Typed"),
        (0, silent, "NoneType"),
    ]
    assert turns[0].film is turns[2].film is turns[3].film  # read once


def test_a_photo_after_a_film_needs_a_turn_of_its_own(clip):
    with pytest.raises(UserError, match="--image belongs to the turn after it"):
        turns_from([("video", str(clip)), ("image", "photo.png")])


# -- how a film is given ------------------------------------------------------------------------


@pytest.mark.parametrize("realtime", [False, True])
def test_pictures_come_between_the_sound_at_their_own_times(clip, realtime, recordings):
    conversation = Watching(ScriptedEngine())
    driver = TurnDriver(conversation, realtime=realtime, clock=FakeClock())
    driver.take(film_turn(clip))
    speech, _ = soundfile.read(recordings / "grapefruit.wav", dtype="float32")
    blocks = [thing for thing in conversation.sensed if isinstance(thing, AudioBlock)]
    frames = [thing for thing in conversation.sensed if isinstance(thing, VideoFrame)]
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), speech)
    assert [frame.time for frame in frames] == [0, 0.5, 1, 1.5, 2, 2.5]
    assert [frame.pixels[0, 0, 0] for frame in frames] == [0, 5, 10, 15, 20, 25]
    heard = 0
    for thing in conversation.sensed:
        if isinstance(thing, VideoFrame):
            assert round(thing.time * HEARING_RATE) == heard
        else:
            assert round(thing.start * HEARING_RATE) == heard
            heard += thing.samples.size


def test_turns_follow_one_another_without_a_gap(clip, silent):
    conversation = Watching(ScriptedEngine())
    driver = TurnDriver(conversation)
    for path in (silent, clip, clip):
        driver.take(film_turn(path))
    frames = [thing.time for thing in conversation.sensed if isinstance(thing, VideoFrame)]
    sound = turns_from([("video", str(clip))])[0].film
    assert sound is not None
    assert sound.sound is not None
    length = sound.sound.size / HEARING_RATE
    ticks = np.arange(6) * 0.5
    assert frames == pytest.approx([*ticks, *(3 + ticks), *(3 + length + ticks)])


def test_words_come_after_the_film(silent, question):
    conversation = Watching(ScriptedEngine())
    driver = TurnDriver(conversation)
    film = film_turn(silent).film
    samples = np.full(BLOCK, 0.1, np.float32)
    typed = driver.take(Turn(Typed("What is it?"), film=film))
    driver.take(Turn(Spoken(samples), film=film))
    assert typed.heard == "What is it?"
    assert [type(thing).__name__ for thing in conversation.sensed] == [
        *["VideoFrame"] * 12,
        "AudioBlock",
    ]
    last = conversation.sensed[-1]
    assert isinstance(last, AudioBlock)
    assert last.start == 6.0


def test_a_film_in_real_time(clip, silent):
    for path, begin in ((clip, 2.8), (silent, 2.5)):
        clock = FakeClock()
        driver = TurnDriver(
            Watching(ScriptedEngine(script=lambda _said: [])),
            realtime=True,
            clock=clock,
            last_voiced=lambda samples: samples.size,
        )
        report = driver.take(film_turn(path))
        assert clock.now() - 100 == pytest.approx(begin, abs=0.01)
        assert report.timings.done == pytest.approx(0)


def test_a_film_is_closed_when_its_conversation_fails(clip, monkeypatch):
    class Failing(Watching):
        def hear(self, block: AudioBlock) -> None:
            raise RuntimeError("no")

    closed: list[bool] = []
    moments = Film.moments

    def watched(film):
        try:
            yield from moments(film)
        finally:
            closed.append(True)

    monkeypatch.setattr(Film, "moments", watched)
    with pytest.raises(RuntimeError):
        TurnDriver(Failing(ScriptedEngine())).take(film_turn(clip))
    assert closed


# -- the command line ---------------------------------------------------------------------------


def test_a_film_from_the_command_line(talk, loader, clip, silent):
    result = talk(["--video", clip, "--video", silent, "--text", "What was it?", "--json"])
    assert result.code == 0
    assert [turn["heard"] for turn in result.object["turns"]] == [
        "something spoken",
        "What was it?",
    ]
    assert loader.engine.turns[0].sound.size > 2 * HEARING_RATE


def test_what_is_no_film_is_refused_before_an_engine_loads(talk, loader, question, tmp_path):
    for name in (question, tmp_path / "missing.mp4", tmp_path):
        result = talk(["--video", name, "--json"])
        assert result.code == 2
        assert result.out == ""
        assert result.err.count("\n") == 1
        assert "Traceback" not in result.err
    assert not loader.loads


def test_replies_never_take_the_place_of_a_film(talk, clip):
    result = talk(["--video", clip, "--out", clip])
    assert result.code == 2
    assert "would replace a file that is sent" in result.err


def test_the_omni_engine_sees_and_hears_a_film(
    made_up_checkpoint, home, capfd, tmp_path, recordings
):
    path = film_of(
        tmp_path / "film.mp4",
        numbered(41, 180, 320),
        10,
        recordings / "grapefruit.wav",
        coding=COMMON,
        sound_coding="aac",
    )
    dump = tmp_path / "turn.npz"
    words = ("--text", "What happens here?")
    code = ask_omni(made_up_checkpoint("tiny"), dump, "--video", path, *words)
    output, errors = capfd.readouterr()
    assert code == 0, errors
    assert json.loads(output)["turns"][0]["heard"] == "What happens here?"
    with np.load(dump) as turn:
        ids, grids, frames = turn["prompt_ids"], turn["pixel_grids"], turn["audio_frames"]
        positions, mel, stills = turn["position_ids"], turn["log_mel"], turn["pixel_stills"]
    # 4.1 s of pictures: nine half seconds, and the last one doubled.  The sound track, 2.8 s,
    # goes on as silence up to the last picture, at 4 s.
    assert grids[:, 0].tolist() == [5]
    assert frames.tolist() == [400]
    assert mel.shape[1] == 400
    assert not stills.any()
    patches = int(grids[0, 1] * grids[0, 2])
    a_grid = patches // MERGED
    assert np.count_nonzero(ids == VIDEO) == 5 * a_grid
    assert np.count_nonzero(ids == AUDIO) == 100
    # One span of both: its begin marks side by side, then two seconds of pictures, their sound, ...
    begin = int(np.flatnonzero(ids == PICTURES_BEGIN)[0])
    assert ids[begin + 1] == SOUND_BEGIN
    chunk = [VIDEO] * (2 * a_grid) + [AUDIO] * 50
    expected = [*chunk, *chunk, *[VIDEO] * a_grid]
    assert ids[begin + 2 : begin + 2 + len(expected)].tolist() == expected
    # Both count time from the same moment, 25 positions a second.
    times = positions[0]
    pictures_at, sound_at = times[ids == VIDEO][::a_grid], times[ids == AUDIO]
    assert (pictures_at - sound_at[0]).tolist() == [0, 25, 50, 75, 100]
    assert (sound_at - sound_at[0]).tolist() == list(range(100))


def test_the_omni_engine_sees_a_film_without_sound(
    made_up_checkpoint, home, capfd, tmp_path, silent
):
    dump = tmp_path / "turn.npz"
    code = ask_omni(made_up_checkpoint("tiny"), dump, "--video", silent)
    assert code == 0, capfd.readouterr().err
    with np.load(dump) as turn:
        ids, grids = turn["prompt_ids"], turn["pixel_grids"]
    assert grids[:, 0].tolist() == [3]
    assert np.count_nonzero(ids == VIDEO) == 3 * grids[0, 1] * grids[0, 2] // MERGED
    assert not np.count_nonzero(ids == AUDIO)


def test_the_clock_of_films_is_that_of_the_sound():
    assert TICK % BLOCK == 0  # so that no block of sound straddles a picture
