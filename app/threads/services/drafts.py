"""Drafts: what is being written, kept at each pause, never overwritten in silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, FormRefused
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.media import services as media
from app.media.queries import tokens_in
from app.threads.limits import BODY_LENGTH, DRAFTS_MOST, FIELDS_LENGTH, PLACE_LENGTH, TITLE_LENGTH
from app.threads.models import Draft

_PORTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """What has been typed so far."""

    title: str = ""
    body: str = ""
    tags: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What is chosen beside, and the version of what the form was made from."""

    @property
    def is_empty(self) -> bool:
        """Nothing has been typed."""
        return not (self.title.strip() or self.body.strip() or self.tags.strip())


def save_draft(viewer: Viewer, place: str, typed: DraftText, *, version: int) -> int:
    """Keep what is being written; return the version to name next time.

    Args:
        viewer: who writes.
        place: where: "new", "thread:12", "post:40", "edit:41".
        typed: everything typed so far; nothing lets the draft go.
        version: the version this window knows, 0 for none.

    Raises:
        Conflict: another window has saved since.
        FormRefused: it is longer than a text may be.
        TooOften: this is no longer a person typing.
    """
    account_id = viewer.known_id
    _check(place, typed)
    check_rate("120 per minute", "threads.draft", account_id)
    with atomic() as session:
        draft = _locked(session, account_id, place)
        if draft is None:
            return 0 if typed.is_empty else _new(session, account_id, place, typed)
        if draft.version != version:
            raise Conflict(_("You are writing the same text in another window."))
        if typed.is_empty:
            session.delete(draft)
            return 0
        draft.version += 1
        _fill(draft, typed)
        return draft.version


def reply_place(thread_id: int, parent_id: int | str | None) -> str:
    """Return where the draft of an answer to a thread, or of a reply to a post, is kept."""
    return f"post:{parent_id}" if parent_id else f"thread:{thread_id}"


def drop_draft(account_id: int, place: str) -> None:
    """Let a draft go: it was sent, or is not wanted."""
    with atomic() as session:
        session.execute(
            sa.delete(Draft).where(Draft.account_id == account_id, Draft.place == place)
        )


def drop_drafts_of(account_id: int) -> None:
    """Let all drafts of somebody go who is gone."""
    with atomic() as session:
        session.execute(sa.delete(Draft).where(Draft.account_id == account_id))


def hold_pictures() -> None:
    """Let the pictures of all drafts wait on: a draft has no end of its own."""
    last = 0
    while drafts := _with_pictures(after=last):
        with atomic():
            for draft in drafts:
                media.keep_for_draft(tokens_in(draft.body), sender_id=draft.account_id)
        last = drafts[-1].id


def _with_pictures(*, after: int) -> Sequence[sa.Row[int, int, str]]:
    """Return a portion of the drafts that show pictures, each with whose it is."""
    return db.session.execute(
        sa.select(Draft.id, Draft.account_id, Draft.body)
        .where(Draft.id > after, Draft.body.contains("/medias/"))
        .order_by(Draft.id)
        .limit(_PORTION)
    ).all()


def _check(place: str, typed: DraftText) -> None:
    """Refuse what no form of ours sends."""
    is_long = (
        len(place) > PLACE_LENGTH
        or len(typed.body) > 2 * BODY_LENGTH
        or len(typed.title) > 2 * TITLE_LENGTH
        or len(typed.tags) > 2 * TITLE_LENGTH
        or sum(map(len, [*typed.fields, *typed.fields.values()])) > FIELDS_LENGTH
    )
    if is_long or not place:
        raise FormRefused(_("This text is too long to be kept."))


def _locked(session: Session, account_id: int, place: str) -> Draft | None:
    """Return the draft of this place, locked."""
    return session.scalars(
        sa.select(Draft)
        .where(Draft.account_id == account_id, Draft.place == place)
        .with_for_update()
    ).one_or_none()


def _new(session: Session, account_id: int, place: str, typed: DraftText) -> int:
    """Keep a first version, and let the oldest drafts go when there are too many.

    Raises:
        Conflict: another window did at this moment.
    """
    draft = Draft(account_id=account_id, place=place)
    _fill(draft, typed)
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError as error:
        raise Conflict(_("You are writing the same text in another window.")) from error
    kept = (
        sa.select(Draft.id)
        .where(Draft.account_id == account_id)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(DRAFTS_MOST)
    )
    session.execute(sa.delete(Draft).where(Draft.account_id == account_id, Draft.id.not_in(kept)))
    return draft.version


def _fill(draft: Draft, typed: DraftText) -> None:
    """Put what was typed into the row; its pictures wait with it."""
    draft.title, draft.body, draft.tags = typed.title, typed.body, typed.tags
    draft.fields = dict(typed.fields)
    draft.updated_at = clock.now()
    media.keep_for_draft(tokens_in(typed.body), sender_id=draft.account_id)
