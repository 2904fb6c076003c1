"""What safe HTML is, said a second time and apart from the code that makes it."""

import re
from xml.etree.ElementTree import Element

from bleach.html5lib_shim import BleachHTMLParser

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel", "class", "title"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "img": {"src", "alt", "loading", "decoding", "width", "height", "title"},
    "li": {"value"},
    "ol": {"start"},
    "pre": {"data-info"},
    "td": {"align"},
    "th": {"align"},
}
PLAIN = (
    "b blockquote br code del em h3 h4 h5 h6 hr i ins kbd mark p s small strong sub sup"
    " table tbody thead tr u ul"
)
TAGS = {*ATTRIBUTES, *PLAIN.split()}
CLASSES = {"a": "mention", "div": "table-frame"}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
ADDRESS = re.compile(r"(https?://[^/]|mailto:|/(?![/\\])|[#?])", re.IGNORECASE)


def parsed(html: str) -> Element:
    """Return the tree a browser makes of some HTML."""
    parser = BleachHTMLParser(
        tags=None, strip=False, consume_entities=True, namespaceHTMLElements=False
    )
    tree: Element = parser.parseFragment(html)
    return tree


def text_of(html: str) -> str:
    """Return what a reader sees of some HTML, on one line."""
    return " ".join("".join(parsed(html).itertext()).split())


def assert_safe(html: str) -> None:
    """Check that some HTML is fit to be shown: allowed, marked where it leads away, undisguised."""
    assert_allowed(html)
    for element in parsed(html).iter():
        if element.get("href", "").lower().startswith("http"):
            assert element.get("rel") == "nofollow ugc noopener"
        assert not CONTROLS.search((element.text or "") + (element.tail or ""))


def assert_allowed(html: str) -> None:
    """Check every element, attribute and address a browser would find in some HTML."""
    for element in parsed(html).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()), element.attrib
        assert element.get("class") in {None, CLASSES.get(element.tag)}
        # A browser reads an address without its tabs and line ends.
        address = re.sub(r"[\t\n\r]", "", element.get("href", "#")).strip()
        assert ADDRESS.match(address) or address == "/", address
        assert element.get("src", "/medias/").startswith("/medias/")
        assert ".." not in element.get("src", "")
