"""The card of the groups room."""

from app.accounts.events import AccountClosed, AccountOpened
from app.core.events import after, during
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.friends import services as friends
from app.groups import cli, listeners, views
from app.groups.events import (
    GroupChanged,
    GroupOpened,
    JoinAsked,
    JoinDecided,
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    RoleChanged,
)
from app.groups.finding import GROUPS
from app.groups.queries import subjects
from app.groups.queries.company import group_company
from app.groups.telling import KEEPER, notice_kinds
from app.notices import services as notices
from app.search import services as search

room = Room(
    name="groups",
    pages=(views.pages,),
    listens=(
        during(AccountOpened, listeners.join_first_group),
        during(AccountClosed, listeners.leave_everything),
        during(GroupOpened, listeners.index),
        during(GroupChanged, listeners.index),
        during(JoinAsked, listeners.tell_deciders),
        during(JoinDecided, listeners.tell_asker),
        during(MemberRemoved, listeners.tell_removed),
        during(RoleChanged, listeners.tell_member),
        after(MemberLeft, listeners.recheck_member),
        after(MemberLeft, listeners.forget_count),
        after(MemberJoined, listeners.forget_count),
        after(GroupOpened, listeners.forget_pages),
        after(GroupChanged, listeners.forget_pages),
    ),
    subjects=(
        SubjectKind(kind=subjects.GROUP, find_visible=subjects.find_visible_groups),
        SubjectKind(kind=subjects.REQUEST, find_visible=subjects.find_visible_requests),
        SubjectKind(kind=subjects.MEMBERSHIP, find_visible=subjects.find_visible_memberships),
        SubjectKind(kind=subjects.REMOVAL, find_visible=subjects.find_visible_removals),
    ),
    prepares=(
        notices.tells(*notice_kinds()),
        notices.knows_groups(KEEPER),
        search.offers(GROUPS),
        friends.suggests(group_company),
    ),
    commands=(cli.commands,),
)
