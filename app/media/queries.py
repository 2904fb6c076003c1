"""Which pictures there are, and which of them somebody may see."""

import re
from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.core.subjects import SubjectRef, access_subject
from app.core.viewer import Viewer
from app.media.limits import TOKEN_LENGTH
from app.media.models import File
from app.media.shapes import Purpose, ServedFile, StoredPicture
from app.media.storage import path_of

_IN_TEXT = re.compile(rf"/medias/([A-Za-z0-9_-]{{{TOKEN_LENGTH}}})(?![A-Za-z0-9_-])")
_FOR_ALL = frozenset({Purpose.FACE, Purpose.GROUP})


def tokens_in(markdown: str) -> list[str]:
    """Return the pictures that a text shows, each once, in order. Nobody checks that they exist."""
    return list(dict.fromkeys(_IN_TEXT.findall(markdown)))


def access_file(viewer: Viewer, token: str) -> ServedFile:
    """Return a file that the viewer may see.

    Raises:
        NotFound: there is none, or not for this viewer.
    """
    file = db.session.scalar(sa.select(File).where(File.token == token))
    if file is None:
        raise NotFound
    is_public = file.purpose in _FOR_ALL
    if not is_public:
        _access_text_of(viewer, file)
    return ServedFile(path=path_of(file.token), mimetype=file.mimetype, is_public=is_public)


def own_picture(viewer: Viewer, token: str) -> StoredPicture:
    """Return a picture that the viewer has sent.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: it is not one of theirs.
    """
    file = db.session.scalar(
        sa.select(File).where(File.token == token, File.account_id == viewer.known_id)
    )
    if file is None:
        raise NotFound
    return picture_from(file)


def pictures(tokens: Collection[str]) -> dict[str, StoredPicture]:
    """Return those of the pictures that exist; who may see them is not checked here."""
    if not tokens:
        return {}
    rows = db.session.scalars(sa.select(File).where(File.token.in_(set(tokens))))
    return {row.token: picture_from(row) for row in rows}


def files_of(refs: Collection[SubjectRef]) -> dict[SubjectRef, tuple[StoredPicture, ...]]:
    """Return the pictures of subjects the viewer is known to see: one entry for every ref."""
    found: dict[SubjectRef, list[StoredPicture]] = {ref: [] for ref in refs}
    if found:
        pairs = [(ref.kind, ref.id) for ref in found]
        subject = sa.tuple_(File.subject_kind, File.subject_id)
        for row in db.session.scalars(sa.select(File).where(subject.in_(pairs)).order_by(File.id)):
            found[SubjectRef(row.subject_kind or "", row.subject_id or 0)].append(picture_from(row))
    return {ref: tuple(shown) for ref, shown in found.items()}


def picture_from(file: File) -> StoredPicture:
    """Make the shape of a row that is at hand."""
    return StoredPicture(
        token=file.token, url=f"/medias/{file.token}", width=file.width, height=file.height
    )


def _access_text_of(viewer: Viewer, file: File) -> None:
    """Go on when the viewer may see what the picture belongs to, or has sent it.

    Raises:
        NotFound: they may not.
    """
    if file.account_id is not None and file.account_id == viewer.account_id:
        return
    if file.subject_kind is None or file.subject_id is None:
        raise NotFound
    access_subject(viewer, SubjectRef(file.subject_kind, file.subject_id))
