import pytest

from omni_core.conversation import EngineError
from omni_core.starter.hearing.pieces import Pieces

SPECIAL = [b"<unk>", b"<s>", b"</s>"]


def vocabulary(path, pieces):
    data = b""
    for piece in pieces:
        size = len(piece)
        data += bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
        data += piece
    path.write_bytes(data)
    return path


def test_pieces_become_text(tmp_path):
    long = b"o" * 300
    own = ["▁na".encode(), b"\xc3", b"\xaf", b"ve", "▁w".encode(), long, b"<<ST_1>>"]
    pieces = Pieces(vocabulary(tmp_path / "t", SPECIAL + own))
    assert len(pieces) == 10
    assert pieces.text([1, 3, 4, 5, 6, 9, 7, 8, 2]) == "naïve w" + "o" * 300
    assert pieces.text([3, 4]) == "na"


@pytest.mark.parametrize("data", [b"", b"\x05<unk>\x03<s>", b"\x05<unk>\x03<s>\x04</s>\x09cut"])
def test_a_damaged_vocabulary_is_one_sentence(tmp_path, data):
    (tmp_path / "tokenizer.bin").write_bytes(data)
    with pytest.raises(EngineError, match=r"The vocabulary tokenizer\.bin cannot be read"):
        Pieces(tmp_path / "tokenizer.bin")


def test_the_real_vocabulary_is_read_to_its_end(pack):
    assert len(Pieces(pack("hear-moonshine-tiny") / "tokenizer.bin")) == 32_768
