"""The last changes to the tree of a text before it is written out and cleaned.

Each function takes the whole tree and changes it in place. Values in the tree are Markdown's: an
ampersand that is meant as one is written `&amp;`.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from app.text.child.words import write_words
from app.text.plain.addresses import followable
from app.text.plain.entities import decoded

OWN_PICTURE = re.compile(
    r"(/medias/[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)"
    r"(?:#([1-9]\d{0,4})x([1-9]\d{0,4}))?"
)
"""A picture kept by this site, and its size in pixels when the address tells it: `…#800x600`."""

_HIGHEST_TITLE, _LOWEST_TITLE = 3, 6
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EXTERNAL = re.compile(r"https?://", re.IGNORECASE)
_LONGEST_LABEL = 100


class Finishing(Treeprocessor):
    """Runs after Python-Markdown's own tree processors."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.handles: frozenset[str] = frozenset()
        """Who may be linked when called by name, in lower case."""

    def run(self, root: Element) -> None:
        """Finish the tree of one text."""
        outline(root)
        show_pictures(root)
        check_links(root)
        frame_tables(root)
        write_words(root, self.handles)


def outline(root: Element) -> None:
    """Make titles begin at the third level and go down one by one: the page has the others."""
    open_levels: list[int] = []
    for element in root.iter():
        if element.tag not in _TITLES:
            continue
        if not _has_words(element):
            element.tag = "p"
            continue
        typed = int(element.tag[1])
        while open_levels and open_levels[-1] >= typed:
            open_levels.pop()
        element.tag = f"h{min(_HIGHEST_TITLE + len(open_levels), _LOWEST_TITLE)}"
        open_levels.append(typed)


def show_pictures(root: Element) -> None:
    """Show this site's own pictures; make any other a link, which asks nothing of nobody."""
    linked = {child for link in root.iter("a") for child in link.iter("img")}
    for picture in list(root.iter("img")):
        source, words, title = (picture.get(name, "") for name in ("src", "alt", "title"))
        picture.attrib.clear()
        if title:
            picture.set("title", title)
        own = OWN_PICTURE.fullmatch(source)
        if own:
            picture.attrib.update(src=own[1], alt=words, loading="lazy", decoding="async")
            if own[2]:
                picture.attrib.update(width=own[2], height=own[3])
        elif picture in linked:
            picture.tag = "span"
            picture.text = words or source
        elif _address(source):
            picture.tag = "a"
            picture.set("href", source)
            picture.text = words or source
        else:
            picture.tag = "span"
            picture.text = _as_typed(f"![{words}", source, picture.attrib.pop("title", ""))


def check_links(root: Element) -> None:
    """Keep what a link may point to, mark what leads away, and name what has no words."""
    for link in root.iter("a"):
        href = link.attrib.pop("href", "")
        address = _address(href)
        if address is None:
            _write_as_typed(link, href)
            continue
        link.set("href", address.replace("&", "&amp;"))
        if _EXTERNAL.match(address):
            link.set("rel", "nofollow ugc noopener")
        if not _has_words(link) and not any(picture.get("alt") for picture in link.iter("img")):
            link.text = address.replace("&", "&amp;")


def _address(href: str) -> str | None:
    """Return the address a link of the tree leads to, or nothing."""
    return followable(href.replace(AMP_SUBSTITUTE, "&"))


def _write_as_typed(link: Element, href: str) -> None:
    """Make a link that leads nowhere text again: `[Lieu](Nantes)` is a piece of a sentence."""
    title = link.attrib.pop("title", "")
    link.tag = "span"
    if len(link) or link.text != href:  # `<ftp://exemple.fr>` shows its address already
        link.text = f"[{link.text or ''}"
        SubElement(link, "span").text = _as_typed("", href, title)


def _as_typed(words: str, href: str, title: str) -> str:
    """Return what was typed for a link, from a piece of its beginning on."""
    behind = f' "{title}"' if title else ""
    return f"{words}]({href}{behind})"


def frame_tables(root: Element) -> None:
    """Put each table into a frame that scrolls, also by keyboard, named by the head of its columns.

    A name made of the writer's own words needs no translation.
    """
    for parent in list(root.iter()):
        for place, table in enumerate(list(parent)):
            if table.tag != "table":
                continue
            frame = Element("div", {"class": "table-frame", "tabindex": "0"})
            names = list(filter(None, map(_name_column, table.iter("th"))))
            if names:
                frame.attrib.update({"role": "group", "aria-label": _label(names)})
            frame.tail, table.tail = table.tail, None
            frame.append(table)
            parent[place] = frame


def _name_column(head: Element) -> str:
    """Return the words at the head of a column; without any it becomes a plain cell."""
    words = " ".join("".join(head.itertext()).split())
    if not words:
        head.tag = "td"
    return words


def _label(names: list[str]) -> str:
    """Return the name of a table: as many of its columns as fit."""
    return decoded(", ".join(names))[:_LONGEST_LABEL].replace("&", "&amp;")


def _has_words(element: Element) -> bool:
    """Say whether there is anything to read in an element."""
    return any(text.strip() for text in element.itertext())
