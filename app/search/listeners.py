"""What is found, because people come, and no more, because things go."""

from app.accounts import queries as accounts
from app.accounts.events import AccountClosed, AccountOpened, EmailConfirmed, FaceChanged
from app.core.events import SubjectHidden, SubjectRemoved, SubjectRestored
from app.core.registry import provided_by_kind
from app.core.subjects import SubjectRef
from app.live import services as live
from app.search import services
from app.search.events import IndexChanged
from app.search.search import entry_of
from app.search.services import Source


def forget(event: SubjectRemoved | SubjectHidden) -> None:
    """Let a subject that is gone, or hidden, be found no more."""
    services.forget(event.ref)


def restore(event: SubjectRestored) -> None:
    """Let a subject that is shown again be found again."""
    source = provided_by_kind(Source).get(event.ref.kind)
    for entry in source.entries_of([event.ref.id]) if source else ():
        services.index(entry)


def index_person(event: AccountOpened | EmailConfirmed | FaceChanged) -> None:
    """Let a person be found under the name they have now, once they are known to be there."""
    for face in accounts.people_to_find([event.account_id]):
        services.index(entry_of(face))


def forget_person(event: AccountClosed) -> None:
    """Let a person who is gone be found no more."""
    services.forget(SubjectRef(accounts.PERSON, event.account_id))


def forget_answers(_event: IndexChanged) -> None:
    """Forget, on every node, what searches found before."""
    live.forget_pages(services.FOUND)
