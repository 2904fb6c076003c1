"""Names that people choose, for themselves and for what they open: tidy, and nothing but names.

A name travels far: into subjects of letters, notices, lists, other people's sentences. One that
looks like an address becomes a link in plain-text mail; one with a direction mark turns the
sentence around it; one made of blanks shows nobody.
"""

import re
import unicodedata

from app.core.errors import FormRefused
from app.core.i18n import _

_ADDRESS = re.compile(r"@|://|\bwww\b|\w[.]\w{2,}", re.IGNORECASE)
"""What mail programs turn into links: `a@b`, `http://…`, `word.word`."""

_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that count as letters or symbols and show nothing."""

_MARKS_IN_A_ROW = 3
"""More accents than that on one letter spill over the lines around it."""


def tidy_name(text: str, *, field: str) -> str:
    """Return a name composed (NFC), with single spaces.

    Raises:
        FormRefused: at `field`, when it is not a name.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if any(_is_invisible(char) for char in name) or _has_piled_marks(name):
        raise FormRefused(_("A name is made of letters that everybody can see."), field=field)
    if not any(char.isalnum() for char in name):
        raise FormRefused(_("A name needs at least one letter."), field=field)
    if _ADDRESS.search(_plain(name)):
        sentence = _("A name cannot look like a web or e-mail address. Put a space after a dot.")
        raise FormRefused(sentence, field=field)
    return name


def folded(text: str) -> str:
    """Return letters and digits only, without accents or case, to compare names by."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


def _plain(name: str) -> str:
    """Return the name with look-alikes made alike: full-width letters, ideographic dots."""
    return unicodedata.normalize("NFKC", name).replace("\u3002", ".")


def _is_invisible(char: str) -> bool:
    """Tell whether a character is a control, direction, zero-width, private or blank one."""
    category = unicodedata.category(char)
    return category[0] == "C" or category in {"Zl", "Zp"} or char in _BLANK_LETTERS


def _has_piled_marks(name: str) -> bool:
    """Tell whether one letter carries a pile of combining marks."""
    row = 0
    for char in name:
        row = row + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if row > _MARKS_IN_A_ROW:
            return True
    return False
