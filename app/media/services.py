"""Taking pictures in, tying them to what they belong to, and letting them go."""

import secrets
from collections.abc import Collection
from functools import partial
from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import queries as people
from app.accounts import services as accounts
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.subjects import SubjectRef
from app.core.transaction import after_commit, atomic, emit
from app.core.viewer import Viewer
from app.media.enums import Purpose
from app.media.events import FileStored
from app.media.files import storage
from app.media.files.encoding import MIMETYPE, NotAPicture, TooManyPixels, encoded
from app.media.limits import HELD_KEPT, MAX_BYTES, PICTURES_PER_DAY, TOKEN_LENGTH, UNATTACHED_KEPT
from app.media.models import File, FileUse
from app.media.queries import files_shown, picture_from
from app.media.shapes import EncodedPicture, StoredPicture

PERSON = "accounts.person"
"""What photos of people belong to."""

_IS_FREE = ~sa.exists().where(FileUse.file_id == File.id)
"""No subject holds the file."""


def store_picture(viewer: Viewer, stream: IO[bytes], *, purpose: Purpose) -> StoredPicture:
    """Take a picture in, made anew. It goes after a day unless it is attached or held.

    Emits:
        FileStored.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        FormRefused: at `picture`, when it is none, or too large.
        TooOften: the viewer has sent as many today as one may.
    """
    account_id = viewer.writing_id
    limits.check_rate(PICTURES_PER_DAY, "picture", account_id)
    return import_picture(account_id, stream.read(MAX_BYTES + 1), purpose=purpose)


def import_picture(account_id: int, data: bytes, *, purpose: Purpose) -> StoredPicture:
    """Take in a picture that somebody showed elsewhere; whoever imports it vouches for that.

    It is made anew, and goes after a day unless it is attached. However many there are: nobody
    counts.

    Emits:
        FileStored.

    Raises:
        FormRefused: at `picture`, when it is none, or too large.
    """
    picture = _made_anew(data, purpose)
    token = secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)
    storage.write(token, picture.content)
    try:
        return _insert(account_id, token, picture, purpose)
    except BaseException:
        storage.remove(token)  # nobody would ever find it again
        raise


def attach(ref: SubjectRef, tokens: Collection[str], *, writer_id: int) -> None:
    """Let a subject hold pictures, for good: whoever may see one that holds a picture sees it.

    Only those that its writer has sent or may see: whoever guesses an address does not thereby
    show what is behind it to the readers of a text.
    """
    if not tokens:
        return
    with atomic() as session:
        files = session.execute(
            sa.select(File.id, File.account_id).where(File.token.in_(set(tokens)))
        ).all()
        own = {file.id for file in files if file.account_id == writer_id}
        others = {file.id for file in files} - own
        shown = files_shown(people.absent_viewer(writer_id), others) if others else set()
        _hold(session, ref, own | shown)


def keep_for_draft(tokens: Collection[str], *, sender_id: int) -> None:
    """Let pictures that this person sent wait for a month from now, because a draft shows them."""
    if not tokens:
        return
    with atomic() as session:
        session.execute(
            sa.update(File)
            .where(File.token.in_(set(tokens)), File.account_id == sender_id)
            .values(expires_at=clock.now() + HELD_KEPT)
        )


def replace(ref: SubjectRef, token: str | None, *, purpose: Purpose, writer_id: int) -> None:
    """Let a subject have this one picture for a purpose, or none; those before go.

    Those that its text shows are for another purpose, and stay.
    """
    with atomic() as session:
        gone = sa.select(File.id).where(File.purpose == purpose.value, File.token != (token or ""))
        _release(session, _of(ref), FileUse.file_id.in_(gone))
        attach(ref, [token] if token else [], writer_id=writer_id)


def set_avatar(viewer: Viewer, stream: IO[bytes]) -> StoredPicture:
    """Give oneself a photo, in place of the one before.

    Raises:
        As `store_picture`.
    """
    picture = store_picture(viewer, stream, purpose=Purpose.FACE)
    with atomic():
        accounts.set_picture(viewer, picture.token)
        _wear(viewer.known_id, picture.token)
    return picture


