"""The drawer: what "my friends only" keeps back. It is read, never written.

What lies in it follows from the activities themselves, so that a thread in a group of twenty
thousand costs no row for those who do not want to hear of it. Whoever reads the drawer pays: two
queries over the activities of their own audiences, the newest `MOST` of each sort.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.audiences import PUBLIC
from app.core.db import db, literal
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.subjects import Subject, SubjectRef, find_visible
from app.core.viewer import Viewer
from app.notices.enums import Level, Merging, Nature
from app.notices.kinds.catalogue import kinds
from app.notices.kinds.sentences import Details, details_of, sentence_about
from app.notices.models import Activity, DirectRecipient, Inbox, Notice
from app.notices.providers import level_providers, thread_providers
from app.notices.rules.preferences import Preferences, preferences_of
from app.notices.shapes import DrawerLine, LevelProvider, NoticeKind

MOST = 2000
"""So many activities the drawer looks at, the newest."""
MOST_COUNTED = 100
PAGE_SIZE = 30

_Row = sa.Row[*tuple[Any, ...]]


def drawer_page(viewer: Viewer, *, cursor: str | None = None) -> Page[DrawerLine]:
    """Return what other people did, one line for each thread and kind, the latest first.

    What the viewer may not see any more is left out, so a page may be short. Four queries while
    all is about one kind of thing, however much it is: what was chosen, the activities, the
    things, the faces. One more for each further kind of thing and each kind with `details`.
    """
    held = _held(viewer.known_id).subquery("held")
    acts = db.session.execute(sa.select(held).order_by(held.c.id.desc()).limit(MOST))
    bundles: dict[tuple[str, str, int], list[_Row]] = {}
    for act in acts:
        bundles.setdefault((act.kind, act.place_kind, act.place_id), []).append(act)
    below = [2**63] if cursor is None else decode_cursor(cursor, int)
    wanted = [rows for rows in bundles.values() if (rows[0].id,) < tuple(below)]
    page = page_of(wanted[: PAGE_SIZE + 1], PAGE_SIZE, lambda rows: encode_cursor(rows[0].id))
    return Page(items=_lines(viewer, page.items), next_cursor=page.next_cursor)


def drawer_count(viewer: Viewer) -> int:
    """Return how much came into the drawer since it was last looked into, a hundred at most."""
    seen = (
        sa.select(Inbox.drawer_seen_id).where(Inbox.account_id == viewer.known_id).scalar_subquery()
    )
    held = _held(viewer.known_id, Activity.id > sa.func.coalesce(seen, 0))
    some = held.limit(MOST_COUNTED).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def last_activity_id() -> int:
    """Return the number of the newest activity; 0 when nothing happened yet."""
    return db.session.scalar(sa.select(sa.func.max(Activity.id))) or 0


def held_back_ids(account_id: int, from_id: int, *, since: datetime) -> dict[int, str]:
    """Return what was kept back of one person's acts, a new friend among them: id → kind."""
    of_them = sa.and_(Activity.actor_id == from_id, Activity.created_at >= since)
    held = _held(account_id, of_them, are_friends_kept=True).subquery()
    rows = db.session.execute(sa.select(held.c.id, held.c.kind).order_by(held.c.id))
    return {row.id: row.kind for row in rows}


def _held(
    account_id: int, *conditions: sa.ColumnElement[bool], are_friends_kept: bool = False
) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Return the activities that the sixth rule keeps back from somebody.

    Args:
        account_id: from whom.
        conditions: what else they must fulfil.
        are_friends_kept: what friends did is among them.
    """
    chosen = preferences_of([account_id])[account_id]
    wanted = [
        kind for kind in kinds().values() if _is_activity(kind) and kind.kind not in chosen.off
    ]
    common = (*conditions, *_kept_from(account_id, are_friends_kept=are_friends_kept))
    mine = sa.and_(
        DirectRecipient.activity_id == Activity.id, DirectRecipient.account_id == account_id
    )
    around = [kind for kind in wanted if kind.is_for_audience]
    among_me = (
        _columns(Activity.kind, around)
        .where(_names(Activity.kind, around), *common, _among_mine(account_id, chosen))
        .where(~sa.select(sa.literal(1)).select_from(DirectRecipient).where(mine).exists())
    )
    about_me = (
        _columns(DirectRecipient.kind, wanted)
        .join(DirectRecipient, mine)
        .where(_names(DirectRecipient.kind, wanted), *common, _at_my_level(account_id, chosen))
    )
    newest = [
        sa.select(branch.order_by(Activity.id.desc()).limit(MOST).subquery())
        for branch in (among_me, about_me)
    ]
    return newest[0].union_all(newest[1])


def _is_activity(kind: NoticeKind) -> bool:
    """Tell whether the sixth rule decides about a kind."""
    return kind.nature is Nature.ACTIVITY


def _names(
    column: sa.SQLColumnExpression[str], wanted: Collection[NoticeKind]
) -> sa.ColumnElement[bool]:
    """Return the condition that a kind is one of these."""
    return column.in_([kind.kind for kind in wanted])


def _columns(
    kind: sa.SQLColumnExpression[str], wanted: Collection[NoticeKind]
) -> sa.Select[*tuple[Any, ...]]:
    """Return the columns of an activity, and the place where it is piled up with the like."""
    apart = _names(kind, [one for one in wanted if one.merging is not Merging.CONTAINER])
    return sa.select(
        Activity.id,
        kind.label("kind"),
        Activity.actor_id,
        Activity.subject_kind,
        Activity.subject_id,
        Activity.created_at,
        sa.case((apart, Activity.subject_kind), else_=Activity.container_kind).label("place_kind"),
        sa.case((apart, Activity.subject_id), else_=Activity.container_id).label("place_id"),
    )


def _kept_from(account_id: int, *, are_friends_kept: bool) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of the first five rules, and that nothing was delivered."""
    told = sa.select(sa.literal(1)).where(
        Notice.account_id == account_id, Notice.activity_id == Activity.id
    )
    conditions = [
        Activity.withdrawn_at.is_(None),
        Activity.fanned_out_at.is_not(None),
        Activity.actor_id.is_distinct_from(account_id),
        _not_in(Activity.actor_id, accounts.blocked_with_ids(account_id)),
        ~told.exists(),
    ]
    if not are_friends_kept:
        conditions.append(_not_in(Activity.actor_id, accounts.friend_ids(account_id)))
    for provider in thread_providers().values():
        is_muted = Activity.container_id.in_(provider.muted_ids(account_id))
        conditions.append(
            sa.or_(Activity.container_kind.is_distinct_from(provider.kind), ~is_muted)
        )
    return conditions


