"""How large pictures may be, and how many."""

from datetime import timedelta

MAX_BYTES = 12 * 1024 * 1024
"""Of a picture as it is sent."""
MAX_PIXELS = 40_000_000
"""Of a picture as it is sent; decoded it takes four bytes for each."""
MAX_SCANS = 200
"""Passes over one JPEG: honest ones have about ten, and each costs a pass over all pixels."""
FACE_SIDE = 320
"""Pixels of the side of a photo of a person, and twice what is shown at most."""
GROUP_SIDE = 480
POST_WIDTH = 1600
POST_HEIGHT = 4000
"""Pixels; for photographed letters and long screenshots."""
DESCRIPTION_LENGTH = 300
TOKEN_LENGTH = 32

PICTURES_PER_DAY = "60 per day"
"""For each member."""
UNATTACHED_KEPT = timedelta(days=1)
"""How long a picture waits to be used."""
HELD_KEPT = timedelta(days=30)
"""How long it waits in a draft."""
