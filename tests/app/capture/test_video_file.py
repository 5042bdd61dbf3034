import contextlib
import itertools
import shutil
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile
from PIL import Image as Pillow

from app.capture import video_file
from app.capture.ffmpeg import NO_FFMPEG
from app.capture.video_file import LONGEST_SIDE, TICK, Film, read_film
from app.errors import UserError
from omni_core.media import HEARING_RATE
from tests.app.capture.filming import COMMON, film_of, numbered, run_ffmpeg

SPEECH = "grapefruit.wav"
SPEECH_RATE = 16_000


def pictures_of(film: Film) -> list[np.ndarray]:
    return [moment.picture for moment in film.moments() if moment.picture is not None]


def numbers_of(film: Film) -> list[int]:
    return [int(picture[0, 0, 0]) for picture in pictures_of(film)]


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "ffmpeg" in child.name()]


@pytest.fixture(scope="module")
def speech(recordings):
    samples, rate = soundfile.read(recordings / SPEECH, dtype="float32")
    assert rate == SPEECH_RATE
    return samples


@pytest.fixture(scope="module")
def clip(tmp_path_factory, recordings):
    """A film as phones record them: H.264 and AAC, what it holds told at its beginning."""
    return film_of(
        tmp_path_factory.mktemp("film") / "clip.mp4",
        numbered(28, 64, 96),
        10,
        recordings / SPEECH,
        coding=(*COMMON, "-movflags", "+faststart"),
        sound_coding="aac",
    )


# -- pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "count"), [(1, 3), (3, 7), (10, 32), (25, 51)])
def test_each_half_second_takes_the_newest_picture(tmp_path, rate, count):
    film = read_film(film_of(tmp_path / "film.mkv", numbered(count), rate))
    ticks = itertools.takewhile(lambda t: t < count / rate, itertools.count(0, 0.5))
    assert numbers_of(film) == [int(tick * rate) for tick in ticks]


def test_pictures_are_those_of_the_file(tmp_path):
    pictures = np.random.default_rng(3).integers(0, 256, (4, 24, 40, 3), np.uint8)
    film = read_film(film_of(tmp_path / "film.mkv", pictures, 2))
    assert np.array_equal(pictures_of(film), pictures)


def test_a_film_can_be_played_again(clip):
    film = read_film(clip)
    assert np.array_equal(pictures_of(film), pictures_of(film))


def test_a_phone_held_upright(tmp_path):
    pictures = numbered(3)
    lying = film_of(tmp_path / "lying.mov", pictures, 2)
    upright = tmp_path / "upright.mov"
    run_ffmpeg("-display_rotation", "90", "-i", lying, "-c", "copy", upright)
    assert np.array_equal(pictures_of(read_film(lying)), pictures)
    assert np.array_equal(pictures_of(read_film(upright)), np.rot90(pictures, axes=(1, 2)))


@pytest.mark.parametrize(
    ("size", "seen"),
    [
        ((2160, 3840), (720, LONGEST_SIDE)),
        ((2400, 1080), (LONGEST_SIDE, 576)),
        ((720, 1280), (720, 1280)),
        ((48, 64), (48, 64)),
    ],
)
def test_large_pictures_are_made_smaller_and_small_ones_are_left(tmp_path, size, seen):
    film = read_film(film_of(tmp_path / "film.mp4", numbered(2, *size), 2, coding=COMMON))
    assert [picture.shape for picture in pictures_of(film)] == [(*seen, 3)] * 2


def test_pixels_are_square(tmp_path):
    wide = (*COMMON, "-vf", "setsar=2/1")
    film = read_film(film_of(tmp_path / "film.mp4", numbered(2, 48, 64), 2, coding=wide))
    assert pictures_of(film)[0].shape == (48, 128, 3)


# -- sound ------------------------------------------------------------------------------------


def test_sound_is_that_of_the_file(tmp_path, recordings, speech):
    film = read_film(film_of(tmp_path / "film.mkv", numbered(20), 10, recordings / SPEECH))
    assert film.sound is not None
    assert film.sound.dtype == np.float32
    assert np.array_equal(film.sound, speech)
    played = np.concatenate([moment.sound for moment in film.moments()])
    assert np.array_equal(played, speech)


