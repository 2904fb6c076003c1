"""Which pictures there are, and which of them somebody may see."""

import re
from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.core.subjects import SubjectRef, find_decided, find_visible
from app.core.viewer import Viewer
from app.media.enums import Purpose
from app.media.files.storage import path_of
from app.media.limits import TOKEN_LENGTH
from app.media.models import File, FileUse
from app.media.shapes import ServedFile, StoredPicture

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
    is_own = file.account_id is not None and file.account_id == viewer.account_id
    if not (is_public or is_own or files_shown(viewer, [file.id]) or _decides(viewer, file.id)):
        raise NotFound
    return ServedFile(path=path_of(file.token), mimetype=file.mimetype, is_public=is_public)


def _decides(viewer: Viewer, file_id: int) -> bool:
    """Tell whether the viewer decides about something hidden that holds a file."""
    uses = sa.select(FileUse.subject_kind, FileUse.subject_id).where(FileUse.file_id == file_id)
    return bool(find_decided(viewer, [SubjectRef(*use) for use in db.session.execute(uses)]))


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
        rows = db.session.execute(
            sa.select(File, FileUse.subject_kind, FileUse.subject_id)
            .join(FileUse, FileUse.file_id == File.id)
            .where(sa.tuple_(FileUse.subject_kind, FileUse.subject_id).in_(pairs))
            .order_by(File.id)
        )
        for file, kind, subject_id in rows:
            found[SubjectRef(kind, subject_id)].append(picture_from(file))
    return {ref: tuple(shown) for ref, shown in found.items()}


def picture_from(file: File) -> StoredPicture:
    """Make the shape of a row that is at hand."""
    return StoredPicture(
        token=file.token, url=f"/medias/{file.token}", width=file.width, height=file.height
    )


def files_shown(viewer: Viewer, file_ids: Collection[int]) -> set[int]:
    """Return those of the files that something holds which the viewer may see."""
    uses = db.session.execute(
        sa.select(FileUse.file_id, FileUse.subject_kind, FileUse.subject_id).where(
            FileUse.file_id.in_(set(file_ids))
        )
    ).all()
    holders = [(file_id, SubjectRef(kind, subject_id)) for file_id, kind, subject_id in uses]
    visible = find_visible(viewer, [ref for _file_id, ref in holders])
    return {file_id for file_id, ref in holders if ref in visible}
