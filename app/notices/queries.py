"""Questions about notices: the list, what a browser missed, the badge."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core.db import db
from app.core.i18n import _
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.subjects import Subject, SubjectRef, find_visible
from app.core.viewer import Viewer
from app.notices.boxes import UNREAD
from app.notices.kinds import kinds
from app.notices.models import Activity, Notice, NoticeBox, NoticeSettings
from app.notices.rules import WHY
from app.notices.shapes import (
    DEFAULT_LEVEL,
    ActivityItem,
    BoxState,
    KindSwitch,
    Level,
    Nature,
    NoticeItem,
    NoticeLine,
    Rule,
    Wishes,
)

_Row = sa.Row[*tuple[Any, ...]]
PAGE_SIZE = 30
HOME = "/notifications"

_LINE = sa.select(
    Notice.id,
    Notice.seq,
    Notice.rule,
    Notice.created_at,
    Notice.read_at,
    Activity.kind,
    Activity.subject_kind,
    Activity.subject_id,
    Activity.actor_id,
).join(Activity, Activity.id == Notice.activity_id)
TALLY = sa.select(
    NoticeBox.account_id, NoticeBox.unread_count, NoticeBox.last_seq.label("notice_seq")
)
"""What stands around every page: what is unread, and the newest number."""


class Show(StrEnum):
    """What the list is narrowed to."""

    ALL = "toutes"
    UNREAD = "non-lues"
    DIRECT = "directes"


def notice_page(
    viewer: Viewer, *, show: Show = Show.ALL, cursor: str | None = None
) -> Page[NoticeLine]:
    """Return a page of the viewer's notices, the latest first. Two queries, one for each room."""
    wanted = _own(viewer.known_id)
    if show is Show.UNREAD:
        wanted = wanted.where(UNREAD)
    elif show is Show.DIRECT:
        wanted = wanted.where(Notice.rule.in_((Rule.DIRECT, Rule.ALWAYS)))
    if cursor:
        (last,) = decode_cursor(cursor, int)
        wanted = wanted.where(Notice.seq < last)
    rows = db.session.execute(wanted.order_by(Notice.seq.desc()).limit(PAGE_SIZE + 1)).all()
    page = page_of(rows, PAGE_SIZE, lambda row: encode_cursor(row.seq))
    return Page(items=_lines(viewer, page.items), next_cursor=page.next_cursor)


def notices_after(
    account_id: int, after: int | None, limit: int
) -> tuple[tuple[NoticeLine, ...], BoxState, int]:
    """Return what came after a number, in order, the box, and its newest number.

    The box is read first, and nothing beyond its newest number: whatever is written meanwhile
    has a later one, and is not half seen. Nothing comes after `None`.
    """
    box = db.session.execute(
        sa.select(NoticeBox.last_seq, NoticeBox.unread_count, NoticeBox.version).where(
            NoticeBox.account_id == account_id
        )
    ).one_or_none()
    if box is None:
        return (), BoxState(account_id=account_id, unread=0, version=-1), 0
    state = BoxState(account_id=account_id, unread=box.unread_count, version=box.version)
    if after is None or after >= box.last_seq:
        return (), state, box.last_seq
    rows = db.session.execute(
        _own(account_id)
        .where(Notice.seq > after, Notice.seq <= box.last_seq)
        .order_by(Notice.seq)
        .limit(limit)
    ).all()
    return _lines(Viewer(account_id=account_id), rows), state, box.last_seq


def newest(account_ids: Collection[int]) -> dict[int, int]:
    """Return the newest number of each person who has ever been told anything."""
    rows = db.session.execute(
        sa.select(NoticeBox.account_id, NoticeBox.last_seq).where(
            NoticeBox.account_id.in_(account_ids)
        )
    )
    return {row.account_id: row.last_seq for row in rows}


def activity_item(activity_id: int) -> ActivityItem | None:
    """Return what happened; `None` when it has been purged."""
    row = db.session.execute(
        sa.select(Activity.__table__).where(Activity.id == activity_id)
    ).one_or_none()
    return item_of(row) if row else None


def item_of(row: _Row) -> ActivityItem:
    """Make the shape of an activity from its columns."""
    container = SubjectRef(row.container_kind, row.container_id) if row.container_kind else None
    return ActivityItem(
        id=row.id,
        kind=row.kind,
        subject=SubjectRef(row.subject_kind, row.subject_id),
        container=container,
        group_id=row.group_id,
        actor_id=row.actor_id,
        created_at=row.created_at,
    )


def words_of(item: NoticeItem) -> str:
    """Return a notice as a sentence, in the language being spoken."""
    return kinds()[item.kind].say(item)


def why(rule: str, kind: str) -> str:
    """Return why a notice was delivered, in the language being spoken."""
    known = kinds().get(kind)
    if rule == Rule.DIRECT and known is not None:
        return _("It is addressed to you (“{kind}”).", kind=str(known.label))
    return str(WHY.get(Rule(rule), ""))


def wishes(viewer: Viewer) -> Wishes:
    """Return how the viewer wants to be told."""
    row = db.session.execute(
        sa.select(NoticeSettings.level, NoticeSettings.off_kinds).where(
            NoticeSettings.account_id == viewer.known_id
        )
    ).one_or_none()
    off = frozenset(row.off_kinds) if row else frozenset()
    switches = tuple(
        KindSwitch(kind=kind.kind, label=str(kind.label), is_on=kind.kind not in off)
        for kind in kinds().values()
        if kind.nature is not Nature.ALWAYS
    )
    return Wishes(level=Level(row.level) if row else DEFAULT_LEVEL, switches=switches)


def eager_ids() -> sa.Select[int]:
    """Return, as a sub-select, the accounts that want to hear of everything in their groups."""
    return sa.select(NoticeSettings.account_id).where(NoticeSettings.level == Level.EVERYTHING)


def _own(account_id: int) -> sa.Select[*tuple[Any, ...]]:
    """Return the notices of one person that still stand."""
    return _LINE.where(Notice.account_id == account_id, Notice.withdrawn_at.is_(None))


def _lines(viewer: Viewer, rows: Sequence[_Row]) -> tuple[NoticeLine, ...]:
    """Put notices into words, for the eyes of their reader."""
    faces = accounts.faces({row.actor_id for row in rows})
    refs = {SubjectRef(row.subject_kind, row.subject_id) for row in rows}
    subjects = find_visible(viewer, refs)
    return tuple(_line(row, subjects, faces) for row in rows)


def _line(
    row: _Row,
    subjects: Mapping[SubjectRef, Subject],
    faces: Mapping[int | None, Face],
) -> NoticeLine:
    """Put one notice into words; what its reader may no longer see is not named."""
    kind = kinds().get(row.kind)
    subject = subjects.get(SubjectRef(row.subject_kind, row.subject_id))
    text, url = _("Something that you can no longer see."), HOME
    if kind is not None and subject is not None:
        item = NoticeItem(
            kind=row.kind, subject=subject, actor=faces[row.actor_id], created_at=row.created_at
        )
        text, url = kind.say(item), subject.url
    return NoticeLine(
        id=row.id,
        seq=row.seq,
        kind=row.kind,
        text=text,
        url=url,
        why=why(row.rule, row.kind),
        actor=faces[row.actor_id],
        created_at=row.created_at,
        is_read=row.read_at is not None,
        may_switch_off=kind is not None and kind.nature is not Nature.ALWAYS,
        label=str(kind.label) if kind is not None else "",
    )
