import importlib.resources
import random
import tomllib
from pathlib import Path

import pytest

from app.errors import UserError
from app.models.manifest import Manifest

LIST = Path(str(importlib.resources.files("resources") / "models.toml"))
TEST_LIST = Path(__file__).parents[2] / "data" / "packs.toml"


def test_the_starter_set_is_what_was_decided():
    manifest = Manifest.of_program()
    assert manifest.expand(["starter"]) == [
        "vad-silero",
        "turn-smart",
        "hear-moonshine-tiny",
        "hear-whisper-base",
        "chat-qwen2.5-0.5b",
        "voice-kokoro",
        "voice-joe",
    ]
    joe = manifest.pack("voice-joe")
    assert not joe.bundle
    assert "lessac" in joe.licence_note


@pytest.mark.parametrize("path", [LIST, TEST_LIST], ids=["models.toml", "packs.toml"])
def test_every_file_can_be_had_from_a_package_last_and_every_archive_is_used(path):
    manifest = Manifest.load(path)
    used = set()
    for pack in manifest.packs.values():
        for file in pack.files:
            assert file.sources[-1].members
            assert all(source.url for source in file.sources[:-1])
            used |= {member.archive for member in file.sources[-1].members}
    assert used == set(manifest.archives)


def test_expand_takes_sets_and_packs_once_each_in_order():
    manifest = Manifest.of_program()
    names = manifest.expand(["voice-joe", "small"])
    assert names == [
        "voice-joe",
        "vad-silero",
        "turn-smart",
        "hear-moonshine-tiny",
        "chat-smollm2-135m",
    ]


def mistake(tmp_path, text: str) -> str:
    path = tmp_path / "models.toml"
    path.write_text(text)
    with pytest.raises(UserError) as caught:
        Manifest.load(path)
    return str(caught.value)


GOOD = """
[sets]
all = ["p"]
[packs.p]
title = "P"
licence = "MIT"
origin = "https://example.org"
bundle = true
[[packs.p.files]]
name = "f.bin"
size = 10
sha256 = "{0}"
sources = [{{ members = [
    {{ archive = "a", path = "x", size = 4 }},
    {{ archive = "a", path = "y", size = 6 }},
] }}]
[archives.a]
package = "a"
version = "1"
file = "a.whl"
size = 1
sha256 = "{0}"
""".format("0" * 64)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("f.bin", "../f.bin", "packs.p.files.0.name"),
        ("f.bin", ".hidden", "packs.p.files.0.name"),
        ("size = 10", "size = 0", "packs.p.files.0.size"),
        ("size = 10", "size = 11", "do not add up"),
        ("size = 4", "size = 5", "do not add up"),
        ('archive = "a", path = "x"', 'archive = "b", path = "x"', "no archive 'b'"),
        ('all = ["p"]', 'all = ["q"]', "no pack 'q'"),
        ('all = ["p"]', 'p = ["p"]', "both a set and a pack"),
        ("members = [", 'url = "https://x.org/f", members = [', "either a url or members"),
        ("bundle = true", "bundle = 1", "packs.p.bundle"),
        ("bundle = true", "bundle = true\ncolour = 1", "packs.p.colour"),
        ('licence = "MIT"', "", "packs.p.licence"),
        ("[packs.p]", "[packs.'..']", "packs"),
        ("[sets]", "[sets", "line 2"),
        ("size = 1\n", "size = " + "1" * 5000 + "\n", "damaged"),
    ],
)
def test_a_mistake_is_said_with_its_place(tmp_path, old, new, words):
    assert old in GOOD
    sentence = mistake(tmp_path, GOOD.replace(old, new, 1))
    assert words in sentence


@pytest.mark.parametrize(
    "url", ["http://example.org/f", "ftp://example.org/f", "https:///f", "https://[::1", "f"]
)
def test_only_safe_addresses(tmp_path, url):
    text = GOOD[: GOOD.index("sources")] + f'sources = [{{ url = "{url}" }}]\n'
    assert "address" in mistake(tmp_path, text)


def test_no_list_at_all(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        Manifest.load(tmp_path / "nowhere.toml")
    with pytest.raises(UserError, match="cannot be read"):
        Manifest.load(tmp_path)


def damaged(dice: random.Random, text: bytes) -> bytes:
    """A few random cuts, copies, swaps and bytes."""
    data = bytearray(text)
    for _ in range(dice.randrange(1, 4)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + int(2 ** dice.uniform(0, 9)))
        kind = dice.randrange(6)
        if kind == 0:
            del data[start:end]
        elif kind == 1:
            data[start:end] = dice.randbytes(end - start)
        elif kind == 2:
            data[start:start] = data[start:end]
        elif kind == 3:
            del data[start:]
        elif kind == 4:
            token = dice.choice(
                [b"[", b"]", b'"', b"=", b"\n", b"-1", b"{}", b"[[", b"\x00", b"1e9"]
            )
            data[start:start] = token * dice.choice([1, 1, 1, 2000])
        else:
            lines = data.split(b"\n")
            dice.shuffle(lines)
            data = bytearray(b"\n".join(lines))
    return bytes(data)


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_list_ends_in_one_clear_sentence(tmp_path, seed):
    path = tmp_path / "models.toml"
    path.write_bytes(damaged(random.Random(seed), LIST.read_bytes()))
    try:
        manifest = Manifest.load(path)
    except UserError as error:
        sentence = str(error)
        assert sentence.isprintable()
        assert len(sentence) < 300 + len(str(path))
    else:  # a comment or a title was hit: what is left must still be a whole list
        tomllib.loads(path.read_text())
        for pack in manifest.packs.values():
            assert all("/" not in file.name for file in pack.files)


def test_the_damage_above_is_mostly_real():
    found = 0
    for seed in range(150):
        text = damaged(random.Random(seed), LIST.read_bytes())
        try:
            Manifest.model_validate(tomllib.loads(text.decode()))
        except (ValueError, RecursionError):
            found += 1
    assert found > 100
