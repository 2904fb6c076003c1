"""The card of the letters room."""

from app.accounts.events import AccountClosed
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.letters import listeners, telling, views
from app.notices.events import Noticed

room = Room(
    name="letters",
    pages=(views.pages,),
    listens=(
        during(Noticed, listeners.wait),
        during(AccountClosed, listeners.forget),
    ),
    jobs=(
        Job(name="letters.tell", run=telling.tell),
        Job(name="letters.sweep", run=telling.sweep, every_minutes=1, is_due_at_start=True),
    ),
)
