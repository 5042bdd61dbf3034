import hashlib
import json
import os
import random
import shutil

import pytest

from app.errors import UserError
from app.models.stamp import STAMP_NAME
from app.models.store import PackState


@pytest.fixture
def store(goods):
    """A pulled pack of two files."""
    for name, size in (("a.bin", 50_000), ("b.txt", 300)):
        data = random.Random(size).randbytes(size)
        goods.file(name, data, [{"url": goods.shop.add("/" + name, data)}])
    store = goods.store()
    store.pull(["thing"])
    return store


def test_an_unknown_pack_is_named_with_those_there_are(store):
    for call in (store.path, store.state, store.verify, store.remove):
        with pytest.raises(UserError, match="no model pack 'thong'; there are thing"):
            call("thong")
    with pytest.raises(UserError, match="no model pack 'thong'"):
        store.pull(["thong"])


def test_what_is_missing_says_how_to_fetch_it(goods, store):
    store.remove("thing")
    with pytest.raises(UserError, match="has not been fetched; run `visavis models pull thing`"):
        store.path("thing")


def test_a_start_does_not_hash_what_has_not_changed(goods, store):
    """Bytes changed behind the stamp's back are noticed by `verify`, not by each start."""
    file = goods.folder / "thing" / "a.bin"
    state = file.stat()
    file.write_bytes(bytes(state.st_size))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert store.state("thing") is PackState.READY
    assert store.verify("thing") == ["a.bin"]
    assert store.state("thing") is PackState.DAMAGED


def test_a_touched_file_is_hashed_again_and_trusted_again(goods, store):
    os.utime(goods.folder / "thing" / "a.bin", ns=(0, 0))
    assert store.state("thing") is PackState.READY
    stamp = json.loads((goods.folder / "thing" / STAMP_NAME).read_text())
    assert stamp["a.bin"]["mtime_ns"] == 0


def test_a_new_version_of_the_list_makes_the_old_file_wrong(goods, store):
    new = random.Random(9).randbytes(50_000)
    goods.shop.add("/a.bin", new)
    goods.files[0]["sha256"] = hashlib.sha256(new).hexdigest()
    goods.contents["a.bin"] = new
    newer = goods.store()
    assert newer.state("thing") is PackState.DAMAGED
    newer.pull(["thing"])
    goods.check(newer)


def test_remove_frees_what_is_there_and_half_there_and_nothing_else(goods, store):
    goods.archive("wheel", {"a.bin": b"x"})
    goods.files[0]["sources"] = [{"members": [{"archive": "wheel", "path": "a.bin"}]}]
    staging = goods.folder / ".downloads"
    staging.mkdir()
    ours = staging / f"{goods.files[0]['sha256'][:16]}-a.bin.part"
    wheel = goods.archives["wheel"]
    half = staging / f"{wheel['sha256'][:16]}-{wheel['file']}.part"
    other = staging / "another-pack.part"
    notes = [file.with_name(file.name + ".json") for file in (ours, half)]
    for file in (ours, half, other, *notes):
        file.write_bytes(b"12345")
    mine = goods.folder / "thing" / "notes-of-mine"
    mine.write_text("mine")
    assert goods.store().remove("thing") >= 50_300 + 10
    assert list(staging.iterdir()) == [other]
    assert [path.name for path in mine.parent.iterdir()] == ["notes-of-mine"]
    assert goods.store().remove("thing") == 0


def test_remove_where_nothing_ever_was(goods, store):
    shutil.rmtree(goods.folder)
    assert store.remove("thing") == 0


def damage(dice: random.Random, folder, name: str) -> str:
    """Do something bad to a file of the pack; says what."""
    file = folder / name
    data = bytearray(file.read_bytes())
    kind = dice.choice(
        ["flip", "cut", "grow", "empty", "delete", "folder", "loop", "stamp", "all", "swap"]
    )
    if kind == "flip":
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        file.write_bytes(data)
    elif kind == "cut":
        file.write_bytes(data[: dice.randrange(len(data))])
    elif kind == "grow":
        file.write_bytes(data + dice.randbytes(dice.randrange(1, 100)))
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "delete":
        file.unlink()
    elif kind == "folder":
        file.unlink()
        file.mkdir()
    elif kind == "loop":
        file.unlink()
        file.symlink_to(file)
    elif kind == "stamp":
        (folder / STAMP_NAME).write_bytes(dice.randbytes(40))
        file.write_bytes(dice.randbytes(len(data)))
    elif kind == "all":
        shutil.rmtree(folder)
        folder.write_bytes(b"a file where a folder was")
    elif kind == "swap":
        (folder / "b.txt").replace(folder / "a.bin")
    return kind


@pytest.mark.parametrize("seed", range(60))
def test_damaged_model_files_end_in_one_clear_sentence(goods, store, seed):
    dice = random.Random(seed)
    folder = goods.folder / "thing"
    kind = damage(dice, folder, dice.choice(["a.bin", "b.txt"]))
    with pytest.raises(UserError) as caught:
        store.path("thing")
    sentence = str(caught.value)
    assert "visavis models pull thing" in sentence
    assert "\n" not in sentence
    if kind in ("folder", "all"):  # in the way of a file: the person has to look
        with pytest.raises(UserError, match="could not be written"):
            store.pull(["thing"])
    else:
        store.pull(["thing"])
        goods.check(store)


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"a.bin": 3}', b"\xff\xfe", b"null"])
def test_a_damaged_stamp_only_costs_a_hash(goods, store, junk):
    (goods.folder / "thing" / STAMP_NAME).write_bytes(junk)
    assert store.state("thing") is PackState.READY


def test_half_fetched_rubbish_does_not_spoil_a_pull(goods, store):
    store.remove("thing")
    staging = goods.folder / ".downloads"
    staging.mkdir(exist_ok=True)
    for entry in goods.files:
        part = staging / f"{entry['sha256'][:16]}-{entry['name']}.part"
        part.write_bytes(random.Random(1).randbytes(200))
        part.with_name(part.name + ".json").write_text("[torn")
    store.pull(["thing"])
    goods.check(store)


def test_a_half_joined_file_of_rubbish_is_joined_anew(goods):
    parts = [random.Random(seed).randbytes(5000) for seed in (1, 2)]
    members = []
    for number, part in enumerate(parts):
        goods.archive(f"part-{number}", {"p": part})
        members.append({"archive": f"part-{number}", "path": "p", "size": len(part)})
    goods.file("a.bin", b"".join(parts), [{"members": members}])
    staging = goods.folder / ".downloads"
    staging.mkdir(parents=True)
    rubbish = staging / f"{goods.files[0]['sha256'][:16]}-a.bin.joined"
    rubbish.write_bytes(bytes(7000))
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)
