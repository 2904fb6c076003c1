"""Keys under which a form that is sent twice makes one thing: the line broke, the finger slipped.

A form that creates something carries a mark which the server has drawn with it. The same form can
be sent with other words, after going back to it: so the key of such a mark counts the words too.
A mark that a script draws for one text stands by itself, as the text may be mended on its way.
"""

import hashlib
from secrets import token_urlsafe

MARK_LENGTH = 64
"""Characters of a mark, and of a key."""
_DRAWN_HERE = "form-"


def draw_key() -> str:
    """Return a mark for a form that is being shown."""
    return _DRAWN_HERE + token_urlsafe(12)


def key_of(mark: str | None, *words: str) -> str | None:
    """Return the key of what is sent under a mark; `None` without one."""
    if not mark or not mark.startswith(_DRAWN_HERE):
        return mark or None
    said = "\0".join((mark, *(word.replace("\r\n", "\n") for word in words)))
    return _DRAWN_HERE + hashlib.sha256(said.encode()).hexdigest()[:40]
