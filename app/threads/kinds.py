"""What a content room says of the threads under its things, and how it is asked for it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import current_app
from jinja2 import Template

from app.core.registry import provided_by_kind
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.text import Html
from app.threads.shapes import ActItem, PostItem, PostsOfPage, ThreadFacts, ThreadHead

PLAIN = "threads/_kind.html"
"""The macros of a kind that says nothing of its own."""


class BadKind(ValueError):
    """A kind of thread that could not work: its name, and why."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KindFacts:
    """Columns of a content room that come along whenever a thread is fetched: no query more."""

    table: sa.FromClause
    """One row for each thread, or none."""
    thread_id: sa.SQLColumnExpression[int] | sa.SQLColumnExpression[int | None]
    """Its key."""
    columns: tuple[sa.SQLColumnExpression[Any], ...]
    """Under names that no other column has. The id of who looks fills the param `viewer_id`."""
    read: Callable[[Any], tuple[ThreadFacts, object]]
    """A row with these columns → what holds for everybody, and what is the viewer's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a content room keeps with the text of a thread, written in the same transaction."""

    write: Callable[[int], None] = lambda _thread_id: None
    """Write it for a thread that is new, or changed; the thread is locked."""
    differs: Callable[[int], bool] = lambda _thread_id: False
    """Tell whether it is another than what is kept of a thread."""


NOTHING = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFields:
    """What a content room adds to the form in which the text of a thread is changed."""

    form: Callable[[Callable[[], Mapping[str, str]]], Any]
    """Makes a `ChangingForm` with `title`, `body` and what the macro `opening_fields` shows."""
    read: Callable[[int], Mapping[str, str]]
    """Thread → what its fields show."""
    beside: Callable[[Any], Beside]
    """The form as it was sent → what is to be kept with the text."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ThreadKind:
    """A kind of thread. A content room puts it on its card, and people can talk under its things.

    The room has the subjects `room.thread`, `room.post` and `room.act`, and the notices
    `room.opened`, `room.posted`, `room.answered`, `room.replied`, `room.mentioned`,
    `room.moderated` and `room.opened_up`: see `integration.integrated`.
    """

    kind: str
    """As it is stored, 12 characters at the most."""
    room: str
    base: str
    """First part of the addresses: `/base/12/lu`. One for all kinds of a room."""
    url: Callable[[int, str], str] | None = None
    """(id, slug) → the address of its page; `None` for `/base/12-slug`."""
    is_own: Callable[[ThreadHead], bool] = lambda _head: False
    """The viewer is one of several who wrote the thing it is under."""
    authors_of: Callable[[int], Collection[int]] | None = None
    """A thread → who wrote the thing it is under, where that may be several. One query."""
    named: Callable[[str], int | None] | None = None
    """What stands in the address of a page instead of a number → its thread, where `url` is made of
    names. One query."""
    page: str = "threads/thread.html"
    """The template of its page; extends this one, or stands alone."""
    macros: str = PLAIN
    """A template whose macros stand in for those of `threads/_kind.html`."""
    has_opening: bool = True
    """Post 1 is its text; otherwise the text belongs to the room."""
    is_ranked: bool = False
    """Answers stand by what is featured, then by usefulness; otherwise as they were written."""
    addresses_author: bool = True
    """Who opened it is told of an answer as "answered"; otherwise as of any reply."""
    facts: KindFacts | None = None
    texts: Callable[[Collection[int]], Mapping[int, str]] | None = None
    """Threads → the text that the room keeps of each, in Markdown, where it is no post."""
    unsettled: Callable[[Collection[int]], Collection[int]] | None = None
    """Threads → those whose featured answer holds no more: search does not say so. One query."""
    extras: Callable[[ThreadHead, Collection[int]], Mapping[int, object]] | None = None
    """(thread, its posts shown) → what the macros show of some of them, the same for everybody."""
    overlays: Callable[[Viewer, ThreadHead, Iterable[PostItem]], Mapping[int, object]] | None = None
    """What the macros show one viewer of some posts; equal and hashable when it says the same."""
    has_own_view: Callable[[Viewer, ThreadHead], bool] = lambda _viewer, head: head.may_moderate
    """What is pushed to everybody is to be asked for again by this viewer, who sees more."""
    opening: OpeningFields | None = None
    """How its text is changed; a kind whose text is a post has it."""
    context: Callable[[ThreadHead, PostsOfPage], Mapping[str, object]] | None = None
    """What the templates of its page and its sheet show beside the posts, the same for everybody.

    Made of what its version and its facts stand for, and of nothing else: it is kept under them.
    What is made of more is forgotten by the room (`live.forget_fragments`).
    """
    again: Callable[[ActItem], object] | None = None
    """The text of a thread that was deleted → a form to begin it again, for the macro `again`."""
    answer_entry: str = "reply"
    """What search calls a post that stands directly under the opening."""

    def ref(self, thread_id: int) -> SubjectRef:
        """Return a thread as a subject."""
        return SubjectRef(f"{self.room}.thread", thread_id)

    def post_ref(self, post_id: int) -> SubjectRef:
        """Return a post as a subject."""
        return SubjectRef(f"{self.room}.post", post_id)

    def address(self, thread_id: int, slug: str) -> str:
        """Return the page of a thread; its number alone when no word of the title fits in one."""
        if self.url is not None:
            return self.url(thread_id, slug)
        return f"/{self.base}/{thread_id}" + (f"-{slug}" if slug else "")

    def sheet_address(self, thread_id: int, slug: str) -> str:
        """Return the page of a thread for paper."""
        if self.url is not None:
            return f"/{self.base}/{thread_id}/imprimer"
        return f"{self.address(thread_id, slug)}/imprimer"

    def reply_address(self, thread_id: int, slug: str) -> str:
        """Return where answers to a thread are sent."""
        if self.named is not None:
            return f"{self.address(thread_id, slug)}/commentaires"
        return f"/{self.base}/{thread_id}/reponses"

    def post_address(self, thread_id: int, post_id: int) -> str:
        """Return the address that finds the page on which a post stands."""
        return f"/{self.base}/{thread_id}/messages/{post_id}"


def kinds() -> tuple[ThreadKind, ...]:
    """Return all kinds of threads."""
    return tuple(provided_by_kind(ThreadKind).values())


def known_kinds() -> tuple[str, ...]:
    """Return the names of all kinds; what is stored of a room that is gone is none of them."""
    return tuple(provided_by_kind(ThreadKind))


def kind_of(name: str) -> ThreadKind:
    """Return the kind that is stored under a name."""
    return provided_by_kind(ThreadKind)[name]


def kinds_in(room: str) -> tuple[str, ...]:
    """Return the names of the kinds of a room."""
    return tuple(one.kind for one in kinds() if one.room == room)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKind:
    """Something that moderators do to threads or posts, on the card of the room that knows it."""

    kind: str
    """As it is stored."""
    say: Callable[[str, str], str]
    """(who did it, title of the thread) → the sentence for the author."""
    heading: str
    """The same, above the page that tells more of it. Lazy."""
    reverse: str | None = None
    """What undoes it, where both can be done all day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsefulnessSource:
    """Rows of a content room that add to the usefulness of posts, for those who count it anew."""

    counted: Callable[[sa.SQLColumnExpression[int]], sa.ColumnElement[int]]
    """The id of a post → how much they add to it, as a sub-select."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlace:
    """Where drafts of a room's own are kept, beside those of answers, replies and edits."""

    kind: str
    """The place itself: "new"; or what stands before its number: "article" for "article:12"."""
    url: str
    """The page on which one goes on writing; the number stands in its gap."""


