"""What pushes bring to the card of the letters room."""

from app.accounts.events import AccountClosed, PersonSuspended
from app.core.events import during
from app.core.jobs import Job
from app.letters.push import jobs, prompt, queue
from app.letters.push.client import init_push
from app.letters.push.views import pages
from app.notices.events import Noticed, NoticesRead

PAGES = (pages,)
PREPARES = (init_push,)
COUNTERS = (prompt.OFFER,)
TAKES_OVER = (queue.take_over,)
LISTENS = (
    during(Noticed, prompt.notice),
    during(NoticesRead, prompt.read),
    during(AccountClosed, prompt.forget),
    during(PersonSuspended, prompt.forget),
)
JOBS = (
    Job(name="letters.push", run=jobs.push),
    Job(name="letters.push_sweep", run=jobs.sweep, every_minutes=1, is_due_at_start=True),
)
