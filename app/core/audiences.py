"""Audiences: who may read a thing. `public` is everybody; rooms own the other kinds.

Whatever attaches to things of all rooms (search, notices, the drawer, letters) knows their audience
only, and asks here who reads it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from app.core.db import literal
from app.core.errors import NotFound
from app.core.ids import ids_by_kind, is_id
from app.core.registry import provided, provided_by_kind
from app.core.viewer import Viewer

AUDIENCE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may read a thing, written `public`, or `kind:id` as in `group:3`."""

    kind: str
    id: int = 0
    """Which one of its kind; 0 for a kind of which there is one."""

    def __str__(self) -> str:
        """Return the written form."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            NotFound: it is not of that form.
        """
        kind, colon, number = text.partition(":")
        if not kind or (colon and not is_id(number)):
            raise NotFound
        return cls(kind, int(number or 0))


PUBLIC = Audience("public")
"""Everybody, visitors too."""


class AudienceText(sa.TypeDecorator[Audience]):
    """A column that holds an audience in its written form."""

    impl = sa.String(AUDIENCE_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: Audience | None, _dialect: Dialect) -> str | None:
        """Write it."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Audience | None:
        """Read it."""
        return None if value is None else Audience.parse(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceKind:
    """A kind of audience, provided by the room that owns it."""

    kind: str
    read_by_guests: "sa.Select[Audience]"
    """Those that visitors belong to, as a sub-select."""
    read_by_members: "sa.Select[Audience]"
    """Those that somebody with an account belongs to, as a sub-select with gaps."""
    reading_params: Callable[[Viewer], Mapping[str, object]]
    """What fills these gaps."""
    private_ids: Callable[[Viewer], Collection[int]]
    """Those that the viewer reads and a visitor does not. One query, or none."""
    readers_among: Callable[[Collection[int], int], Collection[int]]
    """(accounts, audience) → those of the accounts that belong to it."""
    names: Callable[[Collection[int]], Mapping[int, str]]
    """What audiences are called beside what is found in them. One query."""


@dataclass(frozen=True, slots=True)
class ReadScope:
    """What a question that is built once depends on: which kinds there are, who asks."""

    kinds: tuple[AudienceKind, ...]
    is_guest: bool


def read_scope(viewer: Viewer) -> ReadScope:
    """Return what questions about what the viewer may read depend on."""
    return ReadScope(provided(AudienceKind), viewer.is_guest)


def is_readable(
    column: "sa.SQLColumnExpression[Audience | None]", scope: ReadScope
) -> "sa.ColumnElement[bool]":
    """Return the condition that a viewer belongs to the audience in a column.

    Its gaps are filled by `reading_params`.
    """
    within = [
        column.in_(kind.read_by_guests if scope.is_guest else kind.read_by_members)
        for kind in scope.kinds
    ]
    return sa.or_(column == literal(str(PUBLIC)), *within)


def reading_params(viewer: Viewer) -> dict[str, object]:
    """Return what fills the gaps of `is_readable`."""
    params: dict[str, object] = {}
    for kind in provided(AudienceKind):
        params |= kind.reading_params(viewer)
    return params


def private_audiences(viewer: Viewer) -> tuple[Audience, ...]:
    """Return the audiences the viewer belongs to and a visitor does not; one query for a kind."""
    return tuple(
        Audience(kind.kind, one)
        for kind in provided(AudienceKind)
        for one in kind.private_ids(viewer)
    )


def readers_among(account_ids: Collection[int], audience: Audience) -> Collection[int]:
    """Return those of the accounts that belong to an audience; nobody to one of no known kind."""
    if audience == PUBLIC or not account_ids:
        return account_ids
    kind = provided_by_kind(AudienceKind).get(audience.kind)
    return () if kind is None else kind.readers_among(account_ids, audience.id)


def audience_names(audiences: Collection[Audience]) -> dict[Audience, str]:
    """Return what audiences are called; those of everybody and of no known kind have no name."""
    return {
        Audience(name, one): said
        for name, wanted in ids_by_kind(audiences).items()
        if (kind := provided_by_kind(AudienceKind).get(name))
        for one, said in kind.names(wanted).items()
    }


def written(kind: str, id_column: "sa.SQLColumnExpression[int]") -> "sa.ColumnElement[Any]":
    """Return the audiences of one kind whose ids stand in a column, as a column of theirs."""
    text = literal(f"{kind}:").concat(sa.cast(id_column, sa.String))
    return sa.type_coerce(text, AudienceText())
