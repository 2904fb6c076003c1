"""From a file to pixels: no larger than needed, upright, in colours that every screen shows alike.

A picture is decoded once, in the form in which it came, and brought down by whole steps before
anything else is done with it. So what it takes at most is known from its header.
"""

import math

from PIL import Image

from app.media.child.colours import flat, in_common_colours, lightest
from app.media.child.jpeg import keeps_coefficients
from app.media.limits import (
    BAND_PIXELS,
    MAX_DECODED_BYTES,
    MAX_PIXELS,
    MAX_PIXELS_KEPT_JPEG,
    MAX_PIXELS_WEBP,
    MAX_SCANS,
)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_DRAFTED = frozenset({"JPEG", "MPO"})
"""Formats that can be decoded smaller than they are."""
WITHIN, COVER = "within", "cover"
"""How a picture meets its box: scaled into it, or cut to it."""

_FILTER = Image.Resampling.LANCZOS
_FILTER_REACH = 3
"""Pixels of the smaller picture that it looks at on each side."""
_GAP = 3.0
"""From this many times the final size on, Pillow first averages whole pixels."""
_Region = tuple[float, float, float, float]
_SCAN = b"\xff\xda"
"""Begins each scan of a JPEG. Source: ITU-T T.81, B.1.1.3."""
_ORIENTATION = 0x0112
"""Source: EXIF 2.32, tag Orientation."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
"""Of a pixel in the memory of Pillow; four in any other form."""


class TooLarge(Exception):
    """It would take too much memory or time to decode."""


def framed(image: Image.Image, data: bytes, way: str, box: tuple[int, int]) -> Image.Image:
    """Return the pixels, upright and in their box, on a fresh picture.

    Args:
        image: opened, not decoded yet.
        data: the whole file.
        way: `WITHIN` or `COVER`.
        box: pixels, width and height.

    Raises:
        TooLarge: by what the header says, before anything is decoded.
    """
    _refuse_too_large(image, data)
    if image.format not in _DRAFTED:
        image.load()  # else its EXIF data would be looked for behind broken pixels
    orientation = _orientation(image)
    if orientation in _SIDEWAYS:
        box = box[1], box[0]
    size = _size(image.size, way, box)
    image.draft("RGB", size)  # a JPEG is decoded no larger than needed
    small = in_common_colours(_scaled(image, _seen(image.size, way, size), size), image.info)
    turn = _TURNS.get(orientation)
    upright = small.transpose(turn) if turn is not None else small
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    return fresh


def _refuse_too_large(image: Image.Image, data: bytes) -> None:
    """Refuse by what the header says, before anything is decoded."""
    pixels = image.width * image.height
    most = MAX_PIXELS
    if image.format in _DRAFTED:
        if data.count(_SCAN) > MAX_SCANS:
            raise TooLarge
        if keeps_coefficients(data):
            most = MAX_PIXELS_KEPT_JPEG
    elif image.format == "WEBP":
        most = MAX_PIXELS_WEBP
    else:
        most = min(most, MAX_DECODED_BYTES // _BYTES.get(image.mode, 4))
    if pixels > most:
        raise TooLarge


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held; what cannot be read is no reason to refuse a picture."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - any of Pillow's ways to say that EXIF data are broken
        return 1
    return found if isinstance(found, int) else 1


def _size(size: tuple[int, int], way: str, box: tuple[int, int]) -> tuple[int, int]:
    """Return the size a picture is brought to."""
    if way == COVER:
        return box
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _seen(size: tuple[int, int], way: str, box: tuple[int, int]) -> _Region:
    """Return the part of a picture that is shown: all of it, or its middle."""
    width, height = float(size[0]), float(size[1])
    if way == COVER:
        scale = max(box[0] / width, box[1] / height)
        left = (width - box[0] / scale) / 2
        top = (height - box[1] / scale) / 2
        return left, top, width - left, height - top
    return 0.0, 0.0, width, height


def _scaled(image: Image.Image, seen: _Region, size: tuple[int, int]) -> Image.Image:
    """Return a part of a picture, flat and at its final size.

    Band by band, so that whatever has to be made of it first, such as the colours of a palette, is
    never there for more than a band. Each reaches into its neighbours as far as the filter does.
    """
    image.load()
    white = lightest(image)
    step = (seen[3] - seen[1]) / size[1]
    reach = math.ceil(_FILTER_REACH * max(1.0, step)) + 1
    rows = max(1, int(BAND_PIXELS / image.width / step))
    result: Image.Image | None = None
    for top in range(0, size[1], rows):
        bottom = min(top + rows, size[1])
        above, below = seen[1] + top * step, min(seen[1] + bottom * step, seen[3])
        first = max(0, math.floor(above) - reach)
        last = min(image.height, math.ceil(below) + reach)
        band = flat(image.crop((0, first, image.width, last)), white)
        region = seen[0], above - first, seen[2], below - first
        part = band.resize((size[0], bottom - top), _FILTER, region, reducing_gap=_GAP)
        if result is None:
            result = Image.new(part.mode, size)
        result.paste(part, (0, top))
    return result or image
