"""How large pictures may be, and how many."""

from datetime import timedelta

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"
"""What a field for a picture offers to choose."""
MAX_BYTES = 12 * 1024 * 1024
"""Of a picture as it is sent."""
MAX_PIXELS = 40_000_000
"""Of a picture as it is sent. A JPEG in one scan is decoded no larger than it will be shown."""
MAX_PIXELS_KEPT_JPEG = 25_000_000
"""Of a JPEG in several scans: up to eight bytes for each pixel wait for the last one."""
MAX_PIXELS_WEBP = 12_000_000
"""Of a WebP: the library holds it four times, at four bytes for each pixel."""
MAX_DECODED_BYTES = 120_000_000
"""Of a PNG or GIF in memory: 40 million greys, also of 16 bits, or 30 million colours."""
BAND_PIXELS = 1_000_000
"""Pixels changed into another form at a time."""
DECODING_BYTES = 288 * 1024 * 1024
"""What the process that decodes a picture may hold; with its libraries it stays under 320 MiB."""
DECODING_SECONDS = 20
"""How long it may take."""
MAX_SCANS = 200
"""Passes over one JPEG: honest ones have about ten, and each costs a pass over all pixels."""
FACE_SIDE = 320
"""Pixels of the side of a photo of a person, and twice what is shown at most."""
GROUP_SIDE = 480
COVER_WIDTH = 1280
COVER_HEIGHT = 720
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
