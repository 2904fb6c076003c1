"""Pictures made harmless: looked at before they are decoded, then encoded anew.

What comes out is WebP without a byte of what came in: no location, no script, no second file
hidden behind the first. It happens in a process of its own, one picture at a time, whose memory
and time are bounded by the system. Source: TRAPS of comparable systems; Pillow, "Decompression
bombs".
"""

import subprocess
import sys
import threading

from app.core.child import START
from app.media.child.task import SIZE, Outcome
from app.media.enums import Purpose
from app.media.limits import (
    COVER_HEIGHT,
    COVER_WIDTH,
    DECODING_SECONDS,
    FACE_SIDE,
    GROUP_SIDE,
    POST_HEIGHT,
    POST_WIDTH,
)
from app.media.shapes import EncodedPicture

MIMETYPE = "image/webp"

_START = START
_SERVER = "app.media.child.server"
_WAYS = {
    Purpose.FACE: ("cover", FACE_SIDE, FACE_SIDE),
    Purpose.GROUP: ("cover", GROUP_SIDE, GROUP_SIDE),
    Purpose.COVER: ("cover", COVER_WIDTH, COVER_HEIGHT),
    Purpose.POST: ("within", POST_WIDTH, POST_HEIGHT),
}
PATIENCE_SECONDS = 2.0 * DECODING_SECONDS
"""The system counts the time of the processor; this is for a process that only waits."""

_one_at_a_time = threading.Lock()
"""What one picture takes at the most is promised for all of them."""


class NotAPicture(Exception):
    """It cannot be read as a JPEG, PNG, WebP or GIF."""


class TooManyPixels(Exception):
    """It would take too much memory or time to decode."""


def encoded(data: bytes, purpose: Purpose) -> EncodedPicture:
    """Return the picture upright, of bounded size, without anything but its pixels.

    Of a moving picture, the first image. Waits for a process, during which others go on.

    Raises:
        NotAPicture: it is none that we know, or a broken one.
        TooManyPixels: it is too large, or made to be.
    """
    command = [sys.executable, "-I", str(_START), _SERVER, *map(str, _WAYS[purpose])]
    with _one_at_a_time:
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=PATIENCE_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise TooManyPixels from error
    if done.returncode == Outcome.NOT_A_PICTURE:
        raise NotAPicture
    if done.returncode != Outcome.DONE:  # too large by its header, or ended by the system
        raise TooManyPixels
    width, height = SIZE.unpack_from(done.stdout)
    return EncodedPicture(content=done.stdout[SIZE.size :], width=width, height=height)
