"""Pictures as other rooms and pages see them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPicture:
    """A picture that is kept."""

    token: str
    url: str
    """Its address on this site."""
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedFile:
    """A file that the viewer may see."""

    path: Path
    mimetype: str
    is_public: bool
    """The same for everybody, so that caches on the way may keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedPicture:
    """A picture made anew: nothing of the file that was sent is left but what one sees."""

    content: bytes
    width: int
    height: int
