"""Where an imported text comes from, said beside it: its licence asks for that.

Source: CC BY-SA 3.0 §4(c) and 4.0 §3(a): the author, the source and the licence are named, each
with its address.
"""

import re
from collections.abc import Sequence

from app.accounts.limits import DISPLAY_NAME_LENGTH, SENTENCE_LENGTH
from app.core.i18n import _
from app.imports.shapes import Origin
from app.text import normalise

_SPECIAL = re.compile(r"([\\`*_\[\]()])")
_LICENCE = re.compile(r"CC BY-SA (\d\.\d)")
_LICENCES = "https://creativecommons.org/licenses/by-sa/"


def note_on_thread(
    origin: Origin, *, question_id: int, name: str, user_id: int | None, licences: Sequence[str]
) -> str:
    """Return what stands under the opening of a thread, in Markdown."""
    place = _link(origin.name, origin, f"/q/{question_id}")
    author = _link(one_line(name), origin, f"/users/{user_id}" if user_id else "")
    if not author:
        note = _("This thread comes from {place}.", place=place)
    else:
        note = _(
            "This thread comes from {place}, where {name} opened it.", place=place, name=author
        )
    named = ", ".join(_licence(licence) for licence in licences)
    if named:
        licence = _("Licence of its texts: {licence}.", licence=named)
        note = f"{note} {licence}"
    return f"---\n\n*{note}*"


def note_on_author(name: str) -> str:
    """Return what stands under a text whose author has no account, in Markdown."""
    note = _("Written by {name}.", name=_literal(one_line(name)))
    return f"*{note}*"


def sentence_on_member(origin: Origin, *, profile: str, former_name: str = "") -> str:
    """Return what the profile of an imported member says: plain text of one line.

    Args:
        origin: where they wrote.
        profile: the path of their page there; empty if they have none.
        former_name: their name there, if it could not be taken over.
    """
    place = f"{origin.address}{profile}" if origin.address else origin.name
    if former_name:
        sentence = _(
            "Wrote as “{name}” elsewhere: {place}", name=one_line(former_name), place=place
        )
    else:
        sentence = _("Wrote elsewhere: {place}", place=place)
    return sentence[:SENTENCE_LENGTH]


def one_line(name: str) -> str:
    """Return a name from elsewhere without anything that is not seen."""
    return " ".join(normalise(name).split())[:DISPLAY_NAME_LENGTH].strip()


def _link(name: str, origin: Origin, path: str) -> str:
    """Return a name as a link into the platform; the name alone when nobody told its address."""
    shown = _literal(name)
    return f"[{shown}]({origin.address}{path})" if shown and path and origin.address else shown


def _licence(name: str) -> str:
    """Return the name of a licence, as a link to it if it is one of those we know."""
    version = _LICENCE.fullmatch(name)
    return f"[{name}]({_LICENCES}{version[1]}/)" if version else _literal(one_line(name))


def _literal(text: str) -> str:
    """Return a text that means nothing in Markdown, and no link."""
    return _SPECIAL.sub(r"\\\1", text.replace("://", ": //"))
