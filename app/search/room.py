"""The card of the search room."""

from app.accounts.events import AccountClosed, AccountOpened, EmailConfirmed, FaceChanged
from app.core.events import SubjectHidden, SubjectRemoved, SubjectRestored, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.search import cli, jobs, listeners, services
from app.search.events import IndexChanged
from app.search.index import word_counts
from app.search.language.synonyms import init_synonyms
from app.search.search import PEOPLE

room = Room(
    name="search",
    listens=(
        during(SubjectRemoved, listeners.forget),
        during(SubjectHidden, listeners.forget),
        during(SubjectRestored, listeners.restore),
        during(AccountOpened, listeners.index_person),
        during(EmailConfirmed, listeners.index_person),
        during(FaceChanged, listeners.index_person),
        during(AccountClosed, listeners.forget_person),
        during(IndexChanged, listeners.forget_answers),
    ),
    jobs=(
        Job(name=services.LEARN, run=word_counts.learn, every_minutes=1, is_due_at_start=True),
        Job(name="search.recount", run=word_counts.recount, every_minutes=24 * 60),
        Job(name="search.renew", run=jobs.renew, is_due_at_start=True),
    ),
    provides=(PEOPLE,),
    prepares=(init_synonyms,),
    commands=(cli.commands,),
)
