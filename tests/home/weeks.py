"""What tests of the week have in common."""

from app.accounts.models import Account
from app.core.transaction import atomic
from app.home.fragments.week import week_of
from tests.factories.accounts import seen_by


def titles(account: Account) -> list[list[str]]:
    """Return the titles of the threads of somebody's week, part by part."""
    return [[line.thread.title for line in part.lines] for part in week_of(seen_by(account))]


def whys(account: Account) -> list[str]:
    """Return why each thread is in somebody's week."""
    return [line.why for part in week_of(seen_by(account)) for line in part.lines]


def facts(account: Account) -> list[str]:
    """Return what became of each thread in somebody's week."""
    return [line.facts for part in week_of(seen_by(account)) for line in part.lines]


def can_help(account: Account, words: str) -> None:
    """Let somebody say what they can help with."""
    with atomic() as session:
        session.get_one(Account, account.id).can_help = words
