"""Small acts on a thread, as browsers send them: with our script and without."""

import pytest

from app.notices.queries import notices_after
from app.threads.queries.access import access_thread
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

SCRIPT = {"X-Fragment": "1"}


def _head(thread_id, reader=None):
    return access_thread(seen_by(reader or make_account()), thread_id)


def test_the_asker_chooses_the_solution_and_takes_it_back(client_for):
    asker = make_account()
    thread_id = make_thread(author=asker)
    answer = make_post(thread_id=thread_id)
    client, address = client_for(asker), f"/questions/{thread_id}/solution"
    chosen = client.post(address, data={"post_id": answer})
    assert chosen.location.endswith(f"/messages/{answer}")
    again = client.post(address, data={"post_id": answer})
    assert (again.status_code, _head(thread_id).featured_id) == (303, answer)
    for _twice in range(2):
        assert client.post(address).location == _head(thread_id).url
        assert _head(thread_id).featured_id is None


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, "999999"])
def test_what_is_no_post_is_no_solution(client_for, typed):
    asker = make_account()
    address = f"/questions/{make_thread(author=asker)}/solution"
    assert client_for(asker).post(address, data={"post_id": typed}).status_code == 404


def test_an_answer_that_helped_says_so_to_script_and_browser_alike(client_for):
    answer, client = make_post(), client_for(make_account())
    address = f"/questions/messages/{answer}/utile"
    page = client.post(address, headers=SCRIPT)
    assert page.status_code == 200
    assert f"{address}/retirer" in page.text
    back = client.post(f"{address}/retirer")
    assert back.status_code == 303
    assert back.location.endswith(f"/messages/{answer}")
    assert f'action="{address}"' in client.post(f"{address}/retirer", headers=SCRIPT).text


def test_only_an_answer_is_marked_as_helpful(client_for):
    thread_id = make_thread()
    reply = make_post(thread_id=thread_id, parent_id=make_post(thread_id=thread_id))
    address = f"/questions/messages/{reply}/utile"
    refused = client_for(make_account()).post(address, headers=SCRIPT)
    assert refused.status_code == 422
    assert "Seule une réponse" in refused.text


def test_a_thread_is_followed_muted_and_neither(client_for):
    thread_id, reader = make_thread(), make_account()
    client, address = client_for(reader), f"/questions/{thread_id}/suivi"
    for state in ("follow", "mute", "normal"):
        assert client.post(address, data={"state": state}).location == _head(thread_id).url
        assert _head(thread_id, reader).follow_state == state
    assert client.post(address, data={"state": "follow"}, headers=SCRIPT).status_code == 200
    assert client.post(address, data={"state": "obsess"}).status_code == 422
    assert _head(thread_id, reader).follow_state == "follow"


def test_what_was_read_stays_read_and_its_notices_too(client_for):
    asker = make_account()
    thread_id = make_thread(author=asker)
    make_post(thread_id=thread_id)
    client, address = client_for(asker), f"/questions/{thread_id}/lu"
    assert notices_after(asker.id, None, 1)[1].unread == 1
    assert client.post(address, data={"number": 2}, headers=SCRIPT).status_code == 204
    assert notices_after(asker.id, None, 1)[1].unread == 0
    assert client.post(address, data={"number": 1}).status_code == 303
    assert _head(thread_id, asker).read_number == 2


def test_nobody_acts_on_what_they_may_not_read(client_for):
    address = f"/questions/{make_thread(group=make_group(visibility='members'))}"
    client = client_for(make_account())
    for act in ("solution", "suivi", "lu"):
        assert client.post(f"{address}/{act}", data={"state": "follow"}).status_code == 404
