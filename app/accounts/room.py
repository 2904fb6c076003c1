"""The card of the accounts room."""

from app.accounts import events, listeners, queries, services, views
from app.accounts.names.handles import init_names
from app.accounts.queries.page_context import around_members
from app.accounts.sessions.last_seen import init_presence
from app.accounts.sessions.login import init_login
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind

room = Room(
    name="accounts",
    pages=(views.pages,),
    listens=(
        during(events.SessionsEnded, listeners.close_sockets),
        during(events.AccountClosed, listeners.take_from_sockets, listeners.forget_faces),
        during(events.PersonSuspended, listeners.take_from_sockets),
        during(events.RightsChanged, listeners.recheck_person),
        during(events.PersonBlocked, listeners.recheck_both),
        during(events.FaceChanged, listeners.forget_faces),
        during(events.PresenceChanged, listeners.show_presence),
    ),
    provides=(SubjectKind(kind=queries.PERSON, find_visible=queries.find_visible_people),),
    jobs=(
        Job(name="accounts.purge_links", run=services.purge_links, every_minutes=60),
        Job(name="accounts.purge_submissions", run=services.purge_submissions, every_minutes=1440),
        Job(name="accounts.purge_sessions", run=services.purge_sessions, every_minutes=60),
        Job(
            name="accounts.forget_old_addresses",
            run=services.forget_old_addresses,
            every_minutes=60,
        ),
    ),
    prepares=(init_login, init_presence, init_names),
    headers=(around_members,),
)
