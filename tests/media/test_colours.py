"""A picture looks the same as on what made it, whatever its depth, profile or form."""

import struct
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageCms

from app.media.child.colours import flat, in_common_colours, lightest
from app.media.enums import Purpose
from app.media.files.encoding import encoded
from tests.media.conftest import png

pytestmark = pytest.mark.no_app

NEAR = 6
"""Steps of 255 that lossy coding may take from a colour."""
SIZE = (64, 64)
Pixel = float | tuple[int, ...]


def colour(sent: bytes, at: tuple[int, int] = (32, 32)) -> tuple[int, ...]:
    """Return a pixel of what comes out, with its opacity."""
    with Image.open(BytesIO(encoded(sent, Purpose.POST).content)) as out:
        found = out.convert("RGBA").getpixel(at)
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def is_near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Say whether two colours look the same."""
    return all(abs(one - other) <= NEAR for one, other in zip(found, wanted, strict=False))


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return a picture as a file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def deep_png(kind: int, pixel: bytes, *chunks: tuple[bytes, bytes], size: int = 64) -> bytes:
    """Return a PNG of 16 bits for each colour, all of one colour."""
    rows = (b"\x00" + pixel * size) * size
    header = struct.pack(">IIBBBBB", size, size, 16, kind, 0, 0, 0)
    whole = png(8, 8, *chunks, (b"IDAT", zlib.compress(rows)))
    body = b"IHDR" + header
    return whole[:12] + body + struct.pack(">I", zlib.crc32(body)) + whole[33:]


@pytest.mark.parametrize("level", [0, 1, 64, 128, 200, 254, 255])
def test_a_scan_in_sixteen_bits_of_grey_keeps_its_greys(level: int) -> None:
    sent = deep_png(0, struct.pack(">H", level * 257))
    assert is_near(colour(sent), (level, level, level, 255))


@pytest.mark.parametrize(
    ("kind", "pixel", "wanted"),
    [
        (2, (200, 30, 90), (200, 30, 90, 255)),
        (6, (200, 30, 90, 128), (200, 30, 90, 128)),
        (4, (120, 128), (120, 120, 120, 128)),
    ],
)
def test_sixteen_bits_of_colour_and_opacity_are_kept(
    kind: int, pixel: tuple[int, ...], wanted: tuple[int, ...]
) -> None:
    sent = deep_png(kind, struct.pack(f">{len(pixel)}H", *(value * 257 for value in pixel)))
    assert is_near(colour(sent), wanted)


@pytest.mark.parametrize(
    ("image", "kind", "options", "wanted"),
    [
        (Image.new("1", SIZE, 1), "PNG", {}, (255, 255, 255, 255)),
        (Image.new("1", SIZE, 0), "PNG", {}, (0, 0, 0, 255)),
        (Image.new("L", SIZE, 90), "PNG", {}, (90, 90, 90, 255)),
        (Image.new("L", SIZE, 90), "PNG", {"transparency": 90}, (90, 90, 90, 0)),
        (Image.new("LA", SIZE, (90, 60)), "PNG", {}, (90, 90, 90, 60)),
        (Image.new("RGB", SIZE, (9, 99, 199)), "PNG", {"transparency": (9, 99, 199)}, (0, 0, 0, 0)),
        (Image.new("RGBA", SIZE, (9, 99, 199, 70)), "WEBP", {}, (9, 99, 199, 70)),
        (Image.new("CMYK", SIZE, (0, 255, 255, 0)), "JPEG", {}, (254, 0, 0, 255)),
        (Image.new("L", SIZE, 90), "JPEG", {}, (90, 90, 90, 255)),
        (Image.new("RGB", SIZE, (9, 99, 199)), "GIF", {}, (9, 99, 199, 255)),
    ],
)
def test_every_form_keeps_its_colour(
    image: Image.Image, kind: str, options: dict[str, object], wanted: tuple[int, ...]
) -> None:
    found = colour(saved(image, kind, **options))
    assert found[3] == pytest.approx(wanted[3], abs=NEAR)
    assert not wanted[3] or is_near(found, wanted)


def test_a_palette_keeps_its_colours_and_its_gaps() -> None:
    image = Image.new("P", SIZE, 1)
    image.putpalette([255, 0, 0, 0, 160, 0])
    image.paste(0, (0, 0, 32, 64))
    sent = saved(image, transparency=0)
    assert is_near(colour(sent, (48, 32)), (0, 160, 0, 255))
    assert colour(sent, (8, 32))[3] == 0


def test_colours_of_a_profile_become_those_of_the_web() -> None:
    swapped = profile_with_red_and_blue_exchanged()
    sent = saved(Image.new("RGB", SIZE, (200, 40, 40)), "JPEG", icc_profile=swapped, quality=95)
    assert is_near(colour(sent), (40, 40, 200, 255))
    with_opacity = saved(Image.new("RGBA", SIZE, (200, 40, 40, 99)), icc_profile=swapped)
    assert is_near(colour(with_opacity), (40, 40, 200, 99))


def profile_with_red_and_blue_exchanged() -> bytes:
    """Return a profile that shows red where it says blue: nobody could overlook it."""
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return whole.replace(b"rXYZ", b"\0tmp").replace(b"bXYZ", b"rXYZ").replace(b"\0tmp", b"bXYZ")


@pytest.mark.parametrize("profile", [b"x" * 200, b"", "of another form"])
def test_a_profile_that_cannot_be_used_changes_nothing(profile: bytes | str) -> None:
    known = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = saved(
        Image.new("L", SIZE, 90),
        "JPEG",
        icc_profile=profile if isinstance(profile, bytes) else known,
    )
    assert is_near(colour(sent), (90, 90, 90, 255))


def test_a_png_is_as_bright_as_it_says() -> None:
    linear = (b"gAMA", struct.pack(">I", 100_000))
    usual = (b"gAMA", struct.pack(">I", 45_455))
    level = struct.pack(">H", 55 * 257)
    assert is_near(colour(deep_png(0, level, usual)), (55, 55, 55))
    assert is_near(colour(deep_png(0, level, linear)), (127, 127, 127))
    assert is_near(colour(deep_png(0, level, (b"gAMA", bytes(4)))), (55, 55, 55))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_as_the_camera_was_held(kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), "blue")
    upright.paste("red", (0, 0, 30, 20))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = upright.transpose(Image.Transpose(back)) if back is not None else upright
    sent = saved(held, kind, exif=exif)
    assert is_near(colour(sent, (10, 10)), (254, 0, 0))
    assert is_near(colour(sent, (50, 30)), (0, 0, 254))


@pytest.mark.parametrize(
    ("mode", "value", "white", "wanted"),
    [
        ("I", 200, 255, 200),
        ("I", 200 * 257, 65_535, 200),
        ("I", 500_000, 1_000_000, 128),
        ("I;16", 200 * 257, 65_535, 200),
        ("I;16B", 200 * 257, 65_535, 200),
        ("F", 0.5, 1.0, 128),
        ("F", 200.0, 255.0, 200),
        ("LAB", (255, 128, 128), (0, 128, 128), 255),
        ("YCbCr", (90, 128, 128), (255, 128, 128), 90),
        ("HSV", (0, 0, 90), (0, 0, 255), 90),
    ],
)
def test_forms_of_other_formats_are_understood_too(
    mode: str, value: Pixel, white: Pixel, wanted: int
) -> None:
    image = Image.new(mode, (2, 1), value)
    image.putpixel((1, 0), white)
    out = in_common_colours(flat(image, lightest(image)), {})
    found = out.convert("RGB").getpixel((0, 0))
    assert isinstance(found, tuple)
    assert is_near(tuple(map(int, found)), (wanted, wanted, wanted))


def test_a_large_picture_has_no_seams() -> None:
    ramp = Image.linear_gradient("L").resize((2200, 3300), Image.Resampling.BILINEAR)
    with Image.open(BytesIO(encoded(saved(ramp), Purpose.POST).content)) as out:
        greys = out.convert("L").crop((800, 0, 801, out.height)).tobytes()
    assert max(abs(one - other) for one, other in pairwise(greys)) <= 2
    assert greys[-1] > 250
