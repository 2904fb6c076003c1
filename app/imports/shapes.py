"""What is known of an import, and what the report of it tells."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place that something was written in."""

    name: str
    """Its domain, or what the dump is called."""
    address: str = ""
    """Without a trailing slash; empty if nobody told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A place that things were imported from before."""

    id: int
    name: str
    group_id: int | None
    address: str
    marks: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """One thing that was imported before."""

    kind: str
    foreign_key: str
    local_id: int
    remarks: tuple[str, ...]


class Dump(NamedTuple):
    """A dump, and where it goes."""

    path: Path
    """A folder, or a file."""
    source: str
    """A name that stays the same for this dump and newer ones of the same site."""
    group_id: int | None = None
    """`None`: into the blog, which is everybody's."""
    address: str = ""
    """Of the site, without a trailing slash; empty if nobody told."""
    is_named: bool = False
    """Whether somebody chose the name of the source; otherwise the folder happens to bear it."""

    @property
    def group(self) -> int:
        """The group that questions go into."""
        if self.group_id is None:
            raise AssertionError(self)
        return self.group_id

    @property
    def origin(self) -> Origin:
        """The platform it was made of."""
        return Origin(name=self.address.partition("://")[2] or self.source, address=self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """Something the report has to say, and of how many."""

    count: int
    what: str
    which: tuple[str, ...] = ()
    """Those that are named, for whoever wants to look after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """What became of one kind of thing."""

    kind: str
    label: str
    read: int
    brought: int
    """By this run and those before."""
    earlier: int
    """Of these, by earlier runs."""
    left_out: tuple[Remarked, ...]
    """The others, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import read, imported and left out."""

    dump: Dump
    """As it is known here: a folder of another name changes nothing."""
    lines: tuple[ReportLine, ...]
    remarks: tuple[Remarked, ...]
    """What was changed on the way, and rows of which nothing could be made."""
    absent: tuple[str, ...]
    """Files that a dump may have, and this one has not."""
    unread: tuple[str, ...]
    """Files that have nothing to import."""
    advice: str = ""
    """What is better done next time."""
