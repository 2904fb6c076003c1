"""What Hugo and Jekyll make of words in braces: `{{< image src="x.jpg" >}}`, `{% post_url x %}`.

Source: gohugo.io/content-management/shortcodes, jekyllrb.com/docs/liquid. Themes add their own.
"""

import posixpath
import re
from collections.abc import Callable

from app.imports.staging.files import pictures_in
from app.imports.texts.marked_text import MarkedText, PictureThere
from app.imports.texts.tags import link_to

_CODE = re.compile(
    r"\{\{[<%](?!/\*)\s*(/?)\s*([\w./-]{1,60})((?:[^{}]|\{(?!\{)|\}(?!\})){0,4000}?)/?\s*[%>]\}\}"
)
_ARGUMENT = re.compile(r"""(?:([\w-]{1,40})\s{0,3}=\s{0,3})?("(?:[^"\\]|\\.)*"|`[^`]*`|[^\s"`]+)""")
_LIQUID = re.compile(r"\{%-?\s*(\w{1,40})\s*([^%{}]{0,1000}?)\s*-?%\}")
_BASE = re.compile(r"\{\{\s*(?:site|page)\.(?:baseurl|url)\s*\}\}")
_OUTPUT = re.compile(r"\{\{(?![<%])\s*([\w.]{1,60})[^{}\n]{0,300}\}\}")
_KRAMDOWN = re.compile(r"\{:[^{}\n]{0,300}\}")
_ANCHOR = re.compile(r"^(#{1,6} [^\n]{0,400}?)[ \t]*\{#[\w-]{1,80}\}[ \t]*$", re.MULTILINE)

LISTING = re.compile(
    r"\{[%{][<%]?\s{0,9}(?:highlight|code)\b[^%<>{}\n]{0,200}[%>]\}{1,2}(.{0,20000}?)"
    r"\{[%{][<%]?\s{0,9}(?:endhighlight|/\s{0,9}(?:highlight|code))\s{0,9}[%>]\}{1,2}",
    re.DOTALL,
)
"""Code between two shortcodes."""

_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
}
_PICTURES = {"image", "img", "figure", "fig", "picture", "photo"}
_GALLERIES = {"gallery", "galerie", "carousel", "slideshow"}
_QUIET = {"raw", "endraw", "comment", "endcomment"}
"""Of Liquid: they change nothing here."""

Arguments = tuple[list[str], dict[str, str]]


def without_shortcodes(marked: MarkedText, text: str) -> str:
    """Return a text of which every word in braces has become something, or is gone and counted."""
    text = _BASE.sub("", _ANCHOR.sub(r"\1", text))
    text = _CODE.sub(lambda found: _made(marked, found), text)
    text = _LIQUID.sub(lambda found: _of_liquid(marked, found), text)
    text = _OUTPUT.sub(lambda found: _dropped(marked, found[1]), text)
    return _KRAMDOWN.sub("", text)


def _made(marked: MarkedText, found: re.Match[str]) -> str:
    """Return what a shortcode of Hugo becomes."""
    closing, name, rest = found[1], found[2].lower(), found[3]
    if closing:
        return ""
    if name in _PLAYERS:
        return _player(marked, name, _arguments(rest))
    made = _MAKERS.get(name)
    return made(marked, _arguments(rest)) if made else _dropped(marked, name)


def _dropped(marked: MarkedText, name: str) -> str:
    """Leave out what only that site knows how to make."""
    marked.say("shortcodes", name)
    return ""


def _arguments(text: str) -> Arguments:
    """Return the arguments of a shortcode: those by place, and those by name."""
    placed: list[str] = []
    named: dict[str, str] = {}
    for name, value in _ARGUMENT.findall(text):
        plain = value[1:-1].replace('\\"', '"') if value[:1] in {'"', "`"} else value
        if name:
            named[name.lower()] = plain
        else:
            placed.append(plain)
    return placed, named


def _picture(marked: MarkedText, told: Arguments) -> str:
    """Return a picture with its words."""
    placed, named = told
    where = named.get("src") or named.get("link") or "".join(placed[:1])
    caption = named.get("caption") or named.get("title", "")
    alt = named.get("alt") or caption or "".join(placed[1:2])
    return marked.keep(PictureThere(where, alt, caption)) if where else ""


def _gallery(marked: MarkedText, told: Arguments) -> str:
    """Return the pictures of a folder, one after the other."""
    placed, named = told
    folder = named.get("dir") or named.get("folder") or named.get("src") or "".join(placed[:1])
    paths = pictures_in(marked.staging, marked.article.there.place, folder)
    if not paths:
        marked.say("galleries", f"{marked.article.there.name}: {folder}")
        return ""
    beside = posixpath.dirname(marked.article.there.place)
    marks = (marked.keep(PictureThere(posixpath.relpath(path, beside or "."))) for path in paths)
    return "\n\n" + "\n\n".join(marks) + "\n\n"


def _player(marked: MarkedText, name: str, told: Arguments) -> str:
    """Return a link to a film."""
    placed, named = told
    number = named.get("id") or "".join(placed[:1])
    is_number = re.fullmatch(r"[\w-]{1,40}", number) is not None
    link = link_to(_PLAYERS[name] + number if is_number else number)
    marked.say("embeds" if link else "shortcodes", "" if link else name)
    return marked.keep(link) if link else ""


def _reference(_making: MarkedText, told: Arguments) -> str:
    """Return what a link leads to, as a path."""
    placed, named = told
    path = (named.get("path") or "".join(placed[:1])).strip()
    page = path if "#" in path else f"{path.rstrip('/')}/"
    return page.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _of_liquid(marked: MarkedText, found: re.Match[str]) -> str:
    """Return what a tag of Jekyll becomes."""
    name, rest = found[1].lower(), found[2].strip()
    if name in {"post_url", "link"}:
        return rest.replace(" ", "%20")
    return "" if name in _QUIET else _dropped(marked, f"{name} {rest}".strip()[:60])


_MAKERS: dict[str, Callable[[MarkedText, Arguments], str]] = {
    **dict.fromkeys(_PICTURES, _picture),
    **dict.fromkeys(_GALLERIES, _gallery),
    "relref": _reference,
    "ref": _reference,
}
