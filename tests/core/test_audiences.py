"""Who may read a thing is asked of the room that owns its audience, and of nobody else."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.audiences import (
    PUBLIC,
    Audience,
    AudienceText,
    audience_names,
    is_readable,
    private_audiences,
    read_scope,
    readers_among,
    reading_params,
)
from app.core.db import Base, db, execute
from app.core.errors import NotFound
from app.core.viewer import GUEST, Viewer
from app.groups.queries import audience_of
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group
from tests.registry import providing
from tests.search.circles import CIRCLE, circles

GONE = Audience("gone", 4)


def _read_by(viewer: Viewer, *audiences: Audience) -> set[Audience]:
    """Return those of the audiences that the viewer belongs to."""
    asked = sa.union_all(
        *(sa.select(sa.literal(one, AudienceText()).label("audience")) for one in audiences)
    ).subquery()
    question = sa.select(asked.c.audience).where(is_readable(asked.c.audience, read_scope(viewer)))
    return set(execute(question, **reading_params(viewer)).scalars())


@pytest.mark.parametrize("audience", [PUBLIC, Audience("group", 3), Audience("members")])
def test_what_is_written_is_read_again(audience: Audience):
    assert Audience.parse(str(audience)) == audience


@pytest.mark.parametrize("text", ["", ":3", "group:", "group:x", "group:-3", "group:" + "9" * 40])
def test_what_is_no_audience_is_refused(text: str):
    with pytest.raises(NotFound):
        Audience.parse(text)


def test_a_column_keeps_audiences_and_none():
    kept = sa.select(sa.literal(CIRCLE, AudienceText()), sa.literal(None, AudienceText()))
    assert list(db.session.execute(kept).one()) == [CIRCLE, None]


def test_each_reads_what_is_for_them_and_nobody_what_is_of_no_known_kind():
    member, stranger = make_account(), make_account()
    opened, closed = make_group(), make_group(visibility="members", members=(member,))
    all_of_them = (PUBLIC, audience_of(opened.id), audience_of(closed.id), GONE)
    assert _read_by(GUEST, *all_of_them) == set(all_of_them[:2])
    assert _read_by(seen_by(stranger), *all_of_them) == set(all_of_them[:2])
    assert _read_by(seen_by(member), *all_of_them) == set(all_of_them[:3])


def test_what_is_said_in_no_group_is_for_everybody():
    assert audience_of(None) == PUBLIC


def test_a_room_adds_an_audience_of_its_own(app: Flask):
    assert _read_by(GUEST, CIRCLE) == set()
    with providing(app, circles(CIRCLE)):
        assert _read_by(GUEST, CIRCLE, Audience("circle", 8)) == {CIRCLE}
        assert audience_names({CIRCLE, PUBLIC, GONE}) == {CIRCLE: "Cercle 7"}
        assert readers_among([1, 2], CIRCLE) == [1, 2]


def test_those_who_belong_to_an_audience_are_found_among_some_people():
    member, stranger = make_account(), make_account()
    closed = make_group(visibility="members", members=(member,))
    asked = [member.id, stranger.id]
    assert set(readers_among(asked, audience_of(closed.id))) == {member.id}
    assert readers_among(asked, PUBLIC) == asked
    assert list(readers_among(asked, GONE)) == []


def test_what_a_viewer_reads_beyond_a_visitor_names_what_is_kept_for_them():
    member = make_account()
    closed = make_group(visibility="hidden", members=(member,))
    make_group(members=(member,))
    assert private_audiences(seen_by(member)) == (audience_of(closed.id),)
    assert private_audiences(GUEST) == ()


def test_no_column_of_a_group_stands_where_an_audience_is_meant():
    for name in ("search_entries", "activity"):
        columns = Base.metadata.tables[name].columns
        assert "group_id" not in columns
        assert isinstance(columns["audience"].type, AudienceText)
