"""What the application and the decoding process say to each other."""

import struct
from enum import IntEnum

SIZE = struct.Struct("!II")
"""Width and height, before the bytes of the picture made anew."""


class Outcome(IntEnum):
    """How the process ends."""

    DONE = 0
    NOT_A_PICTURE = 10
    TOO_LARGE = 11
