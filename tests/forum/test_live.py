"""What those who read a thread see come in."""

import pytest
from flask import has_request_context

from app.forum.queries.facts import topic_of
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread
from tests.sockets import SocketFor


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_post_written_outside_a_request_is_shown_like_any_other(
    socket_for: SocketFor, language: str
):
    thread_id = make_thread()
    reading = socket_for(make_account(), watching=topic_of(thread_id), language=language)
    reading.heard()
    assert not has_request_context()
    post_id = make_post(thread_id=thread_id)
    shown = [data for event, data in reading.heard() if event == "post.added"]
    assert [data["ref"] for data in shown] == [f"forum.post:{post_id}"]
    assert f'href="/questions/{thread_id}/messages/{post_id}"' in shown[0]["html"]
    assert f'action="/likes/forum.post:{post_id}"' in shown[0]["html"]
