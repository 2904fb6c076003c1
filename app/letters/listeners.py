"""What happens in this room because of notices and people."""

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.accounts.events import AccountClosed, PersonSuspended, SessionsEnded
from app.core import clock
from app.core.transaction import atomic
from app.letters import queries, services
from app.letters.limits import WAIT
from app.letters.models import WaitingNotice
from app.letters.schedule import weekly_letter
from app.mail import services as mail
from app.mail.enums import Sort
from app.notices.enums import Rule
from app.notices.events import Noticed

_WRITTEN = frozenset({Rule.DIRECT, Rule.ALWAYS})
"""What is addressed to somebody, and what concerns them: the rest is for the site alone."""


def wait(event: Noticed) -> None:
    """Let direct notices wait for a letter, for those who want letters."""
    direct = [one for one in event.deliveries if one.rule in _WRITTEN]
    if not direct:
        return
    choices = queries.choices_of([one.account_id for one in direct])
    due_at = clock.now() + WAIT
    rows = [
        {"account_id": one.account_id, "seq": one.seq, "due_at": due_at}
        for one in direct
        if choices[one.account_id].is_on
    ]
    if rows:
        with atomic() as session:
            session.execute(sa.insert(WaitingNotice), rows)


def forget(event: AccountClosed) -> None:
    """Forget what somebody chose."""
    services.forget_account(event.account_id)


def send_nothing(event: PersonSuspended) -> None:
    """Send none of the letters that were about to leave: what is in them is not told any more."""
    recipient = accounts.recipient(event.account_id)
    if recipient is not None:
        for sort in (Sort.NOTICES, Sort.WEEKLY):
            mail.drop_waiting(recipient.email, sort)


def note_visit(event: SessionsEnded) -> None:
    """Note that somebody was here before they signed out: their browser is forgotten then."""
    weekly_letter.note_visit(event.account_id)