def drop_avatar(viewer: Viewer) -> None:
    """Take one's photo off; nothing when there is none.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    with atomic():
        accounts.set_picture(viewer, None)
        _wear(viewer.known_id, None)


def remove_of(ref: SubjectRef) -> None:
    """Let go of the pictures of a subject that is gone: what nothing else holds is deleted."""
    with atomic() as session:
        _release(session, _of(ref))


def remove_of_person(account_id: int) -> None:
    """Delete the photo of somebody who is gone, and what they sent without using it."""
    with atomic() as session:
        _release(session, _of(SubjectRef(PERSON, account_id)))
        _delete(session, File.account_id == account_id, _IS_FREE)


def purge() -> None:
    """Delete the pictures that nobody has used in time."""
    with atomic() as session:
        _delete(session, _IS_FREE, File.expires_at <= clock.now())


def sweep() -> None:
    """Delete the files that have no row: the process ended between the two, or before a deletion.

    Only those older than a day: a younger one may be about to get its row.
    """
    before = clock.now() - UNATTACHED_KEPT
    for tokens in storage.batches(written_before=before):
        known = set(db.session.scalars(sa.select(File.token).where(File.token.in_(tokens))))
        for token in tokens - known:
            storage.remove(token)
    storage.remove_unfinished(written_before=before)


def _made_anew(data: bytes, purpose: Purpose) -> EncodedPicture:
    """Return a harmless picture.

    Raises:
        FormRefused: it is none, or too large.
    """
    if len(data) > MAX_BYTES:
        sentence = _("This picture is too heavy: at most {most} MB.", most=MAX_BYTES // 1024**2)
        raise FormRefused(sentence, field="picture")
    try:
        return encoded(data, purpose)
    except NotAPicture as error:
        sentence = _("This file is no picture we can read: send a JPEG, PNG, WebP or GIF.")
        raise FormRefused(sentence, field="picture") from error
    except TooManyPixels as error:
        sentence = _("This picture has too many pixels: make it smaller first.")
        raise FormRefused(sentence, field="picture") from error


def _insert(
    account_id: int, token: str, picture: EncodedPicture, purpose: Purpose
) -> StoredPicture:
    """Write the row of a file that is on disk."""
    now = clock.now()
    row = File(
        token=token,
        account_id=account_id,
        purpose=purpose.value,
        mimetype=MIMETYPE,
        width=picture.width,
        height=picture.height,
        size_bytes=len(picture.content),
        created_at=now,
        expires_at=now + UNATTACHED_KEPT,
    )
    with atomic() as session:
        session.add(row)
        session.flush()  # the event carries the id
        emit(FileStored(file_id=row.id, account_id=account_id))
    return picture_from(row)


def _wear(account_id: int, token: str | None) -> None:
    """Let a photo be that of a person, or none."""
    ref = SubjectRef(PERSON, account_id)
    replace(ref, token, purpose=Purpose.FACE, writer_id=account_id)


def _of(ref: SubjectRef) -> sa.ColumnElement[bool]:
    """Return the condition that a subject is what holds a file."""
    return sa.and_(FileUse.subject_kind == ref.kind, FileUse.subject_id == ref.id)


def _hold(session: Session, ref: SubjectRef, file_ids: set[int]) -> None:
    """Write that a subject holds files; it may do so already."""
    held = session.scalars(
        sa.select(FileUse.file_id).where(_of(ref), FileUse.file_id.in_(file_ids))
    )
    new = sorted(file_ids - set(held))
    session.add_all(
        FileUse(file_id=file_id, subject_kind=ref.kind, subject_id=ref.id) for file_id in new
    )
    session.execute(sa.update(File).where(File.id.in_(new)).values(expires_at=None))


def _release(session: Session, *conditions: sa.ColumnElement[bool]) -> None:
    """Let subjects go of files, and delete those that nothing holds any more, no draft either."""
    released = sa.delete(FileUse).where(*conditions).returning(FileUse.file_id)
    file_ids = set(session.scalars(released))
    is_over = sa.or_(File.expires_at.is_(None), File.expires_at <= clock.now())
    _delete(session, File.id.in_(file_ids), _IS_FREE, is_over)


def _delete(session: Session, *conditions: sa.ColumnElement[bool]) -> None:
    """Delete rows, and their files once the rows are gone for sure."""
    for token in session.scalars(sa.delete(File).where(*conditions).returning(File.token)).all():
        after_commit(partial(storage.remove, token))
