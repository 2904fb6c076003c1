"""The card of the friends room."""

from app.accounts import services as accounts
from app.accounts.events import AccountClosed, PersonBlocked
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.friends import listeners, queries, services, views
from app.friends.events import FriendAsked, FriendMade
from app.friends.telling import ACCEPTED, ASKED
from app.notices import services as notices

room = Room(
    name="friends",
    pages=(views.pages,),
    listens=(
        during(FriendAsked, listeners.tell_asked),
        during(FriendMade, listeners.tell_asker),
        during(FriendMade, listeners.release),
        during(PersonBlocked, listeners.part_blocked),
        during(AccountClosed, listeners.forget),
    ),
    subjects=(
        SubjectKind(kind=queries.REQUEST, find_visible=queries.find_visible_requests),
        SubjectKind(kind=queries.FRIENDSHIP, find_visible=queries.find_visible_friendships),
    ),
    jobs=(
        Job(name="friends.release", run=services.release, retries=2),
        Job(name="friends.sweep", run=services.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="friends.purge", run=services.purge, every_minutes=24 * 60),
    ),
    prepares=(accounts.knows_friends(queries.friend_ids), notices.tells(ASKED, ACCEPTED)),
    tallies=(queries.request_tally(),),
)
