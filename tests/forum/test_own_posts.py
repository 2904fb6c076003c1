"""What is offered on one's own posts, and what would make no sense there."""

import re

import pytest

from app.core.viewer import Right
from app.forum.services import answers
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread

SOLUTION = "C’est la solution"


def _actions(client_for: ClientFor, viewer, thread_id: int, post_id: int) -> tuple[str, str]:
    """Return what is offered on a post, and what stands in its menu."""
    page = client_for(viewer).get(f"/questions/{thread_id}", follow_redirects=True).text
    found = re.search(rf'data-actions="forum.post:{post_id}">(.*?)</footer>', page, re.DOTALL)
    assert found is not None
    offered, _menu, menu = found[1].partition('<details class="menu"')
    return offered, menu


@pytest.fixture
def asker():
    return make_account()


@pytest.fixture
def moderator():
    return make_account(rights=(Right.CONTENT_MODERATE,))


def test_nobody_is_offered_to_reply_to_themselves_or_to_say_it_helped(client_for, asker):
    helper = make_account()
    thread_id = make_thread(author=asker)
    answer = make_post(thread_id=thread_id, author=helper)
    own, _menu = _actions(client_for, helper, thread_id, answer)
    assert "data-reply" not in own
    assert "Ça m’a aidé" not in own
    others, _menu = _actions(client_for, asker, thread_id, answer)
    assert "data-reply" in others
    assert "Ça m’a aidé" in others
    assert SOLUTION in others


def test_who_asked_and_found_out_alone_says_so_in_the_menu(client_for, asker):
    thread_id = make_thread(author=asker)
    own = make_post(thread_id=thread_id, author=asker)
    offered, menu = _actions(client_for, asker, thread_id, own)
    assert SOLUTION not in offered
    assert SOLUTION in menu
    answers.accept_answer(seen_by(asker), thread_id, own)
    offered, menu = _actions(client_for, asker, thread_id, own)
    assert "Ce n’est plus la solution" in offered
    assert SOLUTION not in menu


def test_a_moderator_is_not_offered_to_choose_their_own_answer(client_for, asker, moderator):
    thread_id = make_thread(author=asker)
    own = make_post(thread_id=thread_id, author=moderator)
    other = make_post(thread_id=thread_id)
    assert SOLUTION not in "".join(_actions(client_for, moderator, thread_id, own))
    assert SOLUTION in _actions(client_for, moderator, thread_id, other)[0]
