"""People who may be written to, and notices that wait for a letter."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.letters.models import WaitingNotice
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """Stop the clock at noon in Paris, on a Thursday."""
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def make_reader(*, accepts_letters: bool = True, handle: str = "lea") -> Account:
    """Make somebody who agreed to letters when they signed up."""
    reader = make_account(handle=handle, display_name="Léa")
    if accepts_letters:
        with atomic() as session:
            session.get_one(Account, reader.id).letters_accepted_at = clock.now()
    return reader


class Thread:
    """A question of somebody, which others answer."""

    def __init__(self, reader: Account, *, title: str = "Quelle assurance ?") -> None:
        """Ask it."""
        self.writer = make_account(display_name="Karim")
        self.group = make_group(visibility="members", owner=self.writer, members=(reader,))
        self.id = make_thread(group=self.group, author=reader, title=title)

    def answer(self, author: Account | None = None) -> int:
        """Answer it."""
        post_id = make_post(thread_id=self.id, author=author or self.writer)
        db.session.close()  # jobs have written since
        return post_id


def waiting_count() -> int:
    """Return how many notices wait for a letter."""
    db.session.close()
    return db.session.scalar(sa.select(sa.func.count()).select_from(WaitingNotice)) or 0
