"""The card of the groups room."""

from app.accounts.events import AccountClosed, AccountOpened
from app.core.events import after, during
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.groups import cli, listeners, queries, views
from app.groups.events import GroupChanged, GroupOpened, MemberJoined, MemberLeft

room = Room(
    name="groups",
    pages=(views.pages,),
    listens=(
        during(AccountOpened, listeners.join_first_group),
        during(AccountClosed, listeners.leave_everything),
        after(MemberLeft, listeners.recheck_member),
        after(MemberLeft, listeners.forget_count),
        after(MemberJoined, listeners.forget_count),
        after(GroupOpened, listeners.forget_pages),
        after(GroupChanged, listeners.forget_pages),
    ),
    subjects=(SubjectKind(kind="groups.group", find_visible=queries.find_visible_groups),),
    commands=(cli.commands,),
)
