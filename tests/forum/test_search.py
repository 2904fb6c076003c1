"""What of the forum is found, and as what."""

from app.core.subjects import SubjectRef
from app.core.viewer import GUEST
from app.forum.queries.facts import POST, THREAD
from app.forum.services import answers, checks
from app.search.queries import find
from app.search.shapes import Narrowing
from app.threads.services import removals
from tests.factories import make_account, seen_by
from tests.factories.forum import let_check_come, make_post, make_thread

BODY = "Le barnum se loue à la mairie."


def _solved() -> set[SubjectRef]:
    """Return what is found as solved, or as a solution."""
    asked = (Narrowing(is_solved=True, kinds=(kind,)) for kind in ("question", "answer"))
    found = (find("barnum", viewer=GUEST, narrowing=one) for one in asked)
    return {hit.ref for some in found for hit in some.page.items}


def test_a_solution_is_found_as_one_while_it_is_chosen():
    asker = make_account()
    thread_id = make_thread(author=asker, title="Où louer un barnum ?")
    thread = SubjectRef(THREAD, thread_id)
    first, second = (make_post(thread_id=thread_id, body=BODY) for _ in range(2))
    assert _solved() == set()
    answers.accept_answer(seen_by(asker), thread_id, first)
    assert _solved() == {thread, SubjectRef(POST, first)}
    answers.accept_answer(seen_by(asker), thread_id, second)
    assert _solved() == {thread, SubjectRef(POST, second)}
    answers.clear_solution(seen_by(asker), thread_id)
    assert _solved() == set()


def test_a_solution_that_is_deleted_is_found_no_longer_and_solves_nothing():
    asker, helper = make_account(), make_account()
    thread_id = make_thread(author=asker, title="Où louer un barnum ?")
    answer = make_post(thread_id=thread_id, author=helper, body=BODY)
    answers.accept_answer(seen_by(asker), thread_id, answer)
    removals.delete_post(seen_by(helper), answer)
    assert _solved() == set()


def test_a_solution_that_is_out_of_date_is_found_without_that_name():
    asker, helper = make_account(), seen_by(make_account())
    thread_id = make_thread(author=asker, title="Où louer un barnum ?")
    answer = make_post(thread_id=thread_id, body=BODY)
    answers.accept_answer(seen_by(asker), thread_id, answer)
    found = {SubjectRef(THREAD, thread_id), SubjectRef(POST, answer)}
    let_check_come(thread_id)
    checks.mark_outdated(helper, thread_id)
    assert _solved() == set()
    checks.restore_solution(helper, thread_id)
    assert _solved() == found
