"""What pictures are for."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a picture is for, which decides its size and who may see it."""

    FACE = "face"
    """Photo of a person: square, for everybody."""
    GROUP = "group"
    """Picture of a group: square, for everybody who has its address, which cannot be guessed."""
    COVER = "cover"
    """Picture at the top of a text, wide: for those who may see the text."""
    POST = "post"
    """Picture in a text: for those who may see the text."""
