"""One picture in, the same made anew out, within bounds that the system keeps."""

import resource
import struct
import sys
from contextlib import suppress
from io import BytesIO

from PIL import Image

from app.media.child.decoder import FORMATS, TooLarge, framed
from app.media.child.task import SIZE, Outcome
from app.media.limits import DECODING_BYTES, DECODING_SECONDS, MAX_PIXELS

_QUALITY = 82

BROKEN = (
    OSError,  # truncated, or of no known format
    ValueError,
    SyntaxError,  # Pillow's word for a broken PNG
    LookupError,
    ArithmeticError,
    TypeError,
    EOFError,
    struct.error,
)


def main(way: str, width: str, height: str) -> Outcome:  # pragma: no cover - only in the process
    """Read a picture from the input, write it made anew to the output; say how it went."""
    with suppress(OSError, ValueError):  # some systems have no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (DECODING_BYTES, DECODING_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (DECODING_SECONDS, DECODING_SECONDS + 1))
    outcome, answer = answer_to(sys.stdin.buffer.read(), way, (int(width), int(height)))
    sys.stdout.buffer.write(answer)
    return outcome


def answer_to(data: bytes, way: str, box: tuple[int, int]) -> tuple[Outcome, bytes]:
    """Return how it went, and the picture: its size, then WebP without a byte of what came in."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            picture = framed(image, data, way, box)
        content = BytesIO()
        picture.save(content, "WEBP", quality=_QUALITY, method=4)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, TooLarge, MemoryError):
        return Outcome.TOO_LARGE, b""
    except BROKEN:
        return Outcome.NOT_A_PICTURE, b""
    return Outcome.DONE, SIZE.pack(picture.width, picture.height) + content.getvalue()
