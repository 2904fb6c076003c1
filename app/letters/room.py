"""The card of the letters room."""

from app.accounts.events import AccountClosed, SessionsEnded
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.letters import listeners, telling, views, weekly
from app.letters.push import parts as push
from app.notices.events import Noticed

room = Room(
    name="letters",
    pages=(views.pages, *push.PAGES),
    listens=(
        during(Noticed, listeners.wait),
        during(AccountClosed, listeners.forget),
        during(SessionsEnded, listeners.note_visit),
        *push.LISTENS,
    ),
    jobs=(
        Job(name="letters.tell", run=telling.tell),
        Job(name="letters.sweep", run=telling.sweep, every_minutes=1, is_due_at_start=True),
        Job(
            name="letters.give_turns", run=weekly.give_turns, every_minutes=60, is_due_at_start=True
        ),
        *push.JOBS,
    ),
    prepares=push.PREPARES,
    tallies=push.TALLIES,
)
