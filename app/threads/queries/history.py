"""How a post came to say what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core.db import db
from app.core.viewer import Viewer
from app.threads.kinds import kind_of
from app.threads.models import Revision
from app.threads.queries.access import access_post_row

REVISIONS_SHOWN = 20


class Change(NamedTuple):
    """One edit: who, when, and what became of the text."""

    number: int
    editor: Face
    changed_at: datetime
    old_title: str
    new_title: str
    spans: tuple[text.DiffSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The edits of a post, the last first."""

    thread_title: str
    post_url: str
    changes: tuple[Change, ...]


def post_history(viewer: Viewer, post_id: int) -> History:
    """Return the edits of a post that the viewer may see.

    Raises:
        NotFound: there is no such post for this viewer.
    """
    post, thread, _access = access_post_row(viewer, post_id)
    revisions = db.session.scalars(
        sa.select(Revision)
        .where(Revision.post_id == post.id)
        .order_by(Revision.number.desc())
        .limit(REVISIONS_SHOWN)
    ).all()
    faces = accounts.faces([revision.editor_id for revision in revisions])
    changes, body, title = [], post.body, thread.title
    for revision in revisions:
        changes.append(
            Change(
                number=revision.number,
                editor=faces[revision.editor_id],
                changed_at=revision.created_at,
                old_title=revision.title,
                new_title=title if revision.title and revision.title != title else "",
                spans=tuple(text.difference(revision.body, body)),
            )
        )
        body, title = revision.body, revision.title or title
    return History(
        thread_title=thread.title,
        post_url=kind_of(thread.kind).post_address(thread.id, post.id),
        changes=tuple(changes),
    )