class KindMacros:
    """The macros of a kind as a template calls them: its own, or the plain ones."""

    def __init__(self, *templates: Template) -> None:
        """Look into these templates, one after the other."""
        self._templates = templates

    def __getattr__(self, name: str) -> Callable[..., Html]:
        """Return the first macro of this name."""
        for template in self._templates:
            found: Callable[..., Html] | None = getattr(template.module, name, None)
            if found is not None:
                return found
        raise AttributeError(name)


def kind_named(base: str) -> ThreadKind | None:
    """Return the kind under a base whose threads have names in their addresses."""
    return next((one for one in kinds() if one.base == base and one.named is not None), None)


def macros_of(kind: ThreadKind) -> KindMacros:
    """Return the macros of a kind."""
    environment = current_app.jinja_env
    return KindMacros(*map(environment.get_template, dict.fromkeys((kind.macros, PLAIN))))


@cache
def facts_of(found: tuple[ThreadKind, ...]) -> tuple[KindFacts, ...]:
    """Return what the rooms of these kinds know of threads, each once.

    Raises:
        BadKind: two of them have columns of one name, of which one would hide the other.
    """
    known = tuple(dict.fromkeys(one.facts for one in found if one.facts is not None))
    selected = [sa.select(*facts.columns).selected_columns for facts in known]
    names = Counter(f"{column.key}" for columns in selected for column in columns)
    if twice := sorted(name for name, count in names.items() if count > 1):
        raise BadKind(", ".join(twice), "two rooms know something of this name")
    return known
