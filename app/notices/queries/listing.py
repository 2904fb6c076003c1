"""The list of notices, and what a browser missed."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core.db import db, execute
from app.core.i18n import _
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.subjects import Subject, SubjectRef, find_visible
from app.core.viewer import Viewer
from app.notices.enums import Rule
from app.notices.inboxes.bundles import is_topmost, is_unread_bundle
from app.notices.inboxes.inboxes import inbox_as_is
from app.notices.kinds.catalogue import kinds
from app.notices.kinds.sentences import Details, details_of, sentence_about, why
from app.notices.models import Activity, DirectRecipient, Notice
from app.notices.providers import has_choice, thread_providers
from app.notices.rules.adjustments import adjustment_options
from app.notices.shapes import ActivityItem, InboxState, NoticeLine

Subjects = Mapping[SubjectRef, Subject]
_Row = sa.Row[*tuple[Any, ...]]
PAGE_SIZE = 30
HOME = "/notifications"

_LINE = sa.select(
    Notice.seq,
    Notice.bundle,
    Notice.kind,
    Notice.rule,
    Notice.people,
    Notice.before_id,
    Notice.created_at,
    Activity.created_at.label("happened_at"),
    Activity.subject_kind,
    Activity.subject_id,
    Activity.container_kind,
    Activity.container_id,
    Activity.audience,
    Activity.actor_id,
).join(Activity, Activity.id == Notice.activity_id)

_ACTIVITY = sa.select(Activity.__table__).where(Activity.id == sa.bindparam("activity_id"))
_DIRECT_RECIPIENTS = sa.select(DirectRecipient.account_id, DirectRecipient.kind).where(
    DirectRecipient.activity_id == sa.bindparam("activity_id")
)


class Show(StrEnum):
    """What the list is narrowed to."""

    ALL = "toutes"
    UNREAD = "non-lues"
    DIRECT = "directes"
    FRIENDS = "amis"


def notice_page(
    viewer: Viewer, *, show: Show = Show.ALL, cursor: str | None = None
) -> Page[NoticeLine]:
    """Return a page of the viewer's notices, one line for each bundle, the latest first.

    Three queries while all are about one kind of thing, however many they are: the notices, the
    things, the faces. One more for each further kind of thing, for each kind that is named after
    people, as requests of friends are, and for each kind of notice with `details`.
    """
    is_unread = is_unread_bundle()
    wanted = (
        own_notices(viewer.known_id).add_columns(is_unread.label("is_unread")).where(is_topmost())
    )
    if show is Show.UNREAD:
        wanted = wanted.where(is_unread)
    elif show is Show.DIRECT:
        wanted = wanted.where(Notice.rule.in_((Rule.DIRECT, Rule.ALWAYS)))
    elif show is Show.FRIENDS:
        wanted = wanted.where(Activity.actor_id.in_(accounts.friend_ids(viewer.known_id)))
    if cursor:
        (last,) = decode_cursor(cursor, int)
        wanted = wanted.where(Notice.seq < last)
    rows = db.session.execute(wanted.order_by(Notice.seq.desc()).limit(PAGE_SIZE + 1)).all()
    page = page_of(rows, PAGE_SIZE, lambda row: encode_cursor(row.seq))
    lines = lines_of(page.items, subjects_of(viewer, page.items))
    return Page(items=lines, next_cursor=page.next_cursor)


def notices_after(
    account_id: int, after: int | None, limit: int
) -> tuple[tuple[NoticeLine, ...], InboxState, int]:
    """Return what came after a number, in order, the inbox, and its newest number.

    The inbox is read first, and nothing beyond its newest number: whatever is written meanwhile
    has a later one, and is not half seen. Nothing comes after `None`. Two queries more than a
    page: the inbox, and the reader.
    """
    state, newest = inbox_as_is(db.session(), account_id)
    if after is None or after >= newest:
        return (), state, newest
    rows = db.session.execute(
        own_notices(account_id)
        .add_columns(Notice.read_at.is_(None).label("is_unread"))
        .where(Notice.seq > after, Notice.seq <= newest)
        .order_by(Notice.seq)
        .limit(limit)
    ).all()
    subjects = subjects_of(accounts.absent_viewer(account_id), rows)
    return lines_of(rows, subjects), state, newest


def activity_item(activity_id: int) -> ActivityItem | None:
    """Return what happened; `None` when it has been purged."""
    row = activity_row(activity_id)
    return item_of(row) if row else None


def activity_row(activity_id: int) -> _Row | None:
    """Return all columns of what happened; `None` when it has been purged."""
    return execute(_ACTIVITY, activity_id=activity_id).one_or_none()


def direct_recipients_of(activity_id: int) -> dict[int, str]:
    """Return whom an activity is about, and what it is for each."""
    rows = execute(_DIRECT_RECIPIENTS, activity_id=activity_id)
    return {row.account_id: row.kind for row in rows}


def item_of(row: _Row, concerns: Mapping[int, str] | None = None) -> ActivityItem:
    """Make the shape of an activity from its columns, and whom it is about where that is asked."""
    container = SubjectRef(row.container_kind, row.container_id) if row.container_kind else None
    return ActivityItem(
        id=row.id,
        kind=row.kind,
        subject=SubjectRef(row.subject_kind, row.subject_id),
        container=container,
        audience=row.audience,
        actor_id=row.actor_id,
        created_at=row.created_at,
        concerns=concerns or {},
    )


def own_notices(account_id: int) -> sa.Select[*tuple[Any, ...]]:
    """Return the notices of one person that still stand, with all that `lines_of` needs of them."""
    return _LINE.where(Notice.account_id == account_id, Notice.withdrawn_at.is_(None))


def subjects_of(viewer: Viewer, rows: Sequence[_Row]) -> Subjects:
    """Return what notices are about, as far as their reader may see it."""
    return find_visible(viewer, {subject_of(row) for row in rows})


def lines_of(rows: Sequence[_Row], subjects: Subjects) -> tuple[NoticeLine, ...]:
    """Put notices into words; what their reader may no longer see is not named.

    One query for the faces, and one for each kind of notice whose sentences need more.
    """
    faces = accounts.faces({row.actor_id for row in rows} | {row.before_id for row in rows})
    details = details_of({(row.kind, ref) for row in rows if (ref := subject_of(row)) in subjects})
    return tuple(_line(row, subjects, faces, details) for row in rows)


def _line(
    row: _Row,
    subjects: Subjects,
    faces: Mapping[int | None, Face],
    details: Details,
) -> NoticeLine:
    """Put one notice into words; what its reader may no longer see is not named."""
    subject = subjects.get(subject_of(row))
    if subject is None or row.kind not in kinds():
        return _unseen(row)
    text = sentence_about(
        row.kind,
        subject,
        actors=(faces[row.actor_id], faces[row.before_id] if row.before_id else None),
        people=row.people,
        happened_at=row.happened_at,
        details=details,
    )
    return NoticeLine(
        id=row.bundle,
        seq=row.seq,
        kind=row.kind,
        text=text,
        url=subject.url,
        why=why(row.rule, row.kind),
        actor=faces[row.actor_id],
        created_at=row.created_at,
        is_read=not row.is_unread,
        offers=adjustment_options(
            Rule(row.rule),
            row.kind,
            has_thread=row.container_kind in thread_providers(),
            has_choice=has_choice(row.audience),
        ),
    )


def subject_of(row: _Row) -> SubjectRef:
    """Return what a notice is about."""
    return SubjectRef(row.subject_kind, row.subject_id)


def _unseen(row: _Row) -> NoticeLine:
    """Return a notice of which its reader may know nothing any more, not even who it was."""
    return NoticeLine(
        id=row.bundle,
        seq=row.seq,
        kind=row.kind,
        text=_("Something that you can no longer see."),
        url=HOME,
        why=_("You were told of it when you could see it."),
        actor=accounts.face(None),
        created_at=row.created_at,
        is_read=not row.is_unread,
        offers=(),
    )
