"""HTML in a text: pictures and embedded pages are kept aside, scripts and drawings left out.

Linear in time for any text: it goes from tag to tag, and never back.
"""

import re
from html import unescape
from urllib.parse import urlsplit

from app.core.i18n import _
from app.imports.texts.marked_text import MarkedText, PictureThere

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:-]{1,40})\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'<>]+)""")
_RAW = {"script", "style", "svg", "noscript", "template", "object", "form"}
"""What is left out with all that is in it."""
_EMBEDS = {"iframe", "embed", "video", "audio", "source"}
_CLOSERS = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in _RAW}
_PLAYERS = (
    (re.compile(r"youtube(?:-nocookie)?\.com/embed/([\w-]{1,40})"), "youtube.com/watch?v="),
    (re.compile(r"player\.vimeo\.com/video/(\d{1,20})"), "vimeo.com/"),
    (re.compile(r"dailymotion\.com/embed/video/(\w{1,40})"), "dailymotion.com/video/"),
)


def without_embeds(marked: MarkedText, text: str) -> str:
    """Return a text of which pictures and embedded pages are kept aside, and scripts are gone."""
    parts: list[str] = []
    endless: set[str] = set()
    place = 0
    while found := _TAG.search(text, place):
        parts.append(text[place : found.start()])
        place = found.end()
        name, is_end = found[2].lower(), bool(found[1])
        if name in _RAW and not is_end:
            marked.say("html", name)
            place = _end_of(text, name, place, endless)
        elif name in _EMBEDS:
            parts.append("" if is_end else _embedded(marked, name, attributes(found[3])))
        elif name == "img":
            parts.append(_picture(marked, attributes(found[3])))
        elif not (is_end and name in _RAW):
            parts.append(found[0])
    return "".join(parts) + text[place:]


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {
        name.lower(): unescape(value.strip("\"'"))
        for name, value in _ATTRIBUTE.findall(text[:20_000])
    }


def link_to(address: str) -> str:
    """Return a link to what was embedded, which is watched or read where it is."""
    address = f"https:{address}" if address.startswith("//") else address.strip()
    for player, page in _PLAYERS:
        if found := player.search(address):
            address = f"https://www.{page}{found[1]}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in address:
        return ""
    label = _("See it on {host}", host=parts.hostname.removeprefix("www."))
    return f"[{label}]({address.replace('(', '%28').replace(')', '%29')})"


def _end_of(text: str, name: str, place: int, endless: set[str]) -> int:
    """Return where what is left out ends; at once if nothing closes it: words are not lost."""
    closer = None if name in endless else _CLOSERS[name].search(text, place)
    if closer is None:
        endless.add(name)  # not to be looked for again and again
        return place
    return closer.end()


def _embedded(marked: MarkedText, name: str, told: dict[str, str]) -> str:
    """Return what stands for something embedded."""
    if not told.get("src"):
        return ""
    link = link_to(told["src"])
    marked.say("embeds" if link else "html", "" if link else name)
    return f"\n\n{marked.keep(link)}\n\n" if link else ""


def _picture(marked: MarkedText, told: dict[str, str]) -> str:
    """Return what stands for a picture."""
    where = told.get("src", "").strip()
    alt = told.get("alt") or told.get("title", "")
    return marked.keep(PictureThere(where, alt)) if where else ""
