"""A thread that the harness of `make chaos` follows, against the page that it is compared with."""

from dataclasses import replace
from typing import Any

import pytest

from bench.chaos.following import LATE_SECONDS, QUIET_SECONDS, Followed, differences
from bench.chaos.reading import News, Shown, posts_in

pytestmark = pytest.mark.no_app
POST = Shown(number=2, body="<p>Oui.</p>", likes=0, is_edited=False, is_solution=False)


def html_of(post_id: int, number: int, body: str = "Oui.", *, classes: str = "post") -> str:
    """Return a post as the site shows it, as far as it is read."""
    return (
        f'<article class="{classes}" id="m{post_id}" data-post="forum.post:{post_id}"'
        f' data-number="{number}"><div dir="auto" class="post-body prose"><p>{body}</p></div>\n'
        '<footer class="post-actions"><span class="toggle-count like-count">0</span></footer>'
    )


def push(version: int, post_id: int, **more: object) -> dict[str, Any]:
    """Return what is pushed of a post."""
    said = {"version": version, "ref": f"forum.post:{post_id}", "number": version + 1}
    return {**said, "html": html_of(post_id, version + 1), **more}


@pytest.fixture
def thread() -> Followed:
    """Return a thread with its opening, as it was at 100."""
    followed = Followed(3)
    followed.hold(100.0)
    followed.take(News(1, 1, {10: replace(POST, number=1)}, is_whole=True), 100.0)
    return followed


def test_steps_are_shown_in_their_order(thread: Followed):
    thread.hear("post.changed", push(3, 11, html=html_of(11, 2, "Non.")), 101.0)
    assert thread.posts.keys() == {10}
    thread.hear("post.added", push(2, 11, number=2), 101.1)
    assert (thread.version, thread.posts[11].body) == (3, "<p>Non.</p>")
    thread.hear("post.liked", {"version": 4, "ref": "forum.post:11", "count": 2}, 101.2)
    assert thread.posts[11].likes == 2
    thread.hear("post.changed", push(5, 11, html=html_of(11, 2, classes="post is-deleted")), 102.0)
    assert thread.posts.keys() == {10}
    assert thread.taken == {"post.added": 1, "post.changed": 2, "post.liked": 1}


def test_a_gap_is_asked_for_when_it_stays(thread: Followed):
    thread.hear("post.added", push(3, 12), 101.0)
    assert not thread.is_due(101.0)
    assert thread.is_due(101.0 + LATE_SECONDS)
    thread.hold(102.0)
    thread.hear("post.added", push(4, 13), 102.1)
    news = News(3, 3, {11: POST, 12: replace(POST, number=3)}, is_whole=False)
    thread.take(news, 102.2)
    assert (thread.version, sorted(thread.posts)) == (4, [10, 11, 12, 13])


def test_a_thread_that_is_asked_for_as_a_whole_forgets_what_is_gone(thread: Followed):
    thread.hold(101.0)
    thread.take(News(3, 2, {11: POST}, is_whole=True), 101.1)
    assert (thread.version, thread.posts) == (3, {11: POST})
    thread.hold(102.0)
    thread.take(News(2, 1, {10: POST}, is_whole=True), 102.1)  # of a node that is behind
    assert thread.posts == {11: POST}
    assert not thread.is_due(102.1)
    assert thread.is_due(106.0)


def test_silence_and_what_may_have_been_missed_are_asked_for(thread: Followed):
    assert not thread.is_due(101.0)
    assert thread.is_due(100.5 + QUIET_SECONDS)
    thread.hear("refresh", {}, 101.0)
    assert thread.is_due(101.0)


def test_a_thread_that_differs_from_its_page_is_found_out():
    anew = {10: POST, 11: POST, 12: POST}
    shown = {10: POST, 12: replace(POST, body="<p>Non.</p>", likes=3), 13: POST}
    assert differences(shown, anew) == [
        "post 11 is missing",
        "post 13 is not there any more",
        "post 12, body: '<p>Non.</p>' instead of '<p>Oui.</p>'",
        "post 12, likes: 3 instead of 0",
    ]
    assert differences(anew, dict(anew)) == []


def test_posts_are_read_from_pages_and_pieces_alike():
    page = f"<main>{html_of(11, 2)}{html_of(12, 3, classes='post is-featured')}</main>"
    page += html_of(13, 4, classes="post is-deleted")
    assert posts_in(page) == {11: POST, 12: replace(POST, number=3, is_solution=True)}
