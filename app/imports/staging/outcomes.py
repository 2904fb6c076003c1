"""What became of each row of a dump, and what there is to say of it."""

from enum import StrEnum

from app.core.i18n import lazy


class Outcome(StrEnum):
    """What became of a row. None yet: it is still to be imported."""

    BROUGHT = "brought"
    EARLIER = "earlier"
    """Imported by an earlier run."""
    ORPHAN = "orphan"
    EMPTY = "empty"
    LEFT = "left"
    MISSING = "missing"
    ABSENT = "absent"


REASONS: dict[str, str] = {
    Outcome.ORPHAN: lazy("answers to a question that is not in the dump"),
    Outcome.EMPTY: lazy("without any text"),
    Outcome.LEFT: lazy("comments on something that is not brought"),
    Outcome.MISSING: lazy("the answer is not in the dump, or answers another question"),
    Outcome.ABSENT: lazy("one of the two questions is not in the dump"),
    "wiki": lazy("descriptions of tags, which have no place here"),
    "other": lazy("tools of that site: elections, help on rights and the like"),
    "silent": lazy("wrote nothing that is brought"),
    "plain": lazy("links in passing, which stand in the texts already"),
    "open": lazy("the question is not closed, or not any more"),
    "second": lazy("a thread points to one other only: the first named"),
    "nowhere": lazy("for something that is not brought, or not in the dump"),
    "up": lazy("for a question: here one says of answers that they helped"),
    "chosen": lazy("marks of accepted answers, counted above"),
    "down": lazy("against a text: there is no such vote here"),
    "favourite": lazy("bookmarks of people who are not here"),
    "closing": lazy("to close or delete, or against it"),
    "tool": lazy("bounties, reviews and other tools of that site"),
    "unused": lazy("carried by no question"),
    "unfit": lazy("too long for a tag here"),
    "other_text": lazy("of texts that are not brought"),
    "former": lazy("former versions: the last one is brought"),
    "event": lazy("titles, tags, closings and the like: as they are now, they are brought"),
}
"""Why something was left out, by its outcome."""


class Remark(StrEnum):
    """What there is to say of something that was imported."""

    LONG = "long"
    TITLE = "title"
    STRIPPED = "stripped"
    UNKNOWN = "unknown"
    RENAMED = "renamed"
    TAGS = "tags"


REMARKS: dict[str, str] = {
    Remark.LONG: lazy("texts too long for one post: they go on in a reply by the same person"),
    Remark.TITLE: lazy("titles too long: shortened, and whole at the top of the text"),
    Remark.STRIPPED: lazy("texts too entangled: brought word for word, without their formatting"),
    Remark.UNKNOWN: lazy("texts of people without an account there: their name is in the text"),
    Remark.RENAMED: lazy("names that cannot be names here: changed, the old one on the profile"),
    Remark.TAGS: lazy("questions with tags that do not fit here: too long, or more than five"),
}
"""What was changed on the way."""
