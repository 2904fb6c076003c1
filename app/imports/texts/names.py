"""Names from elsewhere, made fit for a member."""

import re
import unicodedata
from collections.abc import Iterator

from app.core.i18n import _
from app.imports.texts.attribution import one_line

_SIGNS = re.compile(r"[@\s]+|://+|\bwww\b", re.IGNORECASE)
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w\w)")


def possible_names(name: str, number: int) -> Iterator[str]:
    """Yield what somebody may be called: as there, else a little changed, else by number."""
    seen = one_line(name)
    yield seen
    plain = "".join(char for char in seen if unicodedata.category(char)[0] not in "CM")
    yield one_line(_INNER_DOT.sub(". ", _SIGNS.sub(" ", plain)))
    yield _("Member {number}", number=number)
    yield _("Imported member {number}", number=number)
