"""Reads the demonstration community from its files."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "content"
_EDGE = "+++\n"
"""Stands before and after the head of an article."""

People = dict[str, int]
"""Handle → account."""


class DemoMember(NamedTuple):
    """Somebody who does not exist."""

    handle: str
    display_name: str
    sentence: str
    department: str
    associations: Sequence[str]
    can_help: Sequence[str]
    seeks_help: Sequence[str]
    edits_blog: bool = False
    """Works at the desk of the blog."""


class DemoGroup(NamedTuple):
    """A group and who is in it."""

    slug: str
    name: str
    purpose: str
    visibility: str
    joining: str
    rules: str
    owner: str
    moderators: Sequence[str]
    members: Sequence[str] | str
    """Handles, or "all"."""


class DemoPost(NamedTuple):
    """An answer or a reply."""

    key: str
    author: str
    hours_after: float
    """Since the thread was opened."""
    body: str
    parent: str | None = None
    """Key of the post replied to; `None` for an answer."""
    likes: Sequence[str] = ()
    helpful: Sequence[str] = ()


class DemoThread(NamedTuple):
    """A thread with its posts in the order of writing."""

    group: str
    kind: str
    author: str
    title: str
    tags: Sequence[str]
    days_ago: float
    body: str
    posts: tuple[DemoPost, ...]
    likes: Sequence[str] = ()
    solution: str | None = None
    """Key of the answer chosen."""
    pinned: bool = False


class DemoCover(NamedTuple):
    """The picture at the top of an article."""

    motif: str
    """One of `covers.MOTIFS`."""
    seed: int
    alt: str
    """What it shows, in words."""


class DemoMove(NamedTuple):
    """What somebody did with an article at the desk."""

    move: str
    by: str
    days_ago: float
    remark: str = ""
    in_days: float | None = None
    """When it is to be published, from now."""
    slip: str = ""
    """Words in the text that are to be others."""
    words: str = ""
    """What they are to be."""


class DemoArticle(NamedTuple):
    """An article with what was said under it."""

    authors: Sequence[str]
    title: str
    summary: str
    category: str
    tags: Sequence[str]
    days_ago: float
    """When it was published, or begun."""
    body: str
    posts: tuple[DemoPost, ...]
    published: bool = True
    editor: str | None = None
    """Who read it before it was published."""
    likes: Sequence[str] = ()
    cover: DemoCover | None = None
    moves: tuple[DemoMove, ...] = ()


class DemoCircle(NamedTuple):
    """People who are all friends with each other."""

    members: Sequence[str]
    with_admin: bool = False
    """The administrator is one of them."""


class DemoRequest(NamedTuple):
    """Somebody would like to be a friend of the administrator."""

    asker: str
    message: str


def members() -> tuple[DemoMember, ...]:
    """Return everybody."""
    return tuple(DemoMember(**entry) for entry in _read(FOLDER / "members.toml", "member"))


def groups() -> tuple[DemoGroup, ...]:
    """Return all groups, the one that welcomes everybody first."""
    return tuple(DemoGroup(**entry) for entry in _read(FOLDER / "groups.toml", "group"))


def threads() -> tuple[DemoThread, ...]:
    """Return all threads, the oldest first."""
    found = [
        _thread(entry)
        for path in sorted((FOLDER / "threads").glob("*.toml"))
        for entry in _read(path, "thread")
    ]
    return tuple(sorted(found, key=lambda thread: -thread.days_ago))


def articles() -> tuple[DemoArticle, ...]:
    """Return all articles, the oldest first."""
    found = [_article(path) for path in sorted((FOLDER / "articles").glob("*.md"))]
    return tuple(sorted(found, key=lambda article: -article.days_ago))


def circles() -> tuple[DemoCircle, ...]:
    """Return who is whose friend."""
    return tuple(DemoCircle(**entry) for entry in _read(FOLDER / "friends.toml", "circle"))


def requests() -> tuple[DemoRequest, ...]:
    """Return what waits for the administrator."""
    return tuple(DemoRequest(**entry) for entry in _read(FOLDER / "friends.toml", "request"))


def _thread(entry: dict[str, Any]) -> DemoThread:
    """Make a thread from its entry."""
    posts = tuple(DemoPost(**post) for post in entry.pop("post", []))
    return DemoThread(posts=posts, **entry)


def _article(path: Path) -> DemoArticle:
    """Make an article from its file, and from the one beside it with what was said under it."""
    _nothing, head, body = path.read_text("utf-8").split(_EDGE, 2)
    entry = tomllib.loads(head)
    cover, moves = entry.pop("cover", None), entry.pop("move", [])
    said = path.with_suffix(".toml")
    return DemoArticle(
        body=body,
        cover=DemoCover(**cover) if cover else None,
        moves=tuple(DemoMove(**move) for move in moves),
        posts=tuple(DemoPost(**post) for post in _read(said, "post")) if said.exists() else (),
        **entry,
    )


def _read(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """Read the entries of one file."""
    with path.open("rb") as file:
        yield from tomllib.load(file)[table]
