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
    REFUSED = "refused"


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
    TAGS_LEFT = "tags_left"
    CATEGORIES = "categories"
    CHANGED = "changed"
    COLLECTIVE = "collective"
    EMBEDS = "embeds"
    FIELDS = "fields"
    GALLERIES = "galleries"
    HTML = "html"
    LATER = "later"
    LINKS = "links"
    PARENTLESS = "parentless"
    SHORTCODES = "shortcodes"
    TAXONOMIES = "taxonomies"
    UNDATED = "undated"


REMARKS: dict[str, str] = {
    Remark.LONG: lazy("texts too long for one post: they go on in a reply by the same person"),
    Remark.TITLE: lazy("titles too long: shortened, and whole at the top of the text"),
    Remark.STRIPPED: lazy("texts too entangled: brought word for word, without their formatting"),
    Remark.UNKNOWN: lazy("texts of people without an account there: their name is in the text"),
    Remark.RENAMED: lazy("names that cannot be names here: changed, the old one on the profile"),
    Remark.TAGS: lazy("questions with tags that do not fit here: too long, or more than five"),
    Remark.TAGS_LEFT: lazy("articles with tags for which there is no room: an article has five"),
    Remark.CATEGORIES: lazy("articles with further categories: an article has one, the first"),
    Remark.CHANGED: lazy("articles changed there since they were brought: they stay as they are"),
    Remark.COLLECTIVE: lazy(
        "articles of which nobody is named as author: signed by the site, or as a collective"
    ),
    Remark.EMBEDS: lazy("embedded films, sounds and pages: links to them stand in their place"),
    Remark.FIELDS: lazy("fields before the texts that mean nothing here"),
    Remark.GALLERIES: lazy("galleries of which no picture lies beside"),
    Remark.HTML: lazy("marks of HTML that have no place here: the words in them are brought"),
    Remark.LATER: lazy("links to articles that came later: their words are brought"),
    Remark.LINKS: lazy("links to what is not brought: their words are"),
    Remark.PARENTLESS: lazy("comments on a comment that is not brought: they stand by themselves"),
    Remark.SHORTCODES: lazy("words in braces or brackets that only that site can fill: left out"),
    Remark.TAXONOMIES: lazy("terms of a kind that that site made for itself"),
    Remark.UNDATED: lazy("articles without a date that can be read: the date of the file"),
}
"""What was changed on the way."""