def _not_in(
    column: sa.SQLColumnExpression[int | None], ids: sa.Select[Any]
) -> sa.ColumnElement[bool]:
    """Return the condition that a column names nobody of these, or nobody at all."""
    return sa.or_(column.is_(None), column.not_in(ids))


def _among_mine(account_id: int, chosen: Preferences) -> sa.ColumnElement[bool]:
    """Return the condition of what happened among people of theirs at this level, since they came.

    What is for everybody is among them: there one's own level holds.
    """
    conditions = [_is_public(chosen) & (Activity.created_at >= accounts.opened_at(account_id))]
    for provider in level_providers():
        since = provider.joined_at(account_id, Activity.audience)
        conditions.append(_is_of(provider, account_id, chosen) & (Activity.created_at >= since))
    return sa.or_(*conditions)


def _at_my_level(account_id: int, chosen: Preferences) -> sa.ColumnElement[bool]:
    """Return the condition of what happened where this level holds for them."""
    is_nobodys = Activity.audience.is_(None) if _is_usual(chosen) else sa.false()
    here = [_is_of(provider, account_id, chosen) for provider in level_providers()]
    return sa.or_(is_nobodys, _is_public(chosen), *here)


def _is_usual(chosen: Preferences) -> bool:
    """Tell whether this level is somebody's own, wherever they chose none."""
    return chosen.level is Level.FRIENDS


def _is_public(chosen: Preferences) -> sa.ColumnElement[bool]:
    """Return the condition of what is for everybody, if this level is somebody's own."""
    return Activity.audience == literal(str(PUBLIC)) if _is_usual(chosen) else sa.false()


def _is_of(provider: LevelProvider, account_id: int, chosen: Preferences) -> sa.ColumnElement[bool]:
    """Return the condition of what is for an audience of theirs in which this level holds."""
    levels = {Level.FRIENDS, None} if _is_usual(chosen) else {Level.FRIENDS}
    return Activity.audience.in_(provider.audiences_at(account_id, levels))


def _lines(viewer: Viewer, tops: Sequence[list[_Row]]) -> tuple[DrawerLine, ...]:
    """Put bundles into words: the latest of each, and who else did the like."""
    subjects = find_visible(viewer, {_subject_of(rows[0]) for rows in tops})
    faces = accounts.faces({act.actor_id for rows in tops for act in rows})
    seen = [(rows, subjects[ref]) for rows in tops if (ref := _subject_of(rows[0])) in subjects]
    details = details_of({(rows[0].kind, subject.ref) for rows, subject in seen})
    return tuple(_line(rows, subject, faces, details) for rows, subject in seen)


def _line(
    rows: list[_Row], subject: Subject, faces: dict[int | None, Any], details: Details
) -> DrawerLine:
    top = rows[0]
    actors = list(dict.fromkeys(act.actor_id for act in rows))
    before = faces[actors[1]] if len(actors) > 1 else None
    text = sentence_about(
        top.kind,
        subject,
        actors=(faces[top.actor_id], before),
        people=len(actors),
        happened_at=top.created_at,
        details=details,
    )
    return DrawerLine(
        text=text,
        url=subject.url,
        actor=faces[top.actor_id],
        created_at=top.created_at,
        count=len(rows),
    )


def _subject_of(row: _Row) -> SubjectRef:
    return SubjectRef(row.subject_kind, row.subject_id)
