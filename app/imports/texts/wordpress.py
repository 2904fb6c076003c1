"""Texts of WordPress as they are written here: HTML in which line breaks and brackets mean more.

Source: wp-includes/formatting.php (`wpautop`) and shortcodes.php of WordPress.
"""

import re
from collections.abc import Iterator
from html import unescape

from app.imports.staging.files import GALLERY_MOST
from app.imports.texts.conversion import markdown_from
from app.imports.texts.marked_text import MarkedText, PictureThere
from app.imports.texts.passages import without_notes
from app.imports.texts.tags import attributes, link_to, without_embeds

_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|dd|div|dl|dt|figcaption|figure|form|h[1-6]|hr|li|"
    r"ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(<pre\b.*?</pre>|<table\b.*?</table>)", re.IGNORECASE | re.DOTALL)
_KEPT_MOST = 200
"""Blocks whose lines are left alone, before the whole text is."""
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_CAPTION = re.compile(
    r"\[(wp_caption|caption)\b([^\[\]]{0,1000})\]([^\[]{0,4000}?)\[/\1\]", re.IGNORECASE
)
_EMBED = re.compile(
    r"\[embed\b[^\[\]]{0,200}\]\s{0,9}(\S{1,1000}?)\s{0,9}\[/embed\]", re.IGNORECASE
)
_SHORTCODE = re.compile(r"\[(/?)([a-z][\w-]{1,40})((?:\s[^\[\]<>]{0,2000})?)/?\]", re.IGNORECASE)
_KNOWN = {
    *("gallery", "caption", "wp_caption", "embed", "audio", "video", "playlist", "contact-form"),
    *("contact-form-7", "youtube", "vimeo", "googlemaps", "polldaddy", "soundcloud", "slideshow"),
    *("recent-posts", "archives", "gravityform", "ninja_form", "vc_row", "vc_column"),
}
"""Other words in brackets are shortcodes when they have attributes, or an end."""
_URL = re.compile(r"https?://[^\s\"'\]]{1,1000}")


def markdown_there(marked: MarkedText, html: str) -> str:
    """Return the text of an article, or of a comment, in Markdown."""
    plain = without_notes(html)
    text = plain if "<!-- wp:" in html else _paragraphs(plain)
    text = _CAPTION.sub(lambda found: _caption(found[2], found[3]), text)
    text = _EMBED.sub(lambda found: _linked(marked, found[1]), text)
    text = _SHORTCODE.sub(lambda found: _made(marked, found, text), text)
    markdown, is_stripped = markdown_from(without_embeds(marked, text))
    if is_stripped:
        marked.say("stripped", marked.article.there.name)
    return markdown


def plain_title(title: str) -> str:
    """Return a title without the HTML that WordPress lets stand in it."""
    return unescape(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", title))


def _paragraphs(html: str) -> str:
    """Return a text of the classic editor with its paragraphs and line breaks as HTML."""
    text = html.replace("\r\n", "\n").replace("\r", "\n")
    if text.lower().count("<pre") + text.lower().count("<table") > _KEPT_MOST:
        return text
    return "\n\n".join(
        part if _KEPT.fullmatch(part) else "\n\n".join(_wrapped(part)) for part in _KEPT.split(text)
    )


def _wrapped(text: str) -> Iterator[str]:
    """Yield chunks of a text, as paragraphs if they are not blocks already."""
    for chunk in _BLANK.split(text):
        if not chunk.strip():
            continue
        if _BLOCK.match(chunk):
            yield chunk
        else:
            lines = chunk.strip().replace("\n", "<br />\n")
            yield f"<p>{lines}</p>"


def _caption(told: str, inner: str) -> str:
    """Return a picture and the words under it."""
    words = attributes(told).get("caption", "")
    picture, found, rest = inner.rpartition(">")
    words = words or rest.strip()
    under = f"<p><em>{words}</em></p>" if words else ""
    return f"<p>{picture}{found}</p>{under}"


def _linked(marked: MarkedText, address: str) -> str:
    """Return a link to something embedded."""
    link = link_to(unescape(address))
    marked.say("embeds" if link else "shortcodes", "" if link else "embed")
    return f"<p>{marked.keep(link)}</p>" if link else ""


def _made(marked: MarkedText, found: re.Match[str], text: str) -> str:
    """Return what a word in brackets becomes: itself, if it is no shortcode."""
    closing, name, rest = found[1], found[2].lower(), found[3]
    is_pair = f"[/{name}]" in text if len(text) < _PAIRS_IN else False
    if not (name in _KNOWN or (closing and is_pair) or "=" in rest or is_pair):
        return found[0]
    if closing:
        return ""
    if name == "gallery":
        return _gallery(marked, attributes(rest))
    if address := _URL.search(unescape(rest)):
        return _linked(marked, address[0])
    marked.say("shortcodes", name)
    return ""


_PAIRS_IN = 100_000
"""Characters of a text in which the end of a shortcode is looked for."""


def _gallery(marked: MarkedText, told: dict[str, str]) -> str:
    """Return the pictures that a gallery names, or all that were sent with its article."""
    numbers = re.findall(r"\d{1,18}", told.get("ids") or told.get("include", ""))[:GALLERY_MOST]
    find = "SELECT url, alt FROM attachments WHERE key = ?"
    if not numbers:
        numbers = [marked.article.there.number]
        find = "SELECT url, alt FROM attachments WHERE parent = ? ORDER BY key LIMIT 30"
    rows = [row for number in numbers for row in marked.staging.execute(find, (number,))]
    if not rows:
        marked.say("galleries", marked.article.there.name)
    marks = (marked.keep(PictureThere(row["url"], row["alt"])) for row in rows)
    return "".join(f"<p>{mark}</p>" for mark in marks)
