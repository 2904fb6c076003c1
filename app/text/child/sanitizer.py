"""The last gate: only this HTML leaves the room, whatever was typed and whatever came before."""

import re
from collections.abc import Callable

from bleach.sanitizer import Cleaner

from app.text.child.dialect import PAIRS
from app.text.child.tree_changes import OWN_PICTURE
from app.text.plain.entities import decoded

_BLOCKS = (
    *("p", "br", "hr", "blockquote", "pre", "ul", "ol", "li", "h3", "h4", "h5", "h6"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
)
TAGS = frozenset({*_BLOCKS, *PAIRS, "a", "code", "img"})
PROTOCOLS = frozenset({"http", "https", "mailto"})

_ANYTHING = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*")
_SIZE = re.compile(r"[1-9]\d{0,4}")
_SIDE = re.compile("left|right|center")
VALUES: dict[tuple[str, str], re.Pattern[str]] = {
    ("a", "class"): re.compile("mention"),
    ("a", "href"): re.compile(
        r"(?:https?://|mailto:|/(?![/\\])|[#?])[^\x00-\x20\x7f]*",
        re.IGNORECASE,
    ),
    ("a", "rel"): re.compile("nofollow ugc noopener"),
    ("a", "title"): _ANYTHING,
    ("div", "aria-label"): _ANYTHING,
    ("div", "class"): re.compile("table-frame"),
    ("div", "role"): re.compile("group"),
    ("div", "tabindex"): re.compile("0"),
    ("img", "alt"): _ANYTHING,
    ("img", "decoding"): re.compile("async"),
    ("img", "height"): _SIZE,
    ("img", "loading"): re.compile("lazy"),
    ("img", "src"): OWN_PICTURE,
    ("img", "title"): _ANYTHING,
    ("img", "width"): _SIZE,
    ("li", "value"): re.compile(r"\d{1,9}"),
    ("ol", "start"): re.compile(r"\d{1,9}"),
    ("pre", "data-info"): _ANYTHING,
    ("td", "align"): _SIDE,
    ("th", "align"): _SIDE,
}
"""Every attribute that may appear, and what its whole value must look like."""


def make_cleaner() -> Callable[[str], str]:
    """Return a function from any HTML to HTML with nothing in it but what is listed here."""
    return Cleaner(tags=TAGS, attributes=_may_stay, protocols=PROTOCOLS, strip=True).clean


def _may_stay(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute is kept."""
    allowed = VALUES.get((tag, name))
    return allowed is not None and allowed.fullmatch(decoded(value)) is not None
