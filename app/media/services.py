"""Taking pictures in, tying them to what they belong to, and letting them go."""

import secrets
from collections.abc import Collection
from functools import partial
from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.core import clock, limits
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.subjects import SubjectRef
from app.core.transaction import after_commit, atomic, emit
from app.core.viewer import Viewer
from app.media import storage
from app.media.events import FileStored
from app.media.limits import HELD_KEPT, MAX_BYTES, PICTURES_PER_DAY, TOKEN_LENGTH, UNATTACHED_KEPT
from app.media.models import File
from app.media.pictures import MIMETYPE, NotAPicture, TooManyPixels, encoded
from app.media.queries import picture_from
from app.media.shapes import EncodedPicture, Purpose, StoredPicture

PERSON = "accounts.person"
"""What photos of people belong to."""


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
    limits.hit(PICTURES_PER_DAY, "picture", account_id)
    picture = _made_anew(stream.read(MAX_BYTES + 1), purpose)
    token = secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)
    storage.write(token, picture.content)
    try:
        return _insert(account_id, token, picture, purpose)
    except BaseException:
        storage.remove(token)  # nobody would ever find it again
        raise


def attach(ref: SubjectRef, tokens: Collection[str], *, sender_id: int) -> None:
    """Tie pictures that this person sent to what they belong to, for good.

    Those of others, and those that are tied already, stay as they are: whoever names an address
    does not thereby show what is behind it to the readers of a text.
    """
    if not tokens:
        return
    with atomic() as session:
        session.execute(
            sa.update(File)
            .where(*_waiting(tokens, sender_id))
            .values(subject_kind=ref.kind, subject_id=ref.id, expires_at=None)
        )


def hold(tokens: Collection[str], *, sender_id: int) -> None:
    """Let pictures that this person sent wait for a month from now, because a draft shows them."""
    if not tokens:
        return
    with atomic() as session:
        session.execute(
            sa.update(File)
            .where(*_waiting(tokens, sender_id))
            .values(expires_at=clock.now() + HELD_KEPT)
        )


def replace(ref: SubjectRef, token: str | None, *, sender_id: int) -> None:
    """Let a subject have this one picture that a person sent, or none; those before go."""
    with atomic() as session:
        _delete(session, _of(ref), File.token != (token or ""))
        attach(ref, [token] if token else [], sender_id=sender_id)


def change_face(viewer: Viewer, stream: IO[bytes]) -> StoredPicture:
    """Give oneself a photo, in place of the one before.

    Raises:
        As `store_picture`.
    """
    picture = store_picture(viewer, stream, purpose=Purpose.FACE)
    with atomic():
        accounts.wear_picture(viewer, picture.token)
        replace(SubjectRef(PERSON, viewer.known_id), picture.token, sender_id=viewer.known_id)
    return picture


def drop_face(viewer: Viewer) -> None:
    """Take one's photo off; nothing when there is none.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    with atomic():
        accounts.wear_picture(viewer, None)
        replace(SubjectRef(PERSON, viewer.known_id), None, sender_id=viewer.known_id)


def remove_of(ref: SubjectRef) -> None:
    """Delete all pictures of a subject."""
    with atomic() as session:
        _delete(session, _of(ref))


def remove_of_person(account_id: int) -> None:
    """Delete the photo of somebody who is gone, and what they sent without using it."""
    with atomic() as session:
        _delete(session, _of(SubjectRef(PERSON, account_id)))
        _delete(session, sa.and_(File.account_id == account_id, File.subject_kind.is_(None)))


def purge() -> None:
    """Delete the pictures that nobody has used in time."""
    with atomic() as session:
        _delete(session, sa.and_(File.subject_kind.is_(None), File.expires_at <= clock.now()))


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


def _waiting(tokens: Collection[str], sender_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that a file is one of these, of this person, and not used yet."""
    return (
        File.token.in_(set(tokens)),
        File.account_id == sender_id,
        File.subject_kind.is_(None),
    )


def _of(ref: SubjectRef) -> sa.ColumnElement[bool]:
    """Return the condition that a file belongs to a subject."""
    return sa.and_(File.subject_kind == ref.kind, File.subject_id == ref.id)


def _delete(session: Session, *conditions: sa.ColumnElement[bool]) -> None:
    """Delete rows, and their files once the rows are gone for sure."""
    for token in session.scalars(sa.delete(File).where(*conditions).returning(File.token)).all():
        after_commit(partial(storage.remove, token))
