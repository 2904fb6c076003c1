"""Redis frozen under two nodes: nobody is answered by an error, and all are told afterwards."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from app.forum.queries.facts import topic_of
from tests.core.test_redis import frozen
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.live.site import Tab, site

pytestmark = [
    pytest.mark.no_app,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
_REPLIES = 12


def test_what_is_written_while_redis_is_frozen_is_told_afterwards(redis_url, tmp_path):
    with site(tmp_path, nodes=2, redis_url=redis_url) as nodes, closing(Tab()) as tab:
        here, there = nodes
        asker, *helpers = (make_account() for _ in range(_REPLIES + 1))
        thread_id = make_thread(author=asker)
        tab.connect(there, there.cookie_of(asker))
        assert tab.watch(topic_of(thread_id))
        cookies = [here.cookie_of(helper) for helper in helpers]

        def reply(number: int) -> int:
            path = f"/questions/{thread_id}/reponses"
            return nodes[number % 2].post(path, cookies[number], body=f"{number}").status_code

        with frozen(redis_url), ThreadPoolExecutor(4) as people:
            assert set(people.map(reply, range(_REPLIES))) == {303}
        assert tab.next("refresh") == {"topic": topic_of(thread_id)}, "the other node's were lost"
        assert [tab.next("notice")["seq"] for _ in range(_REPLIES)] == [*range(1, _REPLIES + 1)]
