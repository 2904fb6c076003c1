"""The words of a text: its typography, its bare addresses and the people it calls by name."""

import re
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from app.core.typography import spaced
from app.text.child.dialect import ADDRESS, MAILBOX
from app.text.plain.entities import decoded
from app.text.plain.mentions import MENTION

_VERBATIM = frozenset({"code", "pre", "kbd"})
_LINKED = re.compile(f"{ADDRESS}|({MAILBOX})|{MENTION.pattern}")
_CLOSING = ".,;:!?*~'\u2019\u2026"
_PAIRED = {")": "(", "]": "["}


def write_words(root: Element, handles: frozenset[str]) -> None:
    """Set spaces, link addresses and link the known people, everywhere but in code."""
    waiting = [(root, True)]
    while waiting:
        element, may_link = waiting.pop()
        if element.tag in _VERBATIM:
            continue
        may_link = may_link and element.tag != "a"
        known = handles if may_link else None
        element.text, content = _written(element.text, known)
        for child in list(element):
            child.tail, added = _written(child.tail, known)
            content += [child, *added]
            waiting.append((child, may_link))
        element[:] = content


def _written(text: str | None, handles: frozenset[str] | None) -> tuple[str | None, list[Element]]:
    """Return what a piece of text becomes: the words before the first link, then the links.

    Args:
        handles: who may be linked, or nothing when no link can stand here.
    """
    if not text:
        return text, []
    words = spaced(decoded(text.replace(AMP_SUBSTITUTE, "&")))
    links: list[Element] = []
    pieces: list[str] = []
    done = 0
    for found in _LINKED.finditer(words) if handles is not None else ():
        link, end = _link(found, handles or frozenset())
        if link is not None:
            pieces.append(words[done : found.start()])
            links.append(link)
            done = end
    pieces.append(words[done:])
    before, *tails = (piece.replace("&", "&amp;") for piece in pieces)
    for link, tail in zip(links, tails, strict=True):
        link.tail = tail
    return before, links


def _link(found: re.Match[str], handles: frozenset[str]) -> tuple[Element | None, int]:
    """Return the link for an address or a name, and where its words end."""
    address, mailbox, handle = found.groups()
    if mailbox is not None:
        return _link_to(f"mailto:{mailbox}", mailbox), found.end()
    if address is not None:
        return _address_link(_without_closing(address), found.start())
    if handle.lower() not in handles:
        return None, found.end()
    link = Element("a", {"class": "mention", "href": f"/membres/{handle.lower()}"})
    link.text = f"@{handle}"
    return link, found.end()


def _address_link(address: str, start: int) -> tuple[Element | None, int]:
    """Return the link of a bare address, shown as it was typed, and where it ends."""
    end = start + len(address)
    if not address.lower().startswith("www."):
        link = _link_to(address, address)
    elif "." in address[len("www.") :]:
        link = _link_to(f"https://{address}", address)
    else:
        return None, end
    link.set("rel", "nofollow ugc noopener")
    return link, end


def _link_to(address: str, words: str) -> Element:
    """Return a link; an ampersand in it is meant as one."""
    link = Element("a", {"href": address.replace("&", "&amp;")})
    link.text = words.replace("&", "&amp;")
    return link


def _without_closing(address: str) -> str:
    """Return an address without the punctuation of the sentence it stands in.

    What is left of `_` here is part of the address: emphasis has taken what it needs.
    """
    while True:
        last = address[-1]
        is_open = last in _PAIRED and address.count(last) > address.count(_PAIRED[last])
        if last not in _CLOSING and not is_open:
            return address
        address = address[:-1]
