"""Words fit for an address."""

import re
import unicodedata

from app.core.characters import WRITTEN_AS

_WRITTEN_AS = str.maketrans({**WRITTEN_AS, "’": " "})


def slug_of(title: str, *, limit: int = 60) -> str:
    """Return the title as lower-case ASCII words joined by hyphens.

    Empty when it has none: letters of other scripts are not guessed at.
    """
    plain = unicodedata.normalize("NFKD", title.lower().translate(_WRITTEN_AS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > limit:
            break
        slug = longer
    return slug or (words[0][:limit] if words else "")
