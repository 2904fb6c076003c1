"""Why a file of Markdown cannot be read."""

from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with it."""

    ENCODING = "encoding"
    FIELDS = "fields"
    HEAVY = "heavy"
    LONG_FIELDS = "long_fields"
    NO_MAPPING = "no_mapping"
    OUTSIDE = "outside"
