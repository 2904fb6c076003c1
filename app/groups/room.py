"""The card of the groups room."""

from app.accounts.events import AccountClosed, AccountOpened
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.friends.providers import SuggestionProvider
from app.groups import cli, events, listeners, queries, views
from app.groups.notifications import GROUP_LEVELS, notice_kinds
from app.groups.queries import subjects
from app.groups.queries.suggestions import people_of_groups
from app.groups.search import GROUPS
from app.groups.services.stale_html import rerender_rules

room = Room(
    name="groups",
    pages=(views.pages,),
    listens=(
        during(AccountOpened, listeners.join_first_group),
        during(AccountClosed, listeners.leave_everything),
        during(events.GroupOpened, listeners.index, listeners.forget_pages),
        during(events.GroupChanged, listeners.index, listeners.forget_pages),
        during(events.GroupOpenedUp, listeners.tell_members),
        during(events.JoinAsked, listeners.tell_deciders),
        during(events.JoinDecided, listeners.tell_asker),
        during(events.MemberRemoved, listeners.tell_removed),
        during(events.RoleChanged, listeners.tell_member),
        during(events.MemberLeft, listeners.recheck_member, listeners.forget_count),
        during(events.MemberJoined, listeners.forget_count),
    ),
    provides=(
        SubjectKind(kind=subjects.GROUP, find_visible=subjects.find_visible_groups),
        SubjectKind(kind=subjects.REQUEST, find_visible=subjects.find_visible_requests),
        SubjectKind(kind=subjects.MEMBERSHIP, find_visible=subjects.find_visible_memberships),
        SubjectKind(kind=subjects.REMOVAL, find_visible=subjects.find_visible_removals),
        *notice_kinds(),
        GROUP_LEVELS,
        queries.AUDIENCE_KIND,
        GROUPS,
        SuggestionProvider(find=people_of_groups),
    ),
    commands=(cli.commands,),
    jobs=(
        Job(
            name="groups.rerender",
            run=rerender_rules,
            every_minutes=10,
            is_due_at_start=True,
        ),
    ),
)
