"""The source of an import: the same name always means the same site and the same group."""

from app.core import clock
from app.core.i18n import _
from app.core.transaction import atomic
from app.groups import queries as groups
from app.imports.dump.elements import UnfitDump
from app.imports.models import ImportSource
from app.imports.queries import find_source, marked_sources
from app.imports.shapes import Dump

Marks = list[list[str]]
"""Names and dates of the first things in a dump."""


def recognised(dump: Dump, marks: Marks) -> Dump:
    """Return a dump under the name that its site is known by, whatever its folder is called.

    A name that somebody chose is theirs to choose.
    """
    same_site = {source.name: source for source in marked_sources(_pairs(marks))}
    known = same_site.get(dump.source)
    if known is None and not dump.is_named:
        known = next(iter(same_site.values()), None)
    if known is None:
        return dump
    return dump._replace(source=known.name, address=dump.address or known.address)


def open_source(dump: Dump, marks: Marks) -> int:
    """Return the id of the source of a dump, made now if it is new.

    Raises:
        UnfitDump: under this name another site was imported, or it went to another group.
    """
    known = find_source(dump.source)
    if known is None:
        with atomic() as session:
            source = ImportSource(
                name=dump.source,
                group_id=dump.group_id,
                address=dump.address,
                marks=marks,
                begun_at=clock.now(),
            )
            session.add(source)
            session.flush()  # the id is asked for
            return source.id
    is_elsewhere = known.group_id != dump.group_id
    if is_elsewhere and known.group_id is not None and dump.group_id is not None:
        badge = groups.group_badges([known.group_id])[known.group_id]
        raise UnfitDump(
            _(
                "“{source}” has been brought into the group {group}: name that group to go on, "
                "or choose another name with --source to bring everything once more.",
                source=dump.source,
                group=badge.slug,
            )
        )
    if is_elsewhere or (known.marks and known.marks.isdisjoint(_pairs(marks))):
        raise UnfitDump(
            _(
                "Another dump has been brought under the name “{source}”: "
                "choose a name for this one with --source.",
                source=dump.source,
            )
        )
    return known.id


def _pairs(marks: Marks) -> set[tuple[str, str]]:
    """Return marks as they can be compared."""
    return {(number, moment) for number, moment in marks}


def note_end(source_id: int) -> None:
    """Remember that an import came to its end."""
    with atomic() as session:
        session.get_one(ImportSource, source_id).finished_at = clock.now()
