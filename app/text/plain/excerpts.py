"""Texts without their marks: for lists, letters, descriptions and the search index."""

import re
from collections import Counter

from app.text.plain.entities import decoded

_READ_AHEAD = 4
"""Source characters looked at for one of an excerpt: marks and addresses take the rest."""

_TARGET = r"(?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?: \"[^\"\n]{0,200}\")?"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"^ *(?:`{3,}|~{3,})(?: *[a-z+#]{1,12}$)?", " "),  # fences and names of languages
        (r"^ {0,3}(?:[-=*_] ?){3,}$", " "),  # rules and underlined titles
        (r"^(?=[^-\n]*-)[ |:-]+$", " "),  # the line under the head of a table
        (r"^[ >]*(?:(?:#{1,6}|[-*+]|\d{1,9}\.) +)?", ""),  # titles, quotations, lists
        (rf"!?\[([^\[\]]{{0,500}})\]\({_TARGET}\)", r"\1"),
        (r"!?\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]", r"\1"),
        (r"<(https?://[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255})>", r"\1"),
        (r"<br ?/?>", " "),
        (r"</?(?:sub|sup|kbd|mark|small|u|s|b|i|em|strong|del|ins)>", ""),
        (r"(?<![\w*_\\])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{1,3}(?![\w*_])|`+", ""),
        (r"(?<!\\)\|", " "),
        (r"\\([\\`*_{}\[\]()>#+.!|-])", r"\1"),
    )
)
_DEFINITION = re.compile(r"^ {0,3}(\[[^\[\]\n]{1,100}\]): ?(?:https?://|www\.|/)\S+$", re.MULTILINE)
_LABEL = re.compile(r"\[[^\[\]\n]{1,100}\]")
_USED = 2
"""A label that a link uses stands twice at the least."""
_BLANKS = re.compile(r"[^\S\u00A0\u202F]+")
"""Those that French puts before ; : ! ? and inside « » stay what they are."""


def search_text(source: str) -> str:
    """Return the words of a text, on one line, for the index. Linear in time."""
    source = _without_used_definitions(source)
    for pattern, replacement in _RULES:
        source = pattern.sub(replacement, source)
    return _BLANKS.sub(" ", decoded(source)).strip()


def _without_used_definitions(source: str) -> str:
    """Return a text without the definitions of links that it uses: the others are read."""
    if "]:" not in source:
        return source
    labels = Counter(label.lower() for label in _LABEL.findall(source))
    return _DEFINITION.sub(lambda line: line[0] if labels[line[1].lower()] < _USED else " ", source)


def plain(source: str, *, limit: int) -> str:
    """Return the beginning of a text, in words, on one line of at most `limit` characters.

    What is cut is cut between two words and ends with “…”. The cost depends on the limit only.
    It is text, not HTML: whoever shows it escapes it.
    """
    reach = _READ_AHEAD * limit + 1000
    words = search_text(source[:reach])
    if len(words) <= limit and len(source) <= reach:
        return words
    room = words[: limit - 1]
    if len(words) >= limit and not words[limit - 1].isspace() and " " in room:
        room = room[: room.rindex(" ")]
    return room.rstrip(" ,;:-\u2013\u2014(«") + "…"
