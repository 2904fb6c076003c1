"""The card of the accounts room."""

from app.accounts import listeners, queries, services, views
from app.accounts.events import (
    AccountClosed,
    FaceChanged,
    PersonBlocked,
    PersonSuspended,
    PresenceChanged,
    RightsChanged,
    SessionsEnded,
)
from app.accounts.header import around_members
from app.accounts.login import init_login
from app.accounts.presence import init_presence
from app.core.events import after
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind

room = Room(
    name="accounts",
    pages=(views.pages,),
    listens=(
        after(SessionsEnded, listeners.close_sockets),
        after(AccountClosed, listeners.take_from_sockets),
        after(AccountClosed, listeners.forget_faces),
        after(PersonSuspended, listeners.take_from_sockets),
        after(RightsChanged, listeners.recheck_person),
        after(PersonBlocked, listeners.recheck_both),
        after(FaceChanged, listeners.forget_faces),
        after(PresenceChanged, listeners.show_presence),
    ),
    subjects=(SubjectKind(kind=queries.PERSON, find_visible=queries.find_visible_people),),
    jobs=(
        Job(name="accounts.purge_links", run=services.purge_links, every_minutes=60),
        Job(name="accounts.purge_sessions", run=services.purge_sessions, every_minutes=60),
        Job(
            name="accounts.forget_old_addresses",
            run=services.forget_old_addresses,
            every_minutes=60,
        ),
    ),
    prepares=(init_login, init_presence),
    headers=(around_members,),
)
