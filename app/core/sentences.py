"""Sentences of one line that people write about themselves or to others."""

from app.core.characters import composed, harms, shows_nothing
from app.core.errors import FormRefused
from app.core.i18n import _


def tidy_line(text: str, *, field: str, most: int) -> str:
    """Return a text on one line with single spaces; empty when nobody would see anything.

    Raises:
        FormRefused: at `field`: it is too long, or has characters that do harm.
    """
    line = " ".join(composed(text).split())
    if harms(line):
        raise FormRefused(_("This contains characters that nobody can see."), field=field)
    if len(line) > most:
        raise FormRefused(_("At most {most} characters.", most=most), field=field)
    return "" if shows_nothing(line) else line