def test_sound_of_a_phone_keeps_its_time(clip, speech):
    sound = read_film(clip).sound
    assert sound is not None
    assert abs(sound.size - speech.size) < 0.1 * HEARING_RATE
    common = min(sound.size, speech.size)
    assert np.corrcoef(sound[:common], speech[:common])[0, 1] > 0.95  # AAC, no sample late


def test_channels_are_mixed_and_resampled(tmp_path):
    time = np.arange(2 * 48_000) / 48_000
    channels = np.stack((0.4 * np.sin(2 * np.pi * 440 * time), np.zeros_like(time)), axis=1)
    soundfile.write(tmp_path / "tone.wav", channels, 48_000)
    film = read_film(film_of(tmp_path / "film.mkv", numbered(20), 10, tmp_path / "tone.wav"))
    assert film.sound is not None
    expected = 0.2 * np.sin(2 * np.pi * 440 * np.arange(film.sound.size) / HEARING_RATE)
    assert film.sound.size == 2 * HEARING_RATE
    middle = slice(HEARING_RATE // 10, -HEARING_RATE // 10)
    assert np.abs(film.sound - expected)[middle].max() < 0.002


@pytest.mark.parametrize("kind", ["mkv", "ts"])
def test_a_sound_track_that_begins_late(tmp_path, kind):
    soundfile.write(tmp_path / "loud.wav", np.full(32_000, 0.5), 16_000)
    path = film_of(
        tmp_path / f"film.{kind}",
        numbered(32, 64, 64),
        10,
        tmp_path / "loud.wav",
        coding=COMMON,
        sound_coding="mp2",
        before_sound=("-itsoffset", "0.7"),
    )
    sound = read_film(path).sound
    assert sound is not None
    assert np.flatnonzero(sound > 0.25)[0] / HEARING_RATE == pytest.approx(0.7, abs=0.04)


@pytest.mark.parametrize("kind", ["mkv", "ts"])
def test_pictures_that_begin_late(tmp_path, recordings, kind):
    pictures = np.zeros((20, 64, 64, 3), np.uint8)
    pictures[3:] = 255  # white from 0.3 s of theirs
    path = film_of(
        tmp_path / f"film.{kind}",
        pictures,
        10,
        recordings / SPEECH,
        coding=COMMON,
        sound_coding="mp2",
        before_pictures=("-itsoffset", "0.9"),
    )
    bright = [picture.mean() > 128 for picture in pictures_of(read_film(path))]
    assert bright == [False, False, False, True, True, True]  # white from 1.2 s of the film's


def test_the_microphone_is_on_as_long_as_the_camera(tmp_path, recordings, speech):
    film = read_film(film_of(tmp_path / "film.mkv", numbered(41), 10, recordings / SPEECH))
    moments = list(film.moments())
    assert [moment.length for moment in moments] == [TICK] * 8 + [0]
    assert all(moment.picture is not None for moment in moments)
    played = np.concatenate([moment.sound for moment in moments])
    assert np.array_equal(played[: speech.size], speech)
    assert played.size == 4 * HEARING_RATE
    assert not played[speech.size :].any()


def test_sound_goes_on_after_the_pictures(tmp_path, recordings, speech):
    moments = list(
        read_film(film_of(tmp_path / "film.mkv", numbered(8), 10, recordings / SPEECH)).moments()
    )
    assert [moment.picture is None for moment in moments] == [False] * 2 + [True] * 4
    assert sum(moment.length for moment in moments) == speech.size


def test_a_film_without_sound(tmp_path):
    film = read_film(film_of(tmp_path / "film.mkv", numbered(32), 10))
    assert film.sound is None
    moments = list(film.moments())
    assert [(moment.sound.size, moment.length) for moment in moments] == [(0, TICK)] * 7


# -- what cannot be shown ---------------------------------------------------------------------


def cut(path, target, share):
    data = path.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
    return target


def test_what_is_no_film(tmp_path, clip, recordings):
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "noise.mp4").write_bytes(np.random.default_rng(1).bytes(5000))
    Pillow.new("RGB", (40, 30), "red").save(tmp_path / "photo.mp4", format="PNG")
    shutil.copy(recordings / SPEECH, tmp_path / "speech.mp4")
    run_ffmpeg("-i", clip, "-vn", "-c:a", "copy", tmp_path / "song.m4a")
    cover = tmp_path / "photo.mp4"
    song = tmp_path / "cover.m4a"
    run_ffmpeg(
        *("-i", tmp_path / "song.m4a", "-i", cover, "-map", "0", "-map", "1", "-c", "copy"),
        *("-disposition:v", "attached_pic", song),
    )
    run_ffmpeg("-i", clip, "-an", "-c", "copy", "-frames:v", "1", tmp_path / "single.mp4")
    (tmp_path / "list.mp4").write_text(f"ffconcat version 1.0\nfile '{clip}'\n")
    (tmp_path / "playlist.mp4").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{clip}")
    for name, words in {
        "none.mp4": "There is no file",
        ".": "is a folder",
        "empty.mp4": "is empty",
        "noise.mp4": "is not a film",
        "photo.mp4": "is a photo, not a film; show it by --image",
        "speech.mp4": "is a sound file, not a film; give it by --audio",
        "song.m4a": "holds sound and no pictures",
        "cover.m4a": "holds sound and no pictures",
        "single.mp4": "a single picture",
        "list.mp4": "is not a film",
        "playlist.mp4": "is not a film",
    }.items():
        with pytest.raises(UserError, match=words):
            read_film(tmp_path / name)
    assert not children()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.6])
