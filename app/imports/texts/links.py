"""Links and pictures as Markdown writes them: kept aside, or led where they go now."""

import re
from collections.abc import Callable

from app.imports.staging.addresses import find_article
from app.imports.staging.outcomes import Remark
from app.imports.texts.marked_text import MarkedText, PictureThere, is_marked

LinkTo = Callable[[int], str]
"""Returns where an article is read here, by its row; empty if it is not here."""

_TARGET = r"<?((?:[^()\s<>]|\([^()\s<>]{0,200}\)){1,2000})>?"
_TITLE = r"(?:\s{1,9}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?"
_PICTURE = re.compile(rf"!\[([^\[\]\n]{{0,1000}})\]\(\s{{0,9}}{_TARGET}{_TITLE}\s{{0,9}}\)")
_LINK = re.compile(rf"(?<!!)\[([^\[\]]{{0,1000}})\]\(\s{{0,9}}{_TARGET}{_TITLE}\s{{0,9}}\)")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,100})\]:[ \t]*(\S{1,2000})", re.MULTILINE)
_REFERENCE = re.compile(r"\[([^\[\]]{1,1000})\](?:\[([^\[\]]{0,100})\])?(?![(:])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:\?\S*)?$", re.IGNORECASE)


def with_pictures_aside(marked: MarkedText, text: str) -> str:
    """Return a text of which the pictures are kept aside."""
    return _PICTURE.sub(lambda found: marked.keep(PictureThere(found[2], found[1])), text)


def with_links_led(marked: MarkedText, text: str, link_to: LinkTo) -> str:
    """Return a text whose links lead to what is here, to that site, or nowhere.

    A link around a picture that leads to the same picture, only larger, is the picture.
    """

    def led(found: re.Match[str]) -> str:
        words, where = found[1], found[2]
        if is_marked(words) and _FILE.search(where):
            return words
        target = _target(marked, where, link_to)
        return f"[{words}]({marked.keep(target)})" if target else words

    gone: set[str] = set()

    def defined(found: re.Match[str]) -> str:
        target = _target(marked, found[2], link_to)
        if not target:
            gone.add(_label(found[1]))
        return f"[{found[1]}]: {marked.keep(target)}" if target else ""

    def referred(found: re.Match[str]) -> str:
        return found[1] if _label(found[2] or found[1]) in gone else found[0]

    text = _DEFINITION.sub(defined, _LINK.sub(led, text))
    return _REFERENCE.sub(referred, text) if gone else text


def _label(words: str) -> str:
    """Return the name of a definition as names are compared."""
    return " ".join(words.split()).casefold()


def _target(marked: MarkedText, where: str, link_to: LinkTo) -> str:
    """Return where a link leads from here; empty if it cannot."""
    if where.startswith("#"):
        return ""  # a place in the text, which has no names here
    scheme = _SCHEME.match(where)
    if scheme and not where.lower().startswith(("http:", "https:")):
        return where
    there = marked.article.there
    article_id = find_article(marked.staging, there, where, marked.site)
    here = link_to(article_id) if article_id is not None else ""
    if here or scheme:
        return here or where
    if where.startswith("//"):
        return f"https:{where}"
    if marked.site and where.startswith("/"):
        return f"{marked.site}{where}"
    marked.say(Remark.LINKS if article_id is None else Remark.LATER, f"{there.name}: {where}")
    return ""
