"""The truth table of docs/rooms/forum.md."""

from dataclasses import dataclass

import pytest

from app.core.viewer import Right, Viewer
from app.forum import policy
from app.groups.shapes import GroupBadge, Standing
from app.groups.terms import Visibility

_BADGE = GroupBadge(
    id=1, slug="g", name="G", url="/groupes/g", visibility=Visibility.PUBLIC, is_archived=False
)


@dataclass(frozen=True)
class _Thread:
    kind: str
    author_id: int | None


def _standing(*, may_read=True, may_post=True, may_moderate=False):
    return Standing(
        group=_BADGE,
        may_read=may_read,
        may_post=may_post,
        may_moderate=may_moderate,
        is_member=may_post,
        role=None,
    )


GUEST, READER, AUTHOR = Viewer(), Viewer(account_id=2), Viewer(account_id=1)
STAFF = Viewer(account_id=3, rights=frozenset({Right.CONTENT_MODERATE}))
HERE, OUTSIDE = _standing(), _standing(may_post=False)
LEADING, UNREADABLE = _standing(may_moderate=True), _standing(may_read=False, may_post=False)


@pytest.mark.parametrize(
    ("viewer", "standing", "is_closed", "expected"),
    [
        (GUEST, OUTSIDE, False, (False, False, False, False)),
        (READER, OUTSIDE, False, (False, False, False, False)),
        (READER, HERE, False, (True, False, False, False)),
        (READER, HERE, True, (False, False, False, False)),
        (AUTHOR, HERE, False, (True, True, True, True)),
        (AUTHOR, HERE, True, (False, False, True, True)),
        (AUTHOR, OUTSIDE, False, (False, False, True, True)),
        (READER, LEADING, True, (True, True, True, True)),
        (STAFF, OUTSIDE, False, (False, True, True, True)),
        (STAFF, UNREADABLE, False, (False, False, False, False)),
    ],
)
def test_who_may_reply_edit_delete_and_choose(viewer, standing, is_closed, expected):
    assert expected == (
        policy.may_reply(viewer, standing, is_closed=is_closed),
        policy.may_edit(viewer, standing, author_id=1, is_closed=is_closed),
        policy.may_delete(viewer, standing, author_id=1),
        policy.may_accept(viewer, standing, _Thread("question", 1)),
    )
    assert not policy.may_accept(viewer, standing, _Thread("discussion", 1))


@pytest.mark.parametrize(
    ("viewer", "may"), [(GUEST, False), (READER, True), (AUTHOR, False), (STAFF, True)]
)
def test_who_may_say_that_it_helped(viewer, may):
    assert policy.may_mark_helpful(viewer, author_id=1) is may
