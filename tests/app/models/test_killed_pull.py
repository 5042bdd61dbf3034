import json
import random
import signal
import subprocess
import sys
import threading

import pytest
from filelock import FileLock

PULL = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run where it is ignored
from pathlib import Path
from app.models.manifest import Manifest
from app.models.store import ModelStore
manifest = Manifest.model_validate(json.loads(Path(sys.argv[2]).read_text()))
ModelStore(Path(sys.argv[1]), manifest).pull(["thing"])
"""

MEGABYTE = 1_000_000
KILLS = 20


def start_pull(goods):
    manifest = goods.folder.parent / "manifest.json"
    manifest.write_text(json.dumps(goods.tables()))
    return subprocess.Popen(
        [sys.executable, "-c", PULL, str(goods.folder), str(manifest)],
        stderr=subprocess.PIPE,
        text=True,
    )


def mixed_goods(goods):
    """A file from an address and one joined from three packages: 6 MB to fetch."""
    dice = random.Random(7)
    data = dice.randbytes(3 * MEGABYTE)
    goods.file("a.bin", data, [{"url": goods.shop.add("/a.bin", data)}])
    parts = [dice.randbytes(MEGABYTE) for _ in range(3)]
    members = []
    for number, part in enumerate(parts):
        goods.archive(f"part-{number}", {"part.bin": part})
        members.append({"archive": f"part-{number}", "path": "part.bin", "size": len(part)})
    goods.file("b.bin", b"".join(parts), [{"members": members}])


def held(goods) -> dict[str, int]:
    """What lies half fetched in staging, by the path it comes from."""
    staging = goods.folder / ".downloads"
    if not staging.is_dir():
        return {}
    paths = {path.rsplit("/", 1)[1]: path for path in goods.shop.files if path.count(".")}
    return {
        paths[part.name.removesuffix(".part").split("-", 1)[1]]: part.stat().st_size
        for part in staging.glob("*.part")
    }


@pytest.mark.slow
def test_a_pull_killed_twenty_times_goes_on_and_ends_right(goods):
    mixed_goods(goods)
    dice = random.Random(2024)
    shop = goods.shop
    sent = 0
    limit = 0
    reached = threading.Event()
    go_on = threading.Event()
    lock = threading.Lock()

    def count(path: str) -> None:
        nonlocal sent
        with lock:
            sent += 16 * 1024
            over = sent >= limit
        if over:  # the server holds its breath until the client has been killed
            reached.set()
            go_on.wait()

    shop.on_sent = count
    for _ in range(KILLS):
        with lock:
            # Four downloads run at once and some bytes die on the way: a third of it all is safe.
            limit = sent + dice.randrange(16 * 1024, 6 * MEGABYTE // KILLS)
        reached.clear()
        go_on.clear()
        before = held(goods)
        shop.asked.clear()
        child = start_pull(goods)
        assert reached.wait(timeout=60), child.communicate()
        # A moment of chance: while bytes are read, hashed, written, or nothing is left to read.
        shop.closing.wait(dice.random() * 0.05)
        child.kill()
        child.communicate()
        resumed = {path: shop.starts(path)[0] for path in before if shop.starts(path)}
        assert resumed == {path: before[path] for path in resumed}
        go_on.set()
    with lock:
        limit = 10**12
    before = held(goods)
    assert before, "the last kill left nothing to resume"
    shop.asked.clear()
    child = start_pull(goods)
    errors = child.communicate()[1]
    assert child.returncode == 0, errors
    for path, size in before.items():
        assert shop.starts(path) in ([size], []), path  # [] if all of it had arrived
    goods.check(goods.store())


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process there")
def test_ctrl_c_stops_a_pull_soon_and_keeps_what_has_arrived(goods):
    mixed_goods(goods)
    shop = goods.shop
    begun = threading.Event()

    def slowly(path: str) -> None:
        begun.set()
        shop.closing.wait(0.05)  # the whole would take ten seconds at four streams

    shop.on_sent = slowly
    child = start_pull(goods)
    assert begun.wait(timeout=60)
    child.send_signal(signal.SIGINT)
    errors = child.communicate(timeout=60)[1]
    assert child.returncode != 0
    assert "KeyboardInterrupt" in errors
    assert (goods.folder / ".downloads").is_dir()
    assert not (goods.folder / "thing" / "a.bin").exists()


def test_two_processes_share_the_work_instead_of_fighting(goods):
    mixed_goods(goods)
    children = [start_pull(goods), start_pull(goods)]
    for child in children:
        errors = child.communicate()[1]
        assert child.returncode == 0, errors
    goods.check(goods.store())
    paths = [path for path, _ in goods.shop.asked if not path.startswith("/simple/")]
    assert sorted(paths) == sorted(set(paths)), "something was fetched twice"


def test_who_waits_for_another_is_told(goods):
    goods.file("a.bin", b"data", [{"url": goods.shop.add("/a.bin", b"data")}])
    goods.folder.mkdir()
    other = FileLock(goods.folder / ".lock", thread_local=False)
    other.acquire()
    said: list[str] = []

    class LetGo:
        def update(self, label: str, held: int, size: int) -> None:
            """Not looked at."""

        def say(self, sentence: str) -> None:
            said.append(sentence)
            other.release()

    store = goods.store()
    store.pull(["thing"], LetGo())
    goods.check(store)
    assert said == ["Another Visavis is fetching models; waiting for it to finish."]
