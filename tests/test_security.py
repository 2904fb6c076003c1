"""Nothing of a private group reaches those outside it, by any address, search or socket."""

import pytest
import sqlalchemy as sa

from app.core.db import Base, db
from app.core.errors import NotFound
from app.core.subjects import SubjectRef, find_visible
from app.core.topics import access_topic
from tests.factories import seen_by
from tests.outsiders import ASKED, GROUP_NAME, QUERIES, SECRET, World, addresses, make_world

OUTSIDERS = (
    "visitor",
    "member of another group",
    "removed member",
    "suspended member",
    "moderator of the site",
)
_WRITTEN = ("posts", "likes", "helpfuls", "revisions", "thread_acts", "memberships")
_LEFT_OUT = frozenset({"accounts.sign_out", "assets.static_file", "home_health.readyz"})
"""What would end the visit, is the same for all, or tells of migrations that tests do without."""
_TYPED = {
    "body": "Un mot",
    "title": "Un titre de passage",
    "kind": "question",
    "state": "follow",
    "number": "1",
    "q": ASKED,
}


@pytest.fixture(params=["members", "hidden"])
def world(request: pytest.FixtureRequest) -> World:
    """Return a private world, listed or not."""
    return make_world(request.param)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_tells_an_outsider_of_a_private_group(app, client_for, world, who):
    client = client_for(world.outsiders[who])
    before = _counts()
    is_listed = world.is_listed
    for method, rule, path in addresses(app, world):
        if rule.endpoint in _LEFT_OUT:
            continue
        for query in QUERIES if method == "GET" and not rule.arguments else ("",):
            for headers in ({}, {"X-Fragment": "1"}):
                response = client.open(
                    path + query,
                    method=method,
                    data=_TYPED if method == "POST" else None,
                    headers=headers,
                )
                asked = f"{who}: {method} {path}{query} {response.status_code}"
                assert response.status_code < 500, asked
                page = response.get_data(as_text=True)
                assert SECRET not in page.lower(), asked
                assert is_listed or GROUP_NAME not in page, asked
    assert _counts() == before


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_topic_and_no_subject_of_it_opens_to_an_outsider(world, who):
    viewer = seen_by(world.outsiders[who])
    refs = [
        SubjectRef("forum.post", world.post_id),
        SubjectRef("forum.thread", world.thread_id),
        *(SubjectRef("forum.act", number) for number in (1, 2, 3)),
    ]
    assert find_visible(viewer, refs) == {}
    with pytest.raises(NotFound):
        access_topic(viewer, f"forum.thread:{world.thread_id}")


def _counts() -> dict[str, int]:
    """Return how many rows there are in what outsiders might write."""
    tables = Base.metadata.tables
    return {
        name: db.session.scalar(sa.select(sa.func.count()).select_from(tables[name])) or 0
        for name in _WRITTEN
    }
