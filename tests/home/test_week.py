"""The week of a reader: what waits for them, what helped, their friends; only what they may see."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.transaction import atomic
from app.forum.services import answers, checks
from app.groups import services as groups
from app.groups.services import Removal
from app.home.fragments.week import week_of
from app.threads.services.follows import mark_read, set_follow
from tests.conftest import ClientFor, Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import let_check_come, make_post, make_solved, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group
from tests.home.weeks import can_help, facts, titles, whys


@pytest.fixture
def reader() -> Account:
    """Return who reads."""
    return make_account(handle="lea", display_name="Léa")


def test_questions_wait_first_for_those_who_know_about_them(reader: Account):
    group = make_group(members=(reader,))
    make_thread(group=group, title="Remplir le Cerfa", tags="comptabilité, dons")
    make_thread(group=group, title="Louer une sono", tags="fête")
    assert titles(reader) == [["Louer une sono", "Remplir le Cerfa"]]
    can_help(reader, "Comptabilité, paie")
    assert titles(reader) == [["Remplir le Cerfa", "Louer une sono"]]
    assert whys(reader)[0].startswith("Vous avez dit pouvoir aider sur ce sujet")
    assert "Vous êtes membre du groupe" in whys(reader)[1]


def test_the_best_is_what_helped_then_what_was_answered(reader: Account):
    group, author = make_group(members=(reader,)), make_account()
    helped = make_thread(group=group, title="Louer une sono", author=author)
    answered = make_thread(group=group, title="Monter un barnum")
    make_thread(group=group, title="Une annonce", kind="discussion")
    answers.mark_helpful(seen_by(author), make_post(thread_id=helped))
    make_post(thread_id=answered)
    assert titles(reader) == [["Louer une sono", "Monter un barnum"]]


def test_what_is_older_than_a_week_is_told_only_when_solved_now(reader: Account):
    group, author = make_group(members=(reader,)), make_account()
    with time_machine.travel(clock.now() - timedelta(days=20), tick=False):
        old = make_thread(group=group, title="Louer une sono", author=author)
        post_id = make_post(thread_id=old)
        make_post(thread_id=make_thread(group=group, title="Monter un barnum"))
    assert titles(reader) == []
    make_post(thread_id=old)
    assert titles(reader) == []
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        answers.accept_answer(seen_by(author), old, post_id)
        assert titles(reader) == [["Louer une sono"]]


def test_a_solution_that_is_out_of_date_is_told_as_such(reader: Account):
    thread_id, _post = make_solved(group=make_group(members=(reader,)))
    assert facts(reader) == ["1 réponse · résolu"]
    let_check_come(thread_id)
    checks.mark_outdated(seen_by(make_account()), thread_id)
    assert facts(reader) == ["1 réponse · solution dépassée"]


def test_what_friends_asked_elsewhere_is_told_apart(reader: Account):
    friend, group = make_account(display_name="Karim"), make_group(members=(reader,))
    make_friends(reader, friend)
    make_thread(group=group, author=friend, title="Louer une sono")
    make_thread(author=friend, title="Monter un barnum")
    make_thread(author=friend, title="Un secret", group=make_group(visibility="hidden"))
    make_thread(title="D’une inconnue")
    assert titles(reader) == [["Louer une sono"], ["Monter un barnum"]]
    assert whys(reader)[1].startswith("Karim fait partie de vos ami·e·s")


def _mute(reader: Account, thread_id: int, _author: Account, _group) -> None:
    set_follow(seen_by(reader), thread_id, "mute")


def _read(reader: Account, thread_id: int, _author: Account, _group) -> None:
    mark_read(seen_by(reader), thread_id, 1)


def _block(reader: Account, _thread_id: int, author: Account, _group) -> None:
    accounts.block(seen_by(reader), author.handle)


def _be_blocked(reader: Account, _thread_id: int, author: Account, _group) -> None:
    accounts.block(seen_by(author), reader.handle)


def _silence(reader: Account, _thread_id: int, _author: Account, group) -> None:
    groups.choose_level(seen_by(reader), group.id, "nothing")


def _remove(reader: Account, _thread_id: int, author: Account, group) -> None:
    groups.remove_member(seen_by(author), group.id, reader.id, Removal(reason="Essai"))


def _suspend(reader: Account, _thread_id: int, _author: Account, _group) -> None:
    with atomic() as session:
        row = session.get_one(Account, reader.id)
        row.suspended_until = clock.now() + timedelta(days=7)


def _answer(_reader: Account, thread_id: int, author: Account, _group) -> None:
    make_post(thread_id=thread_id, author=author)


@pytest.mark.parametrize(
    "act", [_mute, _read, _block, _be_blocked, _silence, _remove, _suspend, _answer]
)
def test_what_is_kept_for_the_group_is_asked_again_for_the_reader(reader: Account, act):
    author = make_account(handle="karim")
    group = make_group(visibility="hidden", owner=author, members=(reader,))
    thread_id = make_thread(group=group, author=author, title="Louer une sono")
    assert titles(reader) == [["Louer une sono"]]
    act(reader, thread_id, author, group)
    assert titles(reader) == []


def test_ones_own_threads_are_no_news(reader: Account):
    make_thread(group=make_group(members=(reader,)), author=reader)
    assert titles(reader) == []


def test_a_week_costs_the_same_with_few_and_many(reader: Account, queries: Queries):
    for count in (1, 7):
        for _number in range(count):
            group, friend = make_group(members=(reader,)), make_account()
            make_friends(reader, friend)
            make_thread(group=group)
            make_thread(author=friend)
            make_post(thread_id=make_thread(group=group))
        looking = seen_by(reader)
        with queries(at_most=9):
            assert week_of(looking)
        with queries(at_most=8):
            week_of(looking)


def test_the_page_shows_the_week_to_be_printed(client_for: ClientFor, reader: Account):
    client = client_for(reader)
    assert "la lettre ne viendrait pas" in client.get("/lettres/semaine").text
    make_thread(group=make_group(members=(reader,)), title="Louer <b>une sono")
    page = client.get("/lettres/semaine").text
    assert "Louer &lt;b&gt;une sono</a>" in page
    assert "-louer-b-une-sono</p>" in page
    assert "<nav" not in page
    assert client_for(None).get("/lettres/semaine").status_code in {303, 401}
