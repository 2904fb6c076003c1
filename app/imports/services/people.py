"""Those who wrote elsewhere, imported as members that nobody can sign in to."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.accounts.enums import ProfileAudience
from app.accounts.shapes import NewMember, ProfileEdit
from app.core.errors import FormRefused
from app.core.slugs import slug_of
from app.core.transaction import atomic
from app.groups import services as groups
from app.imports.dump.elements import Progress
from app.imports.dump.moments import moment_of
from app.imports.services.keys import keep_key
from app.imports.shapes import Dump
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome, Remark
from app.imports.staging.queue import Person, pending_people, tick_off
from app.imports.texts.attribution import one_line, sentence_on_member
from app.imports.texts.names import possible_names


def import_people(staging: StagingDatabase, source_id: int, dump: Dump, progress: Progress) -> None:
    """Import all who wrote something, into the group they are read in, if any, and no other."""
    while people := pending_people(staging):
        with atomic() as session:
            brought = [(person, *_import(session, source_id, dump, person)) for person in people]
        for person, account_id, remarks in brought:
            tick_off(staging, "users", person.id, Outcome.BROUGHT, account_id)
            for remark in remarks:
                staging.remark("changed", remark)
        progress(len(people))


def _import(
    session: Session, source_id: int, dump: Dump, person: Person
) -> tuple[int, tuple[Remark, ...]]:
    """Import one person; return their account, and what there is to say of it."""
    there = one_line(person.name)
    for name in possible_names(person.name, person.id):
        is_renamed = name != there
        sentence = sentence_on_member(
            dump.origin, profile=person.profile, former_name=person.name if is_renamed else ""
        )
        try:
            account_id = _open(person, name, sentence)
        except FormRefused:
            continue
        remarks = (Remark.RENAMED,) if is_renamed else ()
        if dump.group_id is not None:
            groups.add_member(dump.group_id, account_id)
        keep_key(session, source_id, "user", person.key, account_id, remarks=remarks)
        return account_id, remarks
    raise AssertionError(person)


def _open(person: Person, name: str, sentence: str) -> int:
    """Open an account without password or address.

    Raises:
        FormRefused: it cannot be called that.
    """
    member = NewMember(
        display_name=name,
        handle=_handle(person, name),
        created_at=moment_of(person.created),
        profile=ProfileEdit(
            display_name=name,
            told={"sentence": sentence},
            audiences={"sentence": ProfileAudience.EVERYONE},
        ),
        is_present=False,
    )
    try:
        (account_id,) = accounts.open_members([member])
    except FormRefused as refusal:
        if refusal.field != "handle":
            raise
        (account_id,) = accounts.open_members([replace(member, handle="")])
    return account_id


def _handle(person: Person, name: str) -> str:
    """Return a handle by number for a name in other letters than ours; else none.

    Made of the name, they would all be the same, and the search for a free one ever longer.
    """
    return f"membre-{person.id}" if not slug_of(name) else ""
