"""Notices in words, in the language being spoken."""

from app.accounts.shapes import Face
from app.core.i18n import _, ngettext
from app.notices.kinds import kinds
from app.notices.rules import WORDS
from app.notices.shapes import NoticeItem
from app.notices.terms import Rule


def sentence_of(item: NoticeItem) -> str:
    """Return a notice as a sentence."""
    return kinds()[item.kind].say(item)


def why(rule: str, kind: str) -> str:
    """Return which rule delivered a notice, with its number: what "Why?" shows."""
    words, known = WORDS[Rule(rule)], kinds().get(kind)
    sentence = str(words.sentence)
    if rule == Rule.DIRECT and known is not None:
        sentence = _("It is addressed to you (“{kind}”).", kind=str(known.label))
    return _("Rule {number}: {sentence}", number=words.number, sentence=sentence)


def who(actor: Face, before: Face | None, people: int) -> str:
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
