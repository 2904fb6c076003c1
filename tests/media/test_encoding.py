"""Pictures come out as pixels and nothing else, and what is no picture does not come in."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from app.media.child.server import answer_to
from app.media.child.task import Outcome
from app.media.enums import Purpose
from app.media.files import encoding
from app.media.files.encoding import NotAPicture, TooManyPixels, encoded
from tests.media.conftest import Draw, png

pytestmark = pytest.mark.no_app


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("WEBP",))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("WEBP", "RGBA"),
        ("GIF", "P"),
    ],
)
def test_every_known_kind_comes_out_as_webp(draw: Draw, kind: str, mode: str):
    picture = encoded(draw((64, 48), kind, mode).getvalue(), Purpose.POST)
    assert (picture.width, picture.height) == (64, 48)
    assert _opened(picture.content).size == (64, 48)


@pytest.mark.parametrize(
    ("size", "purpose", "expected"),
    [
        ((3200, 2400), Purpose.POST, (1600, 1200)),
        ((800, 9000), Purpose.POST, (356, 4000)),
        ((20, 10), Purpose.POST, (20, 10)),
        ((1000, 500), Purpose.FACE, (320, 320)),
        ((20, 10), Purpose.FACE, (320, 320)),
        ((1000, 500), Purpose.GROUP, (480, 480)),
    ],
)
def test_sizes_are_bounded(draw: Draw, size, purpose: Purpose, expected):
    picture = encoded(draw(size, "JPEG").getvalue(), purpose)
    assert (picture.width, picture.height) == expected


def test_a_photo_taken_sideways_stands_upright_and_forgets_where(draw: Draw):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "<script>alert(1)</script>"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0)})
    picture = encoded(draw((64, 48), "JPEG", exif=exif).getvalue(), Purpose.POST)
    assert (picture.width, picture.height) == (48, 64)
    out = _opened(picture.content)
    assert dict(out.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(out.info)
    assert b"script" not in picture.content


def test_of_a_moving_picture_the_first_image_stays():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue", "green")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=50)
    out = _opened(encoded(file.getvalue(), Purpose.POST).content)
    assert getattr(out, "n_frames", 1) == 1
    red, _green, blue = out.convert("RGB").crop((5, 5, 6, 6)).tobytes()
    assert red > 200
    assert blue < 60


def test_a_second_file_behind_the_picture_is_gone(draw: Draw):
    sent = draw((64, 48), "JPEG").getvalue() + b"PK\x03\x04<?php system($_GET['c']); ?><script>"
    content = encoded(sent, Purpose.POST).content
    assert b"php" not in content
    assert b"script" not in content


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><body>bonjour</body></html>",
        b"BM" + bytes(200),
        b"II*\x00" + bytes(200),
        bytes(4096),
        png(64, 48),
        png(64, 48, (b"IDAT", b"not deflated")),
        png(0, 0, (b"IDAT", zlib.compress(b""))),
    ],
)
def test_what_is_no_picture_is_refused(sent: bytes):
    with pytest.raises(NotAPicture):
        encoded(sent, Purpose.POST)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused_and_breaks_nothing(kind: str, share: float):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    file = BytesIO()
    noise.save(file, kind)
    whole = file.getvalue()
    try:
        encoded(whole[: int(len(whole) * share)], Purpose.POST)
    except NotAPicture:
        return
    assert kind == "GIF"  # Pillow shows what has come of a GIF


@pytest.mark.parametrize(
    "sent",
    [
        png(50_000, 50_000, (b"IDAT", zlib.compress(bytes(4096)))),
        png(2**31 - 1, 1, (b"IDAT", zlib.compress(bytes(4096)))),
        png(6400, 6400, (b"IDAT", zlib.compress(bytes(4096)))),
        b"GIF89a" + struct.pack("<HHBBB", 65_000, 65_000, 0, 0, 0) + b",",
    ],
)
def test_a_bomb_is_refused_by_its_header(sent: bytes, monkeypatch: pytest.MonkeyPatch):
    decoded = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: decoded.append(image.size))
    outcome, answer = answer_to(sent, "within", (1600, 4000))
    assert outcome in {Outcome.TOO_LARGE, Outcome.NOT_A_PICTURE}
    assert (answer, decoded) == (b"", [])


def test_a_process_that_the_system_ends_is_a_picture_too_large(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(encoding, "_START", Path(__file__).parent / "dying.py")
    with pytest.raises(TooManyPixels):
        encoded(draw().getvalue(), Purpose.POST)
    monkeypatch.setattr(encoding, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(TooManyPixels):
        encoded(draw().getvalue(), Purpose.POST)


def test_a_text_bomb_in_a_png_is_refused():
    bomb = (b"zTXt", b"a\x00\x00" + zlib.compress(bytes(80_000_000), 9))
    with pytest.raises(NotAPicture):
        encoded(png(8, 8, bomb, (b"IDAT", zlib.compress(bytes(8 * 25)))), Purpose.POST)


def test_a_jpeg_of_endless_scans_is_refused(draw: Draw):
    whole = draw((64, 48), "JPEG", progressive=True).getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    with pytest.raises(TooManyPixels):
        encoded(whole[:-2] + scan * 300 + b"\xff\xd9", Purpose.POST)
