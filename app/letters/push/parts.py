"""What pushes bring to the card of the letters room."""

from app.accounts.events import AccountClosed, PersonSuspended
from app.core.events import during
from app.core.jobs import Job
from app.letters.push import offers, pushing
from app.letters.push.office import init_push
from app.letters.push.views import pages
from app.notices.events import Noticed, NoticesRead

PAGES = (pages,)
PREPARES = (init_push,)
TALLIES = (offers.OFFER,)
LISTENS = (
    during(Noticed, offers.notice),
    during(NoticesRead, offers.read),
    during(AccountClosed, offers.forget),
    during(PersonSuspended, offers.forget),
)
JOBS = (
    Job(name="letters.push", run=pushing.push),
    Job(name="letters.push_sweep", run=pushing.sweep, every_minutes=1, is_due_at_start=True),
)
