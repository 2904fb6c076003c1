"""The card of the letters room."""

from app.accounts.events import AccountClosed, PersonSuspended, SessionsEnded
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.letters import jobs, listeners, views
from app.letters.push import card as push
from app.letters.schedule import weekly_letter
from app.notices.events import Noticed

room = Room(
    name="letters",
    pages=(views.pages, *push.PAGES),
    listens=(
        during(Noticed, listeners.wait),
        during(AccountClosed, listeners.forget),
        during(PersonSuspended, listeners.send_nothing),
        during(SessionsEnded, listeners.note_visit),
        *push.LISTENS,
    ),
    jobs=(
        Job(name="letters.tell", run=jobs.tell),
        Job(name="letters.sweep", run=jobs.sweep, every_minutes=1, is_due_at_start=True),
        Job(
            name="letters.give_turns",
            run=weekly_letter.give_turns,
            every_minutes=60,
            is_due_at_start=True,
        ),
        *push.JOBS,
    ),
    prepares=push.PREPARES,
    takes_over=push.TAKES_OVER,
    member_counters=push.COUNTERS,
)
