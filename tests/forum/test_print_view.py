"""A thread on paper: the same words for the same readers, whole, and nothing to press."""

import re

import pytest

from app.forum.services import answers
from app.threads.queries import print_view
from app.threads.services import removals
from tests.conftest import ClientFor, Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def _address(client_for: ClientFor, thread_id: int) -> str:
    return client_for(None).get(f"/questions/{thread_id}").location + "/imprimer"


def test_a_sheet_has_all_posts_in_the_order_of_the_page(client_for: ClientFor):
    author = make_account()
    thread_id = make_thread(author=author, title="Louer une sono", body="Qui en a une ?")
    make_post(thread_id=thread_id, body="Première réponse.")
    chosen = make_post(thread_id=thread_id, body="Voyez [la mairie](/questions/1).")
    for number in range(12):
        make_post(thread_id=thread_id, parent_id=chosen, body=f"Détail numéro {number}.")
    answers.accept_answer(seen_by(author), thread_id, chosen)
    page = client_for(None).get(_address(client_for, thread_id)).text
    words = ["Qui en a une", "Voyez", "Détail numéro 0.", "Détail numéro 11.", "Première réponse"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert re.search(r"\(http://[^/]+/questions/1\)", page)
    assert "<form" not in page
    assert "<nav" not in page
    assert 'name="robots" content="noindex"' in page


def test_the_page_of_a_thread_leads_to_its_sheet(client_for: ClientFor):
    thread_id = make_thread()
    address = _address(client_for, thread_id)
    page = client_for(None).get(address.removesuffix("/imprimer")).text
    assert f'href="{address}"' in page
    assert client_for(None).get(f"/questions/{thread_id}/imprimer").location == address
    assert client_for(None).get(f"/questions/{thread_id}-autre/imprimer").location == address


def test_a_deleted_post_is_not_on_paper(client_for: ClientFor):
    author, thread_id = make_account(), make_thread()
    post_id = make_post(thread_id=thread_id, author=author, body="À oublier.")
    client, address = client_for(None), _address(client_for, thread_id)
    assert "À oublier." in client.get(address).text
    removals.delete_post(seen_by(author), post_id)
    assert "À oublier." not in client.get(address).text


@pytest.mark.parametrize("visibility", ["members", "hidden"])
def test_a_sheet_is_for_those_who_read_the_thread(client_for: ClientFor, visibility: str):
    member = make_account()
    thread_id = make_thread(group=make_group(visibility=visibility, members=(member,)))
    own = client_for(member)
    address = own.get(f"/questions/{thread_id}").location + "/imprimer"
    assert own.get(address).status_code == 200
    assert client_for(None).get(address).status_code == 404
    assert client_for(make_account()).get(address).status_code == 404


def test_a_long_thread_is_on_several_sheets(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(print_view, "POSTS_PER_SHEET", 3)
    thread_id = make_thread()
    for number in range(4):
        make_post(thread_id=thread_id, body=f"Réponse numéro {number}.")
    address, client = _address(client_for, thread_id), client_for(None)
    first, second = client.get(address).text, client.get(f"{address}?page=2").text
    assert ("numéro 1." in first, "numéro 2." in first) == (True, False)
    assert ("numéro 1." in second, "numéro 3." in second) == (False, True)
    for wrong in ("0", "3", "-1", "9999999"):
        assert client.get(f"{address}?page={wrong}").status_code == 404


def test_a_sheet_costs_the_same_with_few_and_many(client_for: ClientFor, queries: Queries):
    reader, thread_id = make_account(), make_thread()
    address = _address(client_for, thread_id)
    for _time in range(2):
        for _number in range(5):
            make_post(parent_id=make_post(thread_id=thread_id), thread_id=thread_id)
        client = client_for(reader)
        with queries(at_most=5):
            assert client.get(address).status_code == 200
