"""What can be watched live."""

import pytest

from app.core.errors import NotFound
from app.core.topics import access_topic
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread


def test_a_thread_that_one_may_read_can_be_watched():
    access_topic(seen_by(make_account()), f"forum.thread:{make_thread()}")


@pytest.mark.parametrize(
    "topic", ["forum.thread:999999", "forum.nothing:1", "forum.thread", "forum.thread:x", ":1", ""]
)
def test_what_does_not_exist_cannot_be_watched(topic):
    with pytest.raises(NotFound):
        access_topic(seen_by(make_account()), topic)
