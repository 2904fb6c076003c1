"""Whether letters leave, for whoever watches the site."""

from datetime import timedelta

import pytest
import time_machine

from app.core import clock
from app.core.db import db
from app.mail import queries, services
from app.mail.enums import LetterState
from app.mail.models import Letter
from app.mail.shapes import Address
from tests.factories.mail import letters

LEA = Address(email="lea@exemple.test", name="Léa Moreau", language="fr")


def write_two() -> tuple[Letter, Letter]:
    """Write two letters."""
    for _ in range(2):
        services.post_letter(LEA, "note", {"thing": "bonjour"})
    late, other = letters()
    return late, other


@pytest.mark.parametrize(
    ("trouble", "minutes", "has_other_left", "is_well"),
    [
        ("", 0, False, True),
        ("450 later", 9, False, True),
        ("450 later", 11, False, False),
        ("450 later", 11, True, True),  # then it is that one address that is wrong
    ],
)
def test_letters_that_no_server_takes_are_told_of(
    trouble: str,
    minutes: int,
    has_other_left: bool,  # noqa: FBT001 - from the table
    is_well: bool,  # noqa: FBT001 - from the table
):
    with time_machine.travel(clock.now(), tick=False) as now:
        late, other = write_two()
        late.state, late.last_error, late.next_try_at = LetterState.WAITING, trouble, clock.now()
        other.state, other.sent_at = LetterState.SENT, clock.now()
        now.shift(timedelta(minutes=minutes))
        if has_other_left:
            other.sent_at = clock.now()
        db.session.commit()
        assert queries.are_letters_leaving() is is_well
        assert queries.oldest_waiting_seconds() == minutes * 60
