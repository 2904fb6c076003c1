"""HTML inside Markdown: members cannot type it here, so what it means is written in Markdown."""

import re
import time
from collections.abc import Iterator

from app.imports.texts.conversion import PATIENCE_SECONDS, markdown_from, words_of
from app.imports.texts.marked_text import MarkedText
from app.imports.texts.tags import attributes

_BLOCK = (
    r"address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    r"footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|"
    r"tr|ul"
)
_BEGINS = re.compile(rf" {{0,3}}</?({_BLOCK})(?=[\s/>])", re.IGNORECASE)
_WHOLE = {"table", "ul", "ol", "dl", "pre", "blockquote", "figure"}
"""What goes on over blank lines until it is closed."""
_LINK = re.compile(r"<a(?=\s)([^<>]*)>((?:[^<]|<(?!/?a[\s>])){0,2000}?)</a\s{0,9}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?/?)>")
_PLAIN = {"b", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u"}
"""Pairs that are understood here, without attributes."""
_INSTEAD = {"strike": "s", "big": "b", "cite": "i", "q": "i", "dfn": "i", "var": "i", "tt": "kbd"}
_GONE = {
    *("a", "abbr", "acronym", "bdi", "bdo", "code", "data", "figure", "font", "label", "nobr"),
    *("span", "time", "wbr", "button", "input", "param", "path", "g", "tspan", "text"),
    *("h1", "h2", "h3", "h4", "h5", "h6", *_BLOCK.split("|")),
}
_LINES_MOST = 3000
"""Of one block."""


def without_html(marked: MarkedText, text: str) -> str:
    """Return Markdown without any HTML but the few pairs that are understood here."""
    return "\n".join(_parts(marked, text.split("\n")))


def _parts(marked: MarkedText, lines: list[str]) -> Iterator[str]:
    """Yield lines of prose, and what blocks of HTML become."""
    began = time.process_time()
    place = 0
    while place < len(lines):
        if found := _BEGINS.match(lines[place]):
            end = _end_of_block(lines, place, found[1].lower())
            block = "\n".join(lines[place:end])
            is_late = time.process_time() - began > 2 * PATIENCE_SECONDS
            markdown, is_stripped = (words_of(block), True) if is_late else markdown_from(block)
            if is_stripped:
                marked.say("stripped", marked.article.there.name)
            yield f"\n{markdown.strip()}\n"
            place = end
        else:
            end = _end_of_prose(lines, place)
            yield _inline(marked, "\n".join(lines[place:end]))
            place = end


def _end_of_prose(lines: list[str], begin: int) -> int:
    """Return the line after a paragraph: a blank one, or one on which a block begins."""
    for place in range(begin + 1, len(lines)):
        if not lines[place].strip() or _BEGINS.match(lines[place]):
            return place
    return len(lines)


def _end_of_block(lines: list[str], begin: int, name: str) -> int:
    """Return the line after a block: a blank one, unless something is still open."""
    if name not in _WHOLE:
        blanks = (n for n in range(begin, len(lines)) if not lines[n].strip())
        return next(blanks, len(lines))
    tag = re.compile(rf"<(/?){name}(?=[\s>])", re.IGNORECASE)
    depth = 0
    for place in range(begin, min(len(lines), begin + _LINES_MOST)):
        for found in tag.finditer(lines[place]):
            depth += -1 if found[1] else 1
        if depth <= 0:
            return place + 1
    return _end_of_block(lines, begin, "p")


def _inline(marked: MarkedText, text: str) -> str:
    """Return prose whose tags are written in Markdown, or gone and counted."""
    if "<" not in text:
        return text
    text = _LINK.sub(lambda found: _link(found[1], found[2]), text)
    return _TAG.sub(lambda found: _tag(marked, found), text)


def _link(told: str, words: str) -> str:
    """Return a link, or its words when it leads nowhere."""
    where = attributes(told).get("href", "").strip()
    if not where or re.search(r"\s", where):
        return words
    return f"[{words.strip() or where}]({where.replace('(', '%28').replace(')', '%29')})"


def _tag(marked: MarkedText, found: re.Match[str]) -> str:
    """Return what a tag becomes."""
    closing, name, told = found[1], found[2].lower(), found[3].strip(" /")
    name = _INSTEAD.get(name, name)
    if name == "br":
        return "<br>"
    if name in _PLAIN:
        return f"<{closing}{name}>"
    if name not in _GONE:
        return found[0]
    if told or not closing:
        marked.say("html", name)
    return ""
