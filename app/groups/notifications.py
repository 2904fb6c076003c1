"""Who is told of what happens at the doors of groups, and in which words."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import _, lazy
from app.core.subjects import SubjectRef
from app.groups import queries as groups
from app.groups.enums import AskState, Role
from app.groups.models import GroupRemoval, JoinRequest, Membership
from app.groups.services.settings import choose_level
from app.notices.enums import Nature
from app.notices.shapes import ActivityItem, Candidate, LevelProvider, NoticeItem, NoticeKind

GROUP_LEVELS = LevelProvider(
    kind=groups.GROUP_AUDIENCE,
    levels=groups.levels_among,
    audiences_at=groups.audiences_at,
    joined_at=groups.joined_at,
    subscriber_ids=groups.subscriber_ids,
    choices=groups.own_choices,
    choose=choose_level,
)
"""What notices may ask about groups, and turn."""


def _deciders(activity: ActivityItem) -> Iterator[Candidate]:
    """Owners and moderators, while the request waits."""
    state = sa.select(JoinRequest.state).where(JoinRequest.id == activity.subject.id)
    if activity.audience is None or db.session.scalar(state) is not AskState.WAITING:
        return
    for account_id in groups.leader_ids(activity.audience.id):
        yield Candidate(account_id=account_id, may_see=True)


def _asker(activity: ActivityItem) -> Iterator[Candidate]:
    """The person who asked to join."""
    yield from _one(sa.select(JoinRequest.account_id).where(JoinRequest.id == activity.subject.id))


def _member(activity: ActivityItem) -> Iterator[Candidate]:
    """The member whose role is another."""
    yield from _one(sa.select(Membership.account_id).where(Membership.id == activity.subject.id))


def _removed(activity: ActivityItem) -> Iterator[Candidate]:
    """The person who was removed."""
    yield from _one(
        sa.select(GroupRemoval.account_id).where(GroupRemoval.id == activity.subject.id)
    )


def _members(activity: ActivityItem) -> Iterator[Candidate]:
    """All members."""
    if activity.audience is not None:
        for account_id in db.session.scalars(groups.member_ids(activity.audience.id)):
            yield Candidate(account_id=account_id, may_see=True)


def _one(asked: sa.Select[Any]) -> Iterator[Candidate]:
    """Return the person a row is about, unless it is gone."""
    account_id = db.session.scalar(asked)
    if account_id is not None:
        yield Candidate(account_id=account_id, may_see=True)


def _column_of_rows(
    id_column: sa.orm.InstrumentedAttribute[int], column: sa.orm.InstrumentedAttribute[Any]
) -> Callable[[Collection[SubjectRef]], dict[SubjectRef, Any]]:
    """Return what finds a column of the rows that subjects stand for."""

    def details(refs: Collection[SubjectRef]) -> dict[SubjectRef, Any]:
        by_id = {ref.id: ref for ref in refs}
        rows = db.session.execute(sa.select(id_column, column).where(id_column.in_(by_id)))
        return {by_id[row_id]: value for row_id, value in rows}

    return details


def _say_asked(item: NoticeItem) -> str:
    """Say who asks to join."""
    return _(
        "{name} asks to join the group “{group}”.",
        name=item.who,
        group=item.subject.title,
    )


def _say_admitted(item: NoticeItem) -> str:
    """Say that one is a member now."""
    return _("You are a member of the group “{group}”: welcome!", group=item.subject.title)


def _say_refused(item: NoticeItem) -> str:
    """Say no, with the sentence of those who decided."""
    said = _("The group “{group}” did not accept your request.", group=item.subject.title)
    if not item.details:
        return said
    reason = _("They say: “{sentence}”", sentence=item.details)
    return f"{said} {reason}"


def _say_removed(item: NoticeItem) -> str:
    """Say that one was removed, and why."""
    said = _("You were removed from the group “{group}”.", group=item.subject.title)
    if not item.details:
        return said
    return f"{said} {_('Reason: {reason}', reason=item.details)}"


def _say_role(item: NoticeItem) -> str:
    """Say which role one has now."""
    role: Role | None = item.details
    gaps = {"name": item.who, "group": item.subject.title}
    if role is Role.OWNER:
        return _("{name} made you an owner of the group “{group}”.", **gaps)
    if role is Role.MODERATOR:
        return _("{name} made you a moderator of the group “{group}”.", **gaps)
    return _("{name} made you a plain member of the group “{group}”.", **gaps)


def _say_public(item: NoticeItem) -> str:
    """Say that everybody reads."""
    return _(
        "{name} made the group “{group}” public: everybody can read what is said there, and what "
        "was said before.",
        name=item.who,
        group=item.subject.title,
    )


def _say_known(item: NoticeItem) -> str:
    """Say that everybody knows of the group."""
    return _(
        "{name} put the group “{group}” in the list: everybody knows that it exists, its members "
        "alone read what is said there.",
        name=item.who,
        group=item.subject.title,
    )


def _openings() -> Iterable[NoticeKind]:
    """Return what members are told when more people see their group."""
    wordings = {"groups.made_public": _say_public, "groups.made_known": _say_known}
    for kind, say in wordings.items():
        yield NoticeKind(
            kind=kind,
            nature=Nature.ALWAYS,
            label=lazy("who may see what I said in my groups"),
            candidates=_members,
            say=say,
        )


def notice_kinds() -> Iterable[NoticeKind]:
    """Return what groups tell people of: decisions, which no setting silences."""
    always = Nature.ALWAYS
    return (
        *_openings(),
        NoticeKind(
            kind="groups.asked",
            nature=always,
            label=lazy("requests to join a group that I look after"),
            candidates=_deciders,
            say=_say_asked,
        ),
        NoticeKind(
            kind="groups.admitted",
            nature=always,
            label=lazy("answers to my requests to join"),
            candidates=_asker,
            say=_say_admitted,
        ),
        NoticeKind(
            kind="groups.refused",
            nature=always,
            label=lazy("answers to my requests to join"),
            candidates=_asker,
            details=_column_of_rows(JoinRequest.id, JoinRequest.sentence),
            say=_say_refused,
        ),
        NoticeKind(
            kind="groups.removed",
            nature=always,
            label=lazy("decisions about me in my groups"),
            candidates=_removed,
            details=_column_of_rows(GroupRemoval.id, GroupRemoval.reason),
            say=_say_removed,
        ),
        NoticeKind(
            kind="groups.role",
            nature=always,
            label=lazy("decisions about me in my groups"),
            candidates=_member,
            details=_column_of_rows(Membership.id, Membership.role),
            say=_say_role,
        ),
    )
