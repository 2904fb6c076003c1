"""People, found by their name. What else they say of themselves has an audience of its own."""

from collections.abc import Iterator

from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core import clock
from app.core.audiences import PUBLIC
from app.core.subjects import SubjectRef
from app.search.services import Source
from app.search.shapes import Entry

KIND = "person"
_PORTION = 500


def entry_of(face: Face) -> Entry:
    """Return what is indexed of a person: the name they chose, and their handle."""
    return Entry(
        ref=SubjectRef(accounts.PERSON, face.id),
        title=face.display_name,
        text=face.handle,
        kind=KIND,
        audience=PUBLIC,
        author_id=face.id,
        created_at=clock.now(),
    )


def _entries() -> Iterator[Entry]:
    """Return all people, in portions."""
    last = 0
    while found := accounts.people_after(last, most=_PORTION):
        yield from map(entry_of, found)
        last = found[-1].id


def _entries_of(ids: list[int]) -> Iterator[Entry]:
    """Return some people, as far as they may be found."""
    return map(entry_of, accounts.people_to_find(ids))


PEOPLE = Source(kind=accounts.PERSON, entries=_entries, entries_of=_entries_of)
