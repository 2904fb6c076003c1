"""The card of the friends room."""

from app.accounts.events import AccountClosed, PersonBlocked
from app.accounts.providers import FriendProvider
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.friends import listeners, queries, services, views
from app.friends.events import FriendAsked, FriendMade
from app.friends.notifications import ACCEPTED, ASKED

room = Room(
    name="friends",
    pages=(views.pages,),
    listens=(
        during(FriendAsked, listeners.tell_asked),
        during(FriendMade, listeners.tell_asker, listeners.release),
        during(PersonBlocked, listeners.part_blocked),
        during(AccountClosed, listeners.forget),
    ),
    provides=(
        SubjectKind(kind=queries.REQUEST, find_visible=queries.find_visible_requests),
        SubjectKind(kind=queries.FRIENDSHIP, find_visible=queries.find_visible_friendships),
        FriendProvider(find=queries.friend_ids),
        ASKED,
        ACCEPTED,
    ),
    jobs=(
        Job(name="friends.release", run=services.release, retries=2),
        Job(name="friends.sweep", run=services.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="friends.purge", run=services.purge, every_minutes=24 * 60),
    ),
    member_counters=(queries.request_tally(),),
)
