"""One line while it is read: how far, and what the rest of it could begin."""

import re
from dataclasses import dataclass

_RULE = re.compile(r"(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})")
_FENCE = re.compile(r"(`{3,})([^`]*)|(~{3,})(.*)")
_MARKER = re.compile(r"(?:([-+*])|(\d{1,9})([.)]))( +|$)")
_HEADING = re.compile(r"(#{1,6}) +(.+)")
CODE_INDENT = 4
"""Spaces from which on a line begins nothing: `    # a` is text."""
_SHORTEST_UNDERLINE = 3


@dataclass(slots=True)
class Marker:
    """The mark of an item at the beginning of what is left of a line."""

    indent: int
    mark: str
    """The bullet, or what closes the number: items with the same one are in the same list."""
    number: int | None
    mark_width: int
    width: int
    """Columns from the beginning of what is left to the words of the item."""
    is_empty: bool


@dataclass(slots=True)
class Line:
    """A line without tabs, read from left to right by one container after another."""

    rest: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is left to read."""
        return not self.rest or self.rest.isspace()

    @property
    def indent(self) -> int:
        """Spaces before what is left."""
        return len(self.rest) - len(self.rest.lstrip(" "))

    @property
    def words(self) -> str:
        """What is left, without the spaces before and behind it."""
        return self.rest.strip(" ")

    def skip(self, columns: int) -> None:
        """Leave so many columns behind."""
        self.rest = self.rest[columns:]

    def skip_quote(self) -> bool:
        """Leave the sign of a quotation behind; say whether there was one."""
        indent = self.indent
        if indent >= CODE_INDENT or not self.rest.startswith(">", indent):
            return False
        self.skip(indent + 1)
        if self.rest.startswith(" "):
            self.skip(1)
        return True

    def is_rule(self) -> bool:
        """Say whether the line is nothing but three dashes, stars or underscores, or more."""
        return self.indent < CODE_INDENT and _RULE.fullmatch(self.words) is not None

    def underlines(self, words: str) -> int:
        """Return the level of the title that the line makes of the one above it, or 0.

        Dashes are the rule above a signature, unless they are exactly as many as the letters over
        them: so do programs write a title.
        """
        line = self.words
        if self.indent >= CODE_INDENT or len(line) < _SHORTEST_UNDERLINE:
            return 0
        if not line.strip("="):
            return 1
        return 2 if not line.strip("-") and len(line) == len(words) else 0

    def marker(self) -> Marker | None:
        """Return the mark of an item that begins here."""
        indent = self.indent
        found = _MARKER.match(self.rest, indent)
        if found is None or self.is_rule():
            return None
        bullet, digits, closing, gap = found.groups()
        is_empty = found.end() == len(self.rest)
        # Five spaces and more would begin code in an item; here they are spaces before its words.
        shown_gap = 1 if is_empty or len(gap) > CODE_INDENT else len(gap)
        return Marker(
            indent=indent,
            mark=bullet or closing,
            number=int(digits) if digits else None,
            mark_width=found.start(4) - indent,
            width=found.start(4) + shown_gap,
            is_empty=is_empty,
        )

    def heading(self) -> tuple[int, str] | None:
        """Return the level and the words of a title: `## Words ##`."""
        found = _HEADING.fullmatch(self.words)
        if found is None or self.indent >= CODE_INDENT:
            return None
        words = found[2].strip()
        open_words = words.rstrip("#")
        if not open_words or open_words.endswith(" "):
            words = open_words.rstrip()
        return (len(found[1]), words) if words else None

    def fence(self) -> tuple[str, str] | None:
        """Return the fence that opens code here, and what stands behind it."""
        found = _FENCE.fullmatch(self.words)
        if found is None:
            return None
        return found[1] or found[3], (found[2] or found[4] or "").strip()
