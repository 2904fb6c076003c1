"""Who looks at a thread sees at once that its solution waits to be checked, and what is found."""

from datetime import timedelta

import pytest

from app.core import clock
from app.forum.queries.facts import topic_of
from app.forum.services import checks
from app.forum.services.due_checks import ask_for_checks
from tests.factories import make_account, seen_by
from tests.factories.forum import let_check_come, make_due, make_solved
from tests.sockets import SocketFor


@pytest.mark.parametrize("step", ["planned", "due", "confirmed", "outdated", "restored"])
def test_each_step_is_pushed_once_with_the_version_that_it_makes(socket_for: SocketFor, step: str):
    asker, helper = make_account(), seen_by(make_account())
    thread_id, _post = make_solved(asker=asker) if step == "planned" else make_due(asker=asker)
    if step == "restored":
        checks.mark_outdated(helper, thread_id)
    later = clock.now() + timedelta(days=30)
    reader = socket_for(make_account(), watching=topic_of(thread_id))
    acts = {
        "planned": lambda: checks.plan_check(seen_by(asker), thread_id, later),
        "due": ask_for_checks,
        "confirmed": lambda: checks.confirm_solution(helper, thread_id, next_on=later),
        "outdated": lambda: checks.mark_outdated(helper, thread_id),
        "restored": lambda: checks.restore_solution(helper, thread_id),
    }
    marks = {"due": "À vérifier", "outdated": "Solution dépassée"}
    acts[step]()
    acts[step]()
    [said] = [payload for event, payload in reader.heard() if event == "thread.changed"]
    assert marks.get(step, "Résolu") in said["marks"]
    assert ("dépassée" in said["pointer"]) is (step == "outdated")


def test_a_page_that_was_kept_before_the_day_is_not_shown_for_the_state_after_it(client_for):
    asker, reader = make_account(), make_account()
    thread_id, _post = make_solved(asker=asker)
    client, address = client_for(reader), f"/questions/{thread_id}/nouveautes"
    assert "devait être vérifiée" not in client.get(address).text
    let_check_come(thread_id)
    assert "devait être vérifiée" in client.get(address).text
