import io
import random
import tarfile

import pytest

from app.errors import UserError
from app.logs import PRIVATE, written_logs
from app.models.patience import Patience
from app.models.store import PackState

BIG = 300_000


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def one_file(goods, *, size=BIG):
    url = goods.shop.add("/a.bin", noise(size, 1))
    goods.file("a.bin", goods.shop.files["/a.bin"], [{"url": url}])


def refusal(store) -> str:
    with pytest.raises(UserError) as caught:
        store.pull(["thing"])
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert store.state("thing") is not PackState.READY
    assert not (store.folder / "thing" / "a.bin").exists()
    return sentence


def test_a_file_from_its_address(goods):
    one_file(goods)
    store = goods.store()
    assert store.state("thing") is PackState.MISSING
    assert store.pull(["all"]) == ["thing"]
    goods.check(store)


def test_a_second_pull_asks_the_server_nothing(goods):
    one_file(goods)
    goods.store().pull(["thing"])
    asked = len(goods.shop.lines)
    goods.store().pull(["thing"])
    assert len(goods.shop.lines) == asked


@pytest.mark.parametrize(
    "fault",
    [
        "cut",
        "stall",
        "promises less",
        "promises more",
        "no length",
        "wrong bytes",
        "too long",
        "dead",
        "404",
        "403",
        "429 1",
        "429",
        "429 3600",
        "500",
        "503 0",
    ],
)
def test_one_fault_of_the_address_and_the_package_steps_in_or_it_recovers(goods, fault):
    data = noise(BIG, 2)
    url = goods.shop.add("/a.bin", data)
    goods.archive("wheel", {"in/a.bin": data, "in/code.py": b"raise SystemExit"})
    member = {"archive": "wheel", "path": "in/a.bin"}
    goods.file("a.bin", data, [{"url": url}, {"members": [member]}])
    goods.shop.faults["/a.bin"] = [fault]
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)
    assert {path.name for path in store.path("thing").iterdir()} == {"a.bin", ".verified.json"}


@pytest.mark.parametrize(
    "faults",
    [
        ["cut", "cut", "cut"],
        ["stall"],
        ["dead", "dead"],
        ["promises less"],
        ["429 1"],
        ["429"],
        ["500", "503", "cut"],
        ["no length"],
        ["cut", "no range"],
        ["cut", "wrong range"],
        ["cut", "416"],
        ["cut", "wrong bytes"],  # two versions meet in one file: once more from the start
    ],
)
@pytest.mark.parametrize("etags", [True, False])
def test_the_only_source_recovers(goods, faults, etags):
    one_file(goods)
    goods.shop.etags = etags
    goods.shop.faults["/a.bin"] = list(faults)
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)


def test_a_cut_download_goes_on_where_it_stopped(goods):
    one_file(goods)
    goods.shop.faults["/a.bin"] = ["cut"]
    goods.store().pull(["thing"])
    assert goods.shop.starts("/a.bin") == [0, BIG // 2]


def test_a_file_that_changed_on_the_server_is_not_mixed_with_its_old_bytes(goods):
    url = goods.shop.add("/a.bin", noise(BIG, 3))
    goods.shop.faults["/a.bin"] = ["cut", "404"]
    right = noise(BIG, 4)
    goods.file("a.bin", right, [{"url": url}])
    refusal(goods.store())
    goods.shop.add("/a.bin", right)
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)
    assert goods.shop.starts("/a.bin") == [0, 0]  # If-Range saw the change


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("wrong bytes", "other bytes"),
        ("too long", "another size"),
        ("promises more", "another size"),
        ("404", "HTTP 404"),
        ("401", "HTTP 401"),
        ("429", "HTTP 429"),
        ("429 3600", "come back in 3600 s"),
        ("500", "HTTP 500"),
        ("dead", "stopped sending"),
    ],
)
def test_a_lasting_fault_ends_in_one_clear_sentence(goods, fault, words):
    one_file(goods)
    goods.shop.faults["/a.bin"] = [fault] * 50
    assert words in refusal(goods.store())


def test_a_server_that_only_ever_drips_is_given_up(goods):
    one_file(goods)
    shop = goods.shop
    shop.on_sent = lambda path: shop.closing.wait(0.02)
    patience = Patience(stall=0.1, slowest=1e9, attempts=2, progress=BIG, first_pause=0.01)
    assert "too slowly" in refusal(goods.store(patience))


def test_nobody_at_the_address(goods):
    goods.file("a.bin", b"data", [{"url": "http://127.0.0.1:9/a.bin"}])
    assert "cannot be reached" in refusal(goods.store())