def test_a_film_that_is_cut_off(tmp_path, clip, share):
    with pytest.raises(UserError, match=r"cut off|is damaged|is not a film"):
        read_film(cut(clip, tmp_path / "cut.mp4", share))


def test_pictures_that_nobody_can_decode(tmp_path, clip):
    data = bytearray(clip.read_bytes())
    begin = data.index(b"mdat") + 4
    data[begin:] = bytes(len(data) - begin)
    (tmp_path / "blank.mp4").write_bytes(data)
    with pytest.raises(UserError, match=r"damaged|cannot be decoded"):
        read_film(tmp_path / "blank.mp4")


@pytest.mark.parametrize("seed", range(6))
def test_a_film_that_is_damaged_inside_is_shown_or_refused(tmp_path, clip, seed):
    random = np.random.default_rng(seed)
    data = np.frombuffer(clip.read_bytes(), np.uint8).copy()
    places = random.integers(0, data.size, 40)
    data[places] = random.integers(0, 256, places.size)
    (tmp_path / "film.mp4").write_bytes(data.tobytes())
    with contextlib.suppress(UserError):
        film = read_film(tmp_path / "film.mp4")
        assert 1 <= len(pictures_of(film)) <= 6
    assert not children()


@pytest.mark.parametrize(
    "kind",
    [("-f", "matroska"), ("-f", "matroska", "-live", "1"), ("-f", "mpegts")],
    ids=["mkv", "mkv that does not tell its length", "ts"],
)
def test_a_long_film(tmp_path, monkeypatch, kind):
    path = film_of(tmp_path / "film", numbered(40, 64, 64), 10, coding=(*COMMON, *kind))
    monkeypatch.setattr(video_file, "LONGEST_SECONDS", 240)
    assert len(numbers_of(read_film(path))) == 8
    monkeypatch.setattr(video_file, "LONGEST_SECONDS", 2)
    with pytest.raises(UserError, match="is longer than"):
        read_film(path)


def test_a_film_that_is_gone_when_it_is_shown(tmp_path, clip):
    path = tmp_path / "film.mp4"
    shutil.copy(clip, path)
    film = read_film(path)
    path.unlink()
    with pytest.raises(UserError, match="cannot be decoded"):
        next(film.moments())


def test_a_film_that_is_not_seen_to_its_end_leaves_nothing_running(clip):
    moments = read_film(clip).moments()
    next(moments)
    assert children()
    moments.close()
    assert not children()


@pytest.mark.parametrize("name", ["-i.mp4", "concat:a|b.mp4", "na%03dme.mp4", "film é.mp4"])
def test_odd_names(tmp_path, monkeypatch, clip, name):
    if sys.platform == "win32" and set(name) & set(":|"):
        pytest.skip("Windows has no such names")
    monkeypatch.chdir(tmp_path)
    shutil.copy(clip, tmp_path / name)
    assert len(pictures_of(read_film(Path(name)))) == 6


def test_without_ffmpeg(monkeypatch, clip):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(UserError) as raised:
        read_film(clip)
    assert str(raised.value) == NO_FFMPEG
