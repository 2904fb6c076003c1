"""The questions that wait: for somebody's knowledge and neighbourhood, if they wish."""

import pytest

from app.accounts.models import Account
from app.core.transaction import atomic
from app.forum.services.checks import confirm_solution, mark_outdated
from app.forum.services.due_checks import ask_for_checks
from tests.conftest import ClientFor, Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import let_check_come, make_post, make_solved, make_thread

QUEUE = "/questions?onglet=sans-reponse"


def _tell(account: Account, **profile: object) -> Account:
    """Let somebody say something of themselves."""
    with atomic() as session:
        row = session.get_one(Account, account.id)
        for name, value in profile.items():
            setattr(row, name, value)
    return account


@pytest.fixture
def neighbour() -> Account:
    """Return somebody who lives in the Drôme and says so."""
    return _tell(make_account(), department="26")


@pytest.fixture
def helper() -> Account:
    """Return somebody of the Drôme who knows about insurance."""
    return _tell(make_account(), department="26", can_help="assurances, débit de boissons")


def _titles(page: str) -> list[str]:
    """Return which of the titles of these tests a page lists, in its order."""
    titles = ("Près et connu", "Loin et connu", "Près et autre", "Déjà répondu")
    return sorted((one for one in titles if f">{one} à tous<" in page), key=page.index)


def _ask(title: str, author: Account, tags: str) -> int:
    """Ask a question."""
    return make_thread(title=f"{title} à tous", author=author, tags=tags)


def test_the_queue_is_narrowed_to_ones_tags_and_department(client_for, helper, neighbour):
    stranger = make_account()
    _ask("Près et connu", neighbour, "Assurance")
    _ask("Loin et connu", stranger, "débit de boisson")
    _ask("Près et autre", neighbour, "cuisine")
    make_post(thread_id=_ask("Déjà répondu", neighbour, "assurance"))
    client = client_for(helper)
    near, known = "Près et autre", "Loin et connu"
    assert _titles(client.get(QUEUE).text) == ["Près et connu", known, near]
    assert _titles(client.get(f"{QUEUE}&pour=sujets").text) == ["Près et connu", known]
    assert _titles(client.get(f"{QUEUE}&pour=departement").text) == ["Près et connu", near]
    assert _titles(client.get(f"{QUEUE}&pour=sujets-et-departement").text) == ["Près et connu"]
    assert _titles(client.get(f"{QUEUE}&pour=autre").text) == ["Près et connu", known, near]


@pytest.mark.parametrize("audience", ["friends", "members", "everyone"])
def test_nobody_learns_a_department_that_is_for_friends(client_for, helper, neighbour, audience):
    _tell(neighbour, audiences={"department": audience})
    _ask("Près et connu", neighbour, "assurance")
    found = _titles(client_for(helper).get(f"{QUEUE}&pour=departement").text)
    assert bool(found) is (audience != "friends")


def test_an_empty_profile_is_told_what_to_say(client_for: ClientFor):
    client = client_for(make_account())
    _ask("Près et connu", make_account(), "assurance")
    for way, sentence in (("sujets", "Sur quoi pouvez-vous aider"), ("departement", "Où habitez")):
        page = client.get(f"{QUEUE}&pour={way}").text
        assert sentence in page
        assert _titles(page) == []
    assert "aucune question" not in client.get(QUEUE).text.lower()


def test_visitors_and_other_lists_are_not_narrowed(client_for: ClientFor, helper):
    _ask("Loin et connu", make_account(), "cuisine")
    for client, address in (
        (client_for(None), f"{QUEUE}&pour=sujets"),
        (client_for(helper), "/questions?pour=sujets"),
    ):
        page = client.get(address).text
        assert _titles(page) == ["Loin et connu"]
        assert "Ce que je sais faire" not in page


def test_two_members_see_each_their_own_queue(client_for: ClientFor, helper):
    cook = _tell(make_account(), can_help="cuisine")
    _ask("Près et connu", make_account(), "assurance")
    _ask("Près et autre", make_account(), "cuisine")
    for _twice in range(2):
        for person, title in ((helper, "Près et connu"), (cook, "Près et autre")):
            assert _titles(client_for(person).get(f"{QUEUE}&pour=sujets").text) == [title]


def test_the_narrowed_queue_costs_the_same_with_few_and_many(
    client_for: ClientFor, queries: Queries, helper, neighbour
):
    client = client_for(helper)
    for count in (2, 30):
        for _number in range(count):
            make_thread(author=neighbour, tags="assurance")
        with queries(at_most=8):
            assert client.get(f"{QUEUE}&pour=sujets-et-departement").status_code == 200


def test_helpers_find_what_waits_to_be_checked_the_oldest_first(client_for, helper):
    first, second, third, ahead = (
        make_solved(title=f"{title} à tous")[0]
        for title in ("Près et connu", "Loin et connu", "Près et autre", "Déjà répondu")
    )
    for thread_id, days_ago in ((first, 3), (second, 9), (third, 5), (ahead, -4)):
        let_check_come(thread_id, days_ago=days_ago)
    client, checks_of = client_for(helper), f"{QUEUE}&pour=a-verifier"
    assert "Aucune solution n’est à vérifier" in client.get(checks_of).text
    ask_for_checks()
    page = client.get(checks_of).text
    assert _titles(page) == ["Loin et connu", "Près et autre", "Près et connu"]
    assert page.count("À vérifier</span>") == 3, "one mark for each line"
    mark_outdated(seen_by(helper), second)
    confirm_solution(seen_by(helper), third, next_on=None)
    assert _titles(client.get(checks_of).text) == ["Près et connu"]
    assert "pour=a-verifier" not in client_for(None).get(QUEUE).text
