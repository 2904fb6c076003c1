"""Notices in words, in the language being spoken."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from app.accounts.shapes import Face
from app.core.i18n import _, ngettext
from app.core.subjects import Subject, SubjectRef
from app.notices.enums import Rule
from app.notices.kinds.catalogue import kinds
from app.notices.rules.precedence import WORDS
from app.notices.shapes import NoticeItem

Details = Mapping[tuple[str, SubjectRef], Any]
"""What sentences need beside the subjects: (kind, subject) → what the kind found for it."""


def why(rule: str, kind: str) -> str:
    """Return which rule delivered a notice, with its number: what "Why?" shows."""
    words, known = WORDS[Rule(rule)], kinds().get(kind)
    sentence = str(words.sentence)
    if rule == Rule.DIRECT and known is not None:
        sentence = _("It is addressed to you (“{kind}”).", kind=str(known.label))
    return _("Rule {number}: {sentence}", number=words.number, sentence=sentence)


def details_of(worded: Collection[tuple[str, SubjectRef]]) -> Details:
    """Return what the sentences of these kinds about these subjects need.

    One query for each kind that needs something; for kinds that share it, one for all.
    """
    wanted: dict[Callable[[Collection[SubjectRef]], Mapping[SubjectRef, Any]], set[SubjectRef]] = {}
    for kind, ref in worded:
        known = kinds().get(kind)
        if known is not None and known.details is not None:
            wanted.setdefault(known.details, set()).add(ref)
    found = {ask: ask(refs) for ask, refs in wanted.items()}
    return {
        (kind, ref): found[ask].get(ref)
        for kind, ref in worded
        if kind in kinds() and (ask := kinds()[kind].details)
    }


def sentence_about(
    kind: str,
    subject: Subject,
    *,
    actors: tuple[Face, Face | None],
    people: int,
    happened_at: datetime,
    details: Details,
) -> str:
    """Return a notice as a sentence, in the language being spoken. Asks no database.

    Args:
        kind: what it is for its reader.
        subject: as its reader sees it.
        actors: who did it last, and who before, if that is known.
        people: how many did it.
        happened_at: when it was done last.
        details: of all sentences of the page, this one among them.
    """
    item = NoticeItem(
        kind=kind,
        subject=subject,
        who=_who(*actors, people),
        people=people,
        created_at=happened_at,
        details=details.get((kind, subject.ref)),
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
