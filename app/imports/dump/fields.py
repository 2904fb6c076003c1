"""What the fields before an article mean, under the names that people give them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.imports.dump.front_matter import Fields, Value
from app.imports.dump.moments import is_to_come, typed_moment
from app.imports.dump.names import people_in

_TITLE = ("title", "titre")
_DATE = ("date", "publishdate", "publish_date", "pubdate", "published_at", "published", "created")
_SUMMARY = (
    *("description", "summary", "excerpt", "extrait", "résumé", "resume", "chapô", "chapo"),
    "abstract",
)
_AUTHORS = ("author", "authors", "auteur", "auteurs", "auteurice", "byline")
_CATEGORIES = ("category", "categories", "catégorie", "catégories", "rubrique", "rubriques")
_TAGS = ("tags", "tag", "étiquettes", "mots-clés", "keywords")
_COVER = (
    *("cover", "image", "featured_image", "featuredimage", "featured", "feature_image"),
    *("hero", "header", "thumbnail", "banner", "images"),
)
_COVER_ALT = ("cover_alt", "coveralt", "image_alt", "imagealt", "alt", "featured_image_alt")
_ADDRESSES = ("url", "permalink", "slug", "aliases", "redirect_from")
_HIDING = ("draft", "brouillon", "published", "private", "status", "password", "expirydate")
_KNOWN = frozenset(
    {
        *(*_TITLE, *_DATE, *_SUMMARY, *_AUTHORS, *_CATEGORIES, *_TAGS, *_COVER, *_COVER_ALT),
        *(*_ADDRESSES, *_HIDING),
    }
)
_IN_MAPPING = ("image", "src", "url", "relative", "path", "name", "title")
"""Where the value is, when a mapping holds it."""

_YES = {"true", "yes", "oui", "1", "on"}
_NO = {"false", "no", "non", "0", "off"}
_HIDDEN = {"draft": "draft", "brouillon": "draft", "private": "private", "hidden": "private"}
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)


class Told(NamedTuple):
    """What the fields before an article say of it."""

    title: str
    dates: tuple[str, ...]
    """As they were typed, the one that counts first."""
    summary: str
    people: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    cover: str
    cover_alt: str
    addresses: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names of fields that mean nothing here."""


def told_in(fields: Fields) -> Told:
    """Return what fields say. A field that is empty says nothing."""
    names = _first(fields, _AUTHORS)
    return Told(
        title=_word(_first(fields, _TITLE)),
        dates=tuple(_word(fields[key]) for key in _DATE if key in fields),
        summary=_word(_first(fields, _SUMMARY)),
        people=tuple(dict.fromkeys(one for name in _words(names) for one in people_in(name))),
        categories=_listed(_first(fields, _CATEGORIES)),
        tags=_listed(_first(fields, _TAGS)),
        cover=_cover(fields),
        cover_alt=_cover_alt(fields),
        addresses=tuple(word for key in _ADDRESSES for word in _words(fields.get(key, ""))),
        unknown=tuple(key for key in fields if key not in _KNOWN),
    )


def hiding(fields: Fields) -> str | None:
    """Return why an article is not for everybody to read, by a word of its own."""
    if _is(fields, ("draft", "brouillon"), _YES) or _is(fields, ("published",), _NO):
        return "draft"
    if _is(fields, ("private",), _YES):
        return "private"
    if _word(fields.get("password", "")):
        return "protected"
    end = typed_moment(_word(fields.get("expirydate", "")))
    if end is not None and not is_to_come(end):
        return "expired"
    begin = typed_moment(_word(fields.get("publishdate", "")))
    if begin is not None and is_to_come(begin):
        return "scheduled"
    return _HIDDEN.get(_word(fields.get("status", "")).lower())


def _is(fields: Fields, keys: Iterable[str], words: set[str]) -> bool:
    """Tell whether one of the fields has one of the words."""
    return any(_word(fields.get(key, "")).lower() in words for key in keys)


def _first(fields: Fields, keys: Iterable[str]) -> Value:
    """Return the first field that says something."""
    return next((fields[key] for key in keys if any(_words(fields.get(key, "")))), "")


def _words(value: Value) -> Iterator[str]:
    """Yield the words in a value, however they are packed."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    else:
        yield from next(
            (found for key in _IN_MAPPING if (found := list(_words(value.get(key, ""))))), []
        )


def _word(value: Value) -> str:
    """Return the first words in a value."""
    return next(_words(value), "")


def _listed(value: Value) -> tuple[str, ...]:
    """Return words of a list, which may be written with commas."""
    parts = (part.strip() for word in _words(value) for part in word.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _cover(fields: Fields) -> str:
    """Return the picture at the top: `header: true` and the like name none."""
    words = (word for key in _COVER for word in _words(fields.get(key, "")))
    return next((word for word in words if _PICTURE.search(word)), "")


def _cover_alt(fields: Fields) -> str:
    """Return what the picture at the top shows, beside it or in the same mapping."""
    mappings = (value for key in _COVER if isinstance(value := fields.get(key), dict))
    inner = (_word(value.get(key, "")) for value in mappings for key in ("alt", "caption"))
    return _word(_first(fields, _COVER_ALT)) or next(filter(None, inner), "")
