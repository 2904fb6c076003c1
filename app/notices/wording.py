"""Notices in words, in the language being spoken."""

from datetime import datetime

from app.accounts.shapes import Face
from app.core.i18n import _, ngettext
from app.core.subjects import Subject
from app.notices.kinds import kinds
from app.notices.rules import WORDS
from app.notices.shapes import NoticeItem
from app.notices.terms import Rule


def why(rule: str, kind: str) -> str:
    """Return which rule delivered a notice, with its number: what "Why?" shows."""
    words, known = WORDS[Rule(rule)], kinds().get(kind)
    sentence = str(words.sentence)
    if rule == Rule.DIRECT and known is not None:
        sentence = _("It is addressed to you (“{kind}”).", kind=str(known.label))
    return _("Rule {number}: {sentence}", number=words.number, sentence=sentence)


def sentence_about(
    kind: str,
    subject: Subject,
    *,
    actors: tuple[Face, Face | None],
    people: int,
    happened_at: datetime,
) -> str:
    """Return a notice as a sentence, in the language being spoken.

    Args:
        kind: what it is for its reader.
        subject: as its reader sees it.
        actors: who did it last, and who before, if that is known.
        people: how many did it.
        happened_at: when it was done last.
    """
    item = NoticeItem(
        kind=kind,
        subject=subject,
        who=_who(*actors, people),
        people=people,
        created_at=happened_at,
    )
    return kinds()[kind].say(item)


def _who(actor: Face, before: Face | None, people: int) -> str:
    """Return those who did something: at most two names, and how many others.

    Args:
        actor: the latest of them.
        before: the one before; `None`: unknown, or nobody.
        people: how many they are.
    """
    name = actor.display_name
    if people <= 1:
        return name
    if before is None:
        return ngettext(
            "{name} and {count} other person",
            "{name} and {count} other people",
            people - 1,
            name=name,
        )
    if people == 2:  # noqa: PLR2004 - the two who are named
        return _("{name} and {other}", name=name, other=before.display_name)
    return ngettext(
        "{name}, {other} and {count} other",
        "{name}, {other} and {count} others",
        people - 2,
        name=name,
        other=before.display_name,
    )
