"""The source of an import: the same name always means the same site and the same group."""

from app.core import clock
from app.core.i18n import _
from app.core.transaction import atomic
from app.groups import queries as groups
from app.imports.dump.rows import UnfitDump
from app.imports.limits import MARKS
from app.imports.models import ImportSource
from app.imports.queries import find_source, marked_sources
from app.imports.shapes import Dump
from app.imports.staging.database import StagingDatabase
from app.imports.staging.selection import marks_of


def recognised(staging: StagingDatabase, dump: Dump) -> Dump:
    """Return a dump under the name that its site is known by, whatever its folder is called.

    A name that somebody chose is theirs to choose.
    """
    marks = [(number, moment) for number, moment in marks_of(staging, MARKS)]
    same_site = {source.name: source for source in marked_sources(marks)}
    if dump.is_named or dump.source in same_site or not same_site:
        return dump
    first = next(iter(same_site.values()))
    return dump._replace(source=first.name, address=dump.address or first.address)


def open_source(staging: StagingDatabase, dump: Dump) -> int:
    """Return the id of the source of a dump, made now if it is new.

    Raises:
        UnfitDump: under this name another site was imported, or it went to another group.
    """
    marks = marks_of(staging, MARKS)
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
    if known.group_id != dump.group_id:
        badge = groups.group_badges([known.group_id])[known.group_id]
        raise UnfitDump(
            _(
                "“{source}” has been brought into the group {group}: name that group to go on, "
                "or choose another name with --source to bring everything once more.",
                source=dump.source,
                group=badge.slug,
            )
        )
    if known.marks and known.marks.isdisjoint((number, moment) for number, moment in marks):
        raise UnfitDump(
            _(
                "Another dump has been brought under the name “{source}”: "
                "choose a name for this one with --source.",
                source=dump.source,
            )
        )
    return known.id


def note_end(source_id: int) -> None:
    """Remember that an import came to its end."""
    with atomic() as session:
        session.get_one(ImportSource, source_id).finished_at = clock.now()