def test_a_blocked_address_is_passed_over_silently_but_logged(goods, tmp_path):
    data = noise(1000, 5)
    goods.archive("wheel", {"a.bin": data})
    blocked = {"url": "http://127.0.0.1:9/a.bin"}
    goods.file("a.bin", data, [blocked, {"members": [{"archive": "wheel", "path": "a.bin"}]}])
    store = goods.store()
    with written_logs(tmp_path / "logs") as log:
        store.pull(["thing"])
    goods.check(store)
    written = log.path.read_text(encoding="utf-8")
    assert "interrupted after 0 bytes: ConnectionError" in written
    assert "a.bin of thing: source 1 fails" in written
    assert PRIVATE not in written
    assert "127.0.0.1" not in written


def test_parts_of_several_packages_are_joined_in_order(goods):
    parts = [noise(100_000, seed) for seed in range(3)]
    for number, part in enumerate(parts):
        goods.archive(f"part-{number}", {"data/part.bin": part, "data/vocabulary.txt": b"words"})
    members = [
        {"archive": f"part-{number}", "path": "data/part.bin", "size": len(part)}
        for number, part in enumerate(parts)
    ]
    goods.file("a.bin", b"".join(parts), [{"members": members}])
    words = {"archive": "part-0", "path": "data/vocabulary.txt"}
    goods.file("vocabulary.txt", b"words", [{"members": [words]}])
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)
    assert goods.shop.starts("/files/part-0-1-py3-none-any.whl") == [0]  # shared, fetched once


def test_a_source_distribution(goods):
    data = noise(1000, 6)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as bundle:
        entry = tarfile.TarInfo("thing-1/a.bin")
        entry.size = len(data)
        bundle.addfile(entry, io.BytesIO(data))
    goods.archive_bytes("sdist", "thing-1.tar.gz", buffer.getvalue())
    goods.file("a.bin", data, [{"members": [{"archive": "sdist", "path": "thing-1/a.bin"}]}])
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)


def packaged(goods, member: dict[str, object], **archive):
    data = noise(1000, 7)
    goods.archive("wheel", {"a.bin": data, "bomb": bytes(5_000_000)}, **archive)
    goods.file("a.bin", data, [{"members": [{"archive": "wheel", **member}]}])


def test_a_member_that_is_missing_or_another(goods):
    packaged(goods, {"path": "b.bin"})
    assert "not the expected archive" in refusal(goods.store())
    goods.files.clear()
    packaged(goods, {"path": "bomb"})
    assert "another size" in refusal(goods.store())


def test_the_index_knows_another_hash(goods):
    packaged(goods, {"path": "a.bin"}, digest="0" * 64)
    assert "has another wheel-1" in refusal(goods.store())
    assert not goods.shop.starts("/files/wheel-1-py3-none-any.whl")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["404"], "has no wheel"),
        (["500"] * 9, "index cannot be reached"),
        (["dead"] * 9, "index cannot be reached"),
        (["wrong bytes"], "index cannot be understood"),
    ],
)
def test_an_index_that_does_not_help(goods, answers, words):
    packaged(goods, {"path": "a.bin"})
    goods.shop.faults["/simple/wheel/"] = answers
    assert words in refusal(goods.store())


def test_an_index_that_recovers(goods):
    packaged(goods, {"path": "a.bin"})
    goods.shop.faults["/simple/wheel/"] = ["503", "500"]
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)


def test_the_proxy_of_the_environment_is_used(goods, monkeypatch):
    data = noise(1000, 8)
    goods.shop.add("/a.bin", data)
    monkeypatch.setenv("http_proxy", goods.shop.address)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    goods.shop.add("http://localhost:9/a.bin", data)  # a proxy is asked for whole addresses
    goods.file("a.bin", data, [{"url": "http://localhost:9/a.bin"}])
    store = goods.store()
    store.pull(["thing"])
    goods.check(store)


def test_one_file_that_fails_does_not_stop_the_others(goods):
    one_file(goods)
    goods.file("b.bin", b"x", [{"url": goods.shop.address + "/nowhere"}])
    with pytest.raises(UserError, match=r"b\.bin"):
        goods.store().pull(["thing"])
    assert (goods.folder / "thing" / "a.bin").read_bytes() == goods.contents["a.bin"]


def test_a_full_disk_is_noticed_before_anything_is_fetched(goods):
    one_file(goods)
    goods.files[0]["size"] = 10**16
    assert "GB of disk space" in refusal(goods.store())
    assert not goods.shop.lines
