"""What a drawer kept back comes out to a new friend, once, whatever becomes of the job."""

from datetime import timedelta

import sqlalchemy as sa
import time_machine

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.friends import services
from app.friends.models import Friendship
from app.notices import queries as notices
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group


def told(person: Account) -> list[str]:
    """Return what somebody is told of threads, the latest first."""
    db.session.close()
    lines = notices.notice_page(seen_by(person)).items
    return [line.text for line in lines if "a ouvert le fil" in line.text]


def due() -> int:
    """Return how many drawers still have to be seen to."""
    db.session.close()
    wanted = sa.select(sa.func.count()).where(Friendship.released_at.is_(None))
    return db.session.scalar(wanted) or 0


def befriend(one: Account, other: Account) -> None:
    """Have one ask and the other accept."""
    services.ask(seen_by(one), other.id)
    services.accept(seen_by(other), one.id)


def test_becoming_friends_brings_out_the_last_fortnight_of_both():
    lea, karim = make_account(display_name="Léa"), make_account(display_name="Karim")
    with time_machine.travel(clock.now() - timedelta(days=15), tick=False):
        make_thread(author=karim, group=make_group(members=(lea,)), title="Trop vieux pour cela ?")
    make_thread(author=karim, group=make_group(members=(lea,)), title="Où trouver un barnum ?")
    make_thread(author=lea, group=make_group(members=(karim,)), title="Qui tient la buvette ?")
    assert (told(lea), told(karim)) == ([], [])
    befriend(lea, karim)
    assert told(lea) == ["Karim a ouvert le fil «\xa0Où trouver un barnum\u202f?\xa0»."]
    assert told(karim) == ["Léa a ouvert le fil «\xa0Qui tient la buvette\u202f?\xa0»."]
    assert due() == 0


def test_what_is_given_out_once_is_not_given_out_again():
    lea, karim = make_account(), make_account()
    make_thread(author=karim, group=make_group(members=(lea,)))
    befriend(lea, karim)
    services.release(lea.id, karim.id)
    services.release(karim.id, lea.id)
    assert len(told(lea)) == 1


def test_a_drawer_whose_job_was_lost_is_seen_to_within_the_minute():
    lea, karim = make_account(), make_account()
    make_thread(author=karim, group=make_group(members=(lea,)))
    make_friends(lea, karim)
    with atomic() as session:
        session.execute(sa.update(Friendship).values(released_at=None))
    services.sweep()
    assert (len(told(lea)), due()) == (1, 0)


def test_nothing_comes_out_to_those_who_are_friends_no_more():
    lea, karim = make_account(), make_account()
    make_thread(author=karim, group=make_group(members=(lea,)))
    services.release(lea.id, karim.id)
    assert told(lea) == []
