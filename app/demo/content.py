"""Reads the demonstration community from its files."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMember:
    """Somebody who does not exist."""

    handle: str
    display_name: str
    sentence: str
    department: str
    associations: list[str]
    can_help: list[str]
    seeks_help: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGroup:
    """A group and who is in it."""

    slug: str
    name: str
    purpose: str
    visibility: str
    joining: str
    rules: str
    owner: str
    moderators: list[str]
    members: list[str] | str
    """Handles, or "all"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPost:
    """An answer or a reply."""

    key: str
    author: str
    hours_after: float
    """Since the thread was opened."""
    body: str
    parent: str | None = None
    """Key of the post replied to; `None` for an answer."""
    likes: list[str] = field(default_factory=list)
    helpful: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoThread:
    """A thread with its posts in the order of writing."""

    group: str
    kind: str
    author: str
    title: str
    tags: list[str]
    days_ago: float
    body: str
    posts: tuple[DemoPost, ...]
    likes: list[str] = field(default_factory=list)
    solution: str | None = None
    """Key of the answer chosen."""
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCircle:
    """People who are all friends with each other."""

    members: list[str]
    with_admin: bool = False
    """The administrator is one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRequest:
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


def _read(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """Read the entries of one file."""
    with path.open("rb") as file:
        yield from tomllib.load(file)[table]
