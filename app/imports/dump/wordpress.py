"""An export of WordPress (WXR 1.0, 1.1, 1.2): articles, comments and people, one at a time.

Source: wp-admin/includes/export.php of WordPress, which writes it.
"""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from app.core.characters import composed
from app.core.i18n import _
from app.imports.dump.elements import Format, Progress, UnfitDump, elements
from app.imports.dump.moments import written_moment

VERSIONS = ("1.0", "1.1", "1.2")

_CHANNEL, _ITEM, _COMMENT = 2, 3, 4
"""How many tags lead to what stands in a channel, and in an item."""
_CONTROLS = bytes({*range(32)} - {9, 10, 13})
"""People paste them; WordPress writes them down, and XML forbids them."""


def _is_unit(tags: tuple[str, ...]) -> bool:
    """Tell whether an element is given out: what stands in the channel, and each comment."""
    if len(tags) == _COMMENT:
        return tags[2] == "item" and _local(tags[3]) == "comment"
    return len(tags) == _ITEM and tags[:_CHANNEL] == ("rss", "channel")


_EXPORT = Format(is_unit=_is_unit, forbidden=_CONTROLS)


class SiteFact(NamedTuple):
    """Something that the site says of itself: its title, its address, the version of the export."""

    name: str
    value: str


class PersonThere(NamedTuple):
    """Somebody who may write there."""

    login: str
    name: str
    number: str


class TermThere(NamedTuple):
    """A category or a tag."""

    kind: str
    name: str
    slug: str


class CommentThere(NamedTuple):
    """A comment, under the item that comes next."""

    key: str
    parent: str
    name: str
    """Of who wrote it; neither their address nor where they came from is ever read."""
    number: str
    """Of their account there; "0" for none."""
    created: str
    html: str
    approved: str
    kind: str


class ItemThere(NamedTuple):
    """An article, a page, a picture, or anything else that is published there."""

    key: str
    kind: str
    status: str
    title: str
    html: str
    excerpt: str
    author: str
    published: str
    """As `written_moment` writes it; empty if there is no date."""
    password: str
    slug: str
    link: str
    parent: str
    url: str
    """Of an attachment."""
    terms: tuple[TermThere, ...]
    told: dict[str, str]
    """What plugins and themes keep of it, by name."""


Thing = SiteFact | PersonThere | TermThere | CommentThere | ItemThere


def things(path: Path, progress: Progress) -> Iterator[Thing]:
    """Yield what an export holds, in its order; comments come before the item they belong to.

    Raises:
        UnfitDump: it is damaged, does harm, or is no export of WordPress.
    """
    has_version = False
    for tags, element in elements(path, progress, _EXPORT):
        for thing in _thing(tags, element):
            if isinstance(thing, SiteFact) and thing.name == "wxr_version":
                has_version = thing.value in VERSIONS
            if isinstance(thing, ItemThere | CommentThere) and not has_version:
                break
            yield thing
    if not has_version:
        raise UnfitDump(
            _(
                "{file} is no export of WordPress (WXR 1.0 to 1.2): "
                "make one with Tools, Export on the site.",
                file=path.name,
            )
        )


def _thing(tags: tuple[str, ...], element: Element) -> Iterator[Thing]:
    """Yield what an element says."""
    name = _local(tags[-1])
    if name == "comment":
        yield _comment(element)
    elif name == "item":
        yield _item(element)
    elif name == "author":
        texts = _texts(element)
        login = texts.get("author_login", "")
        yield PersonThere(
            login, texts.get("author_display_name") or login, texts.get("author_id", "")
        )
    elif name in {"category", "tag"}:
        texts = _texts(element)
        slug = texts.get("category_nicename") or texts.get("tag_slug", "")
        yield TermThere(name, texts.get("cat_name") or texts.get("tag_name") or slug, slug)
    else:
        yield SiteFact(name, composed((element.text or "").strip()))


def _comment(element: Element) -> CommentThere:
    """Return a comment."""
    texts = _texts(element)
    return CommentThere(
        key=texts.get("comment_id", ""),
        parent=texts.get("comment_parent", ""),
        name=texts.get("comment_author", ""),
        number=texts.get("comment_user_id", ""),
        created=_moment(texts, "comment_date_gmt", "comment_date"),
        html=texts.get("comment_content", ""),
        approved=texts.get("comment_approved", ""),
        kind=texts.get("comment_type", ""),
    )


def _item(element: Element) -> ItemThere:
    """Return an item."""
    texts = _texts(element)
    return ItemThere(
        key=texts.get("post_id", ""),
        kind=texts.get("post_type", ""),
        status=texts.get("status", ""),
        title=texts.get("title", ""),
        html=texts.get("encoded", ""),
        excerpt=texts.get("excerpt", ""),
        author=texts.get("creator", ""),
        published=_moment(texts, "post_date_gmt", "post_date") or _moment_of_mail(texts),
        password=texts.get("post_password", ""),
        slug=texts.get("post_name", ""),
        link=texts.get("link", ""),
        parent=texts.get("post_parent", ""),
        url=texts.get("attachment_url", ""),
        terms=tuple(_terms(element)),
        told=dict(_told(element)),
    )


def _terms(element: Element) -> Iterator[TermThere]:
    """Yield the categories and tags of an item."""
    for child in element:
        if child.tag == "category":
            domain, slug = child.get("domain", ""), composed(child.get("nicename", ""))
            kind = {"category": "category", "post_tag": "tag", "tag": "tag"}.get(domain, domain)
            yield TermThere(kind, composed((child.text or "").strip()), slug)


def _told(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what plugins and themes keep of an item."""
    for child in element:
        if _local(child.tag) == "postmeta":
            texts = _texts(child)
            yield texts.get("meta_key", ""), texts.get("meta_value", "")


def _texts(element: Element) -> dict[str, str]:
    """Return the texts of the parts of an element by their local names; the first one counts."""
    found: dict[str, str] = {}
    for child in element:
        name = "excerpt" if "/excerpt/" in child.tag else _local(child.tag)
        text = child.text or ""
        found.setdefault(name, composed(text if name == "encoded" else text.strip()))
    return found


def _local(tag: str) -> str:
    """Return the name of a tag without its namespace, which tells the version only."""
    return tag.rpartition("}")[2]


def _moment(texts: dict[str, str], *names: str) -> str:
    """Return the first date that is one: WordPress writes 0000-00-00 for none."""
    return next(filter(None, (written_moment(texts.get(name, "")) for name in names)), "")


def _moment_of_mail(texts: dict[str, str]) -> str:
    """Return the date of the feed, written as in letters."""
    try:
        moment = parsedate_to_datetime(texts.get("pubDate", ""))
    except ValueError:
        return ""
    return written_moment(moment.isoformat()) or ""
