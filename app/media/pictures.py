"""Pictures made harmless: looked at before they are decoded, then encoded anew.

What comes out is WebP without a byte of what came in: no location, no script, no second file
hidden behind the first. Source: TRAPS of comparable systems; Pillow, "Decompression bombs".
"""

import struct
import threading
from io import BytesIO

from PIL import Image, ImageOps

from app.core.offload import offloaded
from app.media.limits import (
    FACE_SIDE,
    GROUP_SIDE,
    MAX_PIXELS,
    MAX_SCANS,
    POST_HEIGHT,
    POST_WIDTH,
)
from app.media.shapes import EncodedPicture, Purpose

MIMETYPE = "image/webp"

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_SCAN = b"\xff\xda"
"""Begins each scan of a JPEG. Source: ITU-T T.81, B.1.1.3."""
_QUALITY = 82
_BOXES = {
    Purpose.FACE: (FACE_SIDE, FACE_SIDE),
    Purpose.GROUP: (GROUP_SIDE, GROUP_SIDE),
    Purpose.POST: (POST_WIDTH, POST_HEIGHT),
}
_at_once = threading.BoundedSemaphore(2)
"""Two decoded pictures of 40 million pixels take 320 MB: never more of them at a time."""

_BROKEN = (
    OSError,  # truncated, or of no known format
    ValueError,
    SyntaxError,  # Pillow's word for a broken PNG
    LookupError,
    ArithmeticError,
    TypeError,
    EOFError,
    MemoryError,
    struct.error,
)


class NotAPicture(Exception):
    """It cannot be read as a JPEG, PNG, WebP or GIF."""


class TooManyPixels(Exception):
    """It would take too much memory or time to decode."""


def encoded(data: bytes, purpose: Purpose) -> EncodedPicture:
    """Return the picture upright, of bounded size, without anything but its pixels.

    Of a moving picture, the first image.

    Raises:
        NotAPicture: it is none that we know, or a broken one.
        TooManyPixels: it is too large, or made to be.
    """
    with _at_once:
        return offloaded(_encode, data, purpose)


def _encode(data: bytes, purpose: Purpose) -> EncodedPicture:
    """Decode and encode; heavy."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            _refuse_too_large(image, data)
            picture = _framed(image, purpose)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise NotAPicture from error
    content = BytesIO()
    picture.save(content, "WEBP", quality=_QUALITY, method=4)
    return EncodedPicture(content=content.getvalue(), width=picture.width, height=picture.height)


def _refuse_too_large(image: Image.Image, data: bytes) -> None:
    """Refuse by what the header says, before anything is decoded."""
    is_endless = image.format in {"JPEG", "MPO"} and data.count(_SCAN) > MAX_SCANS
    if image.width * image.height > MAX_PIXELS or is_endless:
        raise TooManyPixels


def _framed(image: Image.Image, purpose: Purpose) -> Image.Image:
    """Return the pixels, upright and in the box of their purpose, on a fresh picture."""
    box = _BOXES[purpose]
    image.draft("RGB", (max(box), max(box)))  # a JPEG is decoded no larger than needed
    upright = ImageOps.exif_transpose(image)
    upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    if purpose is Purpose.POST:
        upright.thumbnail(box, Image.Resampling.LANCZOS)
    else:
        upright = ImageOps.fit(upright, box, Image.Resampling.LANCZOS)
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    return fresh
