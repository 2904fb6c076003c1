"""Names that people choose, for themselves and for what they open: tidy, and nothing but names.

A name travels far: into subjects of letters, notices, lists, other people's sentences. One that
looks like an address becomes a link in plain-text mail; one with a direction mark turns the
sentence around it; one made of blanks shows nobody.
"""

import re
import unicodedata

from app.core.characters import WRITTEN_AS, composed, harms, is_joined
from app.core.errors import FormRefused
from app.core.i18n import _

_ADDRESS = re.compile(r"@|://|\bwww\b|\w[.]\w{2,}", re.IGNORECASE)
"""What mail programs turn into links: `a@b`, `http://…`, `word.word`."""

_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that count as letters or symbols and show nothing."""

_UNFIT = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters; one that this Python does not know yet may be a new emoji."""

_WRITTEN_AS = str.maketrans({**WRITTEN_AS, "_": " "})
_MARKS_IN_A_ROW = 3
"""More accents than that on one letter spill over the lines around it."""


def tidy_name(text: str, *, field: str) -> str:
    """Return a name composed (NFC), with single spaces.

    Raises:
        FormRefused: at `field`, when it is not a name.
    """
    name = " ".join(composed(text).split())
    if any(_is_invisible(name, place) for place in range(len(name))) or _has_piled_marks(name):
        raise FormRefused(_("A name is made of letters that everybody can see."), field=field)
    if not any(char.isalnum() for char in name):
        raise FormRefused(_("A name needs at least one letter."), field=field)
    if _ADDRESS.search(_plain(name)):
        sentence = _("A name cannot look like a web or e-mail address. Put a space after a dot.")
        raise FormRefused(sentence, field=field)
    return name


def name_words(name: str) -> str:
    """Return the words of a name without accents or case, each after a blank, to find it by any.

    "Élodie Dupré-Martin" is " elodie dupre martin".
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WRITTEN_AS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "".join(f" {word}" for word in re.findall(r"\w+", plain))


def _plain(name: str) -> str:
    """Return the name with look-alikes made alike: full-width letters, ideographic dots."""
    return unicodedata.normalize("NFKC", name).replace("\u3002", ".")


def _is_invisible(name: str, place: int) -> bool:
    """Tell whether a character is a control, direction, zero-width, private or blank one.

    What joins letters or emoji is not: people whose script is joined have names too.
    """
    char = name[place]
    is_unfit = unicodedata.category(char) in _UNFIT or char in _BLANK_LETTERS or harms(char)
    return is_unfit and not is_joined(name, place)


def _has_piled_marks(name: str) -> bool:
    """Tell whether one letter carries a bundle of combining marks."""
    row = 0
    for char in name:
        row = row + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if row > _MARKS_IN_A_ROW:
            return True
    return False
