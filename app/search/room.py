"""The card of the search room."""

from app.accounts.events import AccountClosed, AccountOpened, EmailConfirmed, FaceChanged
from app.core.events import SubjectRemoved, after, during
from app.core.rooms import Room
from app.search import cli, listeners, services
from app.search.events import IndexChanged
from app.search.people import PEOPLE

room = Room(
    name="search",
    listens=(
        during(SubjectRemoved, listeners.forget),
        during(AccountOpened, listeners.index_person),
        during(EmailConfirmed, listeners.index_person),
        during(FaceChanged, listeners.index_person),
        during(AccountClosed, listeners.forget_person),
        after(IndexChanged, listeners.forget_answers),
    ),
    prepares=(services.offers(PEOPLE),),
    commands=(cli.commands,),
)
