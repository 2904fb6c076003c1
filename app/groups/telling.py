"""Who is told of what happens at the doors of groups, and in which words."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import _, lazy
from app.groups import queries as groups
from app.groups.models import Ban, JoinRequest, Membership
from app.groups.services.settings import choose_level
from app.groups.terms import AskState, Role
from app.notices.shapes import ActivityItem, Candidate, GroupKeeper, NoticeItem, NoticeKind
from app.notices.terms import Nature

KEEPER = GroupKeeper(
    levels=groups.levels_among,
    groups_at=groups.groups_at,
    joined_at=groups.joined_at,
    choices=groups.own_choices,
    choose=choose_level,
)
"""What notices may ask about groups, and turn."""


def _deciders(activity: ActivityItem) -> Iterator[Candidate]:
    """Owners and moderators, while the request waits."""
    state = sa.select(JoinRequest.state).where(JoinRequest.id == activity.subject.id)
    if activity.group_id is None or db.session.scalar(state) is not AskState.WAITING:
        return
    for account_id in groups.leader_ids(activity.group_id):
        yield Candidate(account_id=account_id, may_see=True)


def _asker(activity: ActivityItem) -> Iterator[Candidate]:
    """The person who asked to join."""
    yield from _one(sa.select(JoinRequest.account_id).where(JoinRequest.id == activity.subject.id))


def _member(activity: ActivityItem) -> Iterator[Candidate]:
    """The member whose role is another."""
    yield from _one(sa.select(Membership.account_id).where(Membership.id == activity.subject.id))


def _removed(activity: ActivityItem) -> Iterator[Candidate]:
    """The person who was removed."""
    yield from _one(sa.select(Ban.account_id).where(Ban.id == activity.subject.id))


def _one(asked: sa.Select[Any]) -> Iterator[Candidate]:
    """Return the person a row is about, unless it is gone."""
    account_id = db.session.scalar(asked)
    if account_id is not None:
        yield Candidate(account_id=account_id, may_see=True)


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
    sentence = db.session.scalar(
        sa.select(JoinRequest.sentence).where(JoinRequest.id == item.subject.ref.id)
    )
    said = _("The group “{group}” did not accept your request.", group=item.subject.title)
    if not sentence:
        return said
    reason = _("They say: “{sentence}”", sentence=sentence)
    return f"{said} {reason}"


def _say_removed(item: NoticeItem) -> str:
    """Say that one was removed, and why."""
    reason = db.session.scalar(sa.select(Ban.reason).where(Ban.id == item.subject.ref.id))
    said = _("You were removed from the group “{group}”.", group=item.subject.title)
    return f"{said} {_('Reason: {reason}', reason=reason)}" if reason else said


def _say_role(item: NoticeItem) -> str:
    """Say which role one has now."""
    role = db.session.scalar(sa.select(Membership.role).where(Membership.id == item.subject.ref.id))
    gaps = {"name": item.who, "group": item.subject.title}
    if role is Role.OWNER:
        return _("{name} made you an owner of the group “{group}”.", **gaps)
    if role is Role.MODERATOR:
        return _("{name} made you a moderator of the group “{group}”.", **gaps)
    return _("{name} made you a plain member of the group “{group}”.", **gaps)


def notice_kinds() -> Iterable[NoticeKind]:
    """Return what groups tell people of: decisions, which no setting silences."""
    always = Nature.ALWAYS
    return (
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
            say=_say_refused,
        ),
        NoticeKind(
            kind="groups.removed",
            nature=always,
            label=lazy("decisions about me in my groups"),
            candidates=_removed,
            say=_say_removed,
        ),
        NoticeKind(
            kind="groups.role",
            nature=always,
            label=lazy("decisions about me in my groups"),
            candidates=_member,
            say=_say_role,
        ),
    )
