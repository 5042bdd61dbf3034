import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from app.capture.photo_file import read_photo
from app.errors import UserError

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION = 0x0112


def halves(mode: str = "RGB") -> Pillow.Image:
    """Left half red, right half blue, 8 x 4."""
    picture = Pillow.new("RGB", (8, 4), RED)
    picture.paste(BLUE, (4, 0, 8, 4))
    return picture.convert(mode)


def refused(path: Path) -> str:
    with pytest.raises(UserError) as error:
        read_photo(path)
    return str(error.value)


def png_of_size(width: int, height: int) -> bytes:
    """A tiny PNG that says it is large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "PPM", "WEBP", "GIF"])
def test_formats(tmp_path, kind):
    options = {"lossless": True} if kind == "WEBP" else {}
    halves().save(tmp_path / "photo", kind, **options)
    pixels = read_photo(tmp_path / "photo").pixels
    assert pixels.shape == (4, 8, 3)
    assert tuple(pixels[0, 0]) == RED
    assert tuple(pixels[3, 7]) == BLUE


def test_jpeg_keeps_its_resolution():
    photo = Path(__file__).parents[3] / "resources" / "sample" / "photo.jpg"
    pixels = read_photo(photo).pixels
    assert pixels.shape == (512, 512, 3)
    assert pixels.std() > 30


@pytest.mark.parametrize(
    ("orientation", "shape", "red_at"),
    [(1, (4, 8), (0, 0)), (3, (4, 8), (0, 7)), (6, (8, 4), (0, 0)), (8, (8, 4), (7, 0))],
)
def test_a_photo_is_turned_upright(tmp_path, orientation, shape, red_at):
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    halves().save(tmp_path / "photo.png", exif=exif)
    pixels = read_photo(tmp_path / "photo.png").pixels
    assert pixels.shape[:2] == shape
    assert tuple(pixels[red_at]) == RED


@pytest.mark.parametrize("mode", ["P", "L", "1", "LA", "RGBA", "CMYK"])
def test_modes(tmp_path, mode):
    halves(mode).save(tmp_path / "photo", "TIFF")
    pixels = read_photo(tmp_path / "photo").pixels.astype(int)
    expected = np.asarray(halves(mode).convert("RGB")).astype(int)
    assert np.abs(pixels - expected).max() <= 1


def test_see_through_parts_are_white(tmp_path):
    picture = halves("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 4, 4))
    picture.save(tmp_path / "photo.png")
    assert tuple(read_photo(tmp_path / "photo.png").pixels[0, 0]) == WHITE
    palette = Pillow.new("P", (4, 4), 0)
    palette.putpalette([*GREEN, *BLUE])
    palette.save(tmp_path / "palette.png", transparency=0)
    assert tuple(read_photo(tmp_path / "palette.png").pixels[0, 0]) == WHITE


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_16_bit_grey_keeps_its_brightness(tmp_path, kind):
    ramp = np.linspace(0, 65535, 64).astype(np.uint16).reshape(8, 8)
    Pillow.fromarray(ramp).save(tmp_path / "photo", kind)
    pixels = read_photo(tmp_path / "photo").pixels
    assert np.array_equal(pixels[..., 0], ramp >> 8)


def test_an_animation_shows_its_first_picture(tmp_path):
    frames = [Pillow.new("RGB", (4, 4), colour) for colour in (GREEN, RED, BLUE)]
    for kind in ("GIF", "WEBP", "PNG"):
        frames[0].save(tmp_path / "photo", kind, save_all=True, append_images=frames[1:])
        pixel = read_photo(tmp_path / "photo").pixels[0, 0].astype(int)
        assert np.abs(pixel - GREEN).max() < 10


def test_one_pixel(tmp_path):
    Pillow.new("RGB", (1, 1), RED).save(tmp_path / "photo.png")
    assert read_photo(tmp_path / "photo.png").pixels.tolist() == [[list(RED)]]


def test_not_a_file(tmp_path):
    assert refused(tmp_path / "missing.jpg").startswith("There is no file ")
    assert "is a folder" in refused(tmp_path)
    (tmp_path / "empty.jpg").touch()
    assert "is empty" in refused(tmp_path / "empty.jpg")


def test_not_a_photo(tmp_path, recordings):
    assert "is not a photo" in refused(recordings / "grapefruit.wav")
    (tmp_path / "photo.jpg").write_text("This is a text.")
    assert "is not a photo" in refused(tmp_path / "photo.jpg")


def test_heic_is_named(tmp_path):
    (tmp_path / "photo.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100))
    assert "HEIC" in refused(tmp_path / "photo.heic")


def test_postscript_is_not_run(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    assert "is not a photo" in refused(tmp_path / "photo.jpg")


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_unread(tmp_path, size):
    (tmp_path / "photo.png").write_bytes(png_of_size(*size))
    assert "megapixels" in refused(tmp_path / "photo.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_cut_off(tmp_path, kind, kept):
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    Pillow.fromarray(noise).save(tmp_path / "photo", kind)
    whole = (tmp_path / "photo").read_bytes()
    (tmp_path / "photo").write_bytes(whole[: int(len(whole) * kept)])
    sentence = refused(tmp_path / "photo")
    assert "damaged or cut off" in sentence or "is not a photo" in sentence


def test_odd_files_raise_no_warning(tmp_path, recwarn, capfd):
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    halves().save(tmp_path / "photo.jpg", exif=exif)
    damaged = (tmp_path / "photo.jpg").read_bytes().replace(b"Exif\0\0MM", b"Exif\0\0XX")
    (tmp_path / "photo.jpg").write_bytes(damaged)
    assert read_photo(tmp_path / "photo.jpg").pixels.shape == (4, 8, 3)
    assert not recwarn.list
    assert capfd.readouterr().err == ""
