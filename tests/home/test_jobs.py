"""The weekly letter as it arrives: through a real mail server, in the language of its reader."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts.models import Account
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.groups import services as groups
from app.groups.models import Group
from app.groups.services import Removal
from app.home import jobs
from app.letters.schedule.weekly_letter import give_turns
from tests.conftest import Queries
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.factories.mail import delivered, letters
from tests.letters.conftest import make_reader, noon
from tests.letters.weekly import come_to_turn, turn_row
from tests.mail.conftest import Server, mail_server

__all__ = ["mail_server", "noon"]
pytestmark = pytest.mark.usefixtures("noon")
Clock = time_machine.Traveller
TITLE = "Gagnez sur mechant.example <b>"


def _speaks(account: Account, language: str) -> None:
    with atomic() as session:
        session.execute(
            sa.update(Account).where(Account.id == account.id).values(language=language)
        )


def _sweep_at_turn(clock: Clock, reader: Account, group: Group, *, title: str) -> None:
    """Let it be somebody's turn on a day when a question waits, and sweep twice."""
    give_turns()
    come_to_turn(clock, reader)
    make_thread(group=group, title=title)
    for _time in range(2):
        enqueue("home.weekly_sweep")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Votre semaine", "Bonjour Léa", "Pourquoi\N{NO-BREAK SPACE}?", "Vous êtes membre")),
        ("en", ("Your week", "Hello Léa", "Why?", "You are a member of")),
    ],
)
def test_it_arrives_in_the_language_of_its_reader(
    noon: Clock, mail_server: Server, language: str, said: tuple[str, str, str, str]
):
    reader = make_reader()
    _speaks(reader, language)
    group = make_group(name="Fêtes", visibility="members", members=(reader,))
    _sweep_at_turn(noon, reader, group, title=TITLE)
    (kept,) = mail_server.kept
    subject, *others = said
    assert kept.message["Subject"].startswith(subject)
    assert kept.message["Content-Language"] == language
    assert "/lettres/semaine/arreter/" in kept.message["List-Unsubscribe"]
    for body in (kept.body("plain"), kept.body("html")):
        assert all(words in body for words in others)
        assert "mechant.example" not in body
        assert "https://exemple.test/questions/" in body
        assert "https://exemple.test/lettres/semaine" in body
    assert "<b>" not in kept.body("html")


def test_who_may_no_longer_read_is_told_nothing(noon: Clock):
    reader, owner = make_reader(), make_account()
    group = make_group(visibility="hidden", owner=owner, members=(reader,))
    other = make_reader(handle="noe")
    give_turns()
    make_thread(group=group, author=owner, title="Un secret")
    groups.remove_member(seen_by(owner), group.id, reader.id, Removal(reason="Essai"))
    before = len(letters())
    for one in (reader, other):
        come_to_turn(noon, one)
        enqueue("home.weekly_sweep")
    assert [one for one in letters()[before:] if one.letter == "weekly"] == []
    row = turn_row(reader)
    assert row.sent_at is None


def test_members_of_the_same_groups_share_what_is_asked(noon: Clock, queries: Queries):
    readers = [make_reader(handle=f"lecteur{number}") for number in range(3)]
    groups_ = [make_group(members=tuple(readers)) for _number in range(6)]
    give_turns()
    noon.shift(timedelta(days=10))
    for group in groups_:
        make_thread(group=group)
        make_post(thread_id=make_thread(group=group))
    costs = []
    for reader in readers:
        with queries(at_most=30) as sent:
            jobs.write(reader.id)
        costs.append(len(sent))
    assert [one.letter for one in letters()].count("weekly") == 3
    assert costs[0] - 1 == costs[1] == costs[2]
    assert costs[2] <= 26  # eight for the week, the others to write the letter and send it


def test_a_sweep_that_finds_nobody_asks_once(queries: Queries):
    make_reader()
    give_turns()
    with queries(at_most=1):
        jobs.sweep()


def test_a_letter_says_what_became_of_a_thread(noon: Clock):
    reader = make_reader()
    group = make_group(name="Fêtes", members=(reader,))
    give_turns()
    come_to_turn(noon, reader)
    thread_id = make_thread(group=group, title="Louer une sono")
    make_post(thread_id=thread_id)
    enqueue("home.weekly_sweep")
    (letter,) = (one for one in letters() if one.letter == "weekly")
    body = delivered(letter).get_body(("plain",))
    assert body is not None
    assert "CE QUI A LE PLUS AIDÉ DANS VOS GROUPES" in body.get_content()
    assert "  1 réponse\r\n" in body.get_content()
