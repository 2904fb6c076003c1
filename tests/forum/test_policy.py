"""The truth table of docs/rooms/forum.md."""

from dataclasses import dataclass

import pytest

from app.core.viewer import Right, Viewer
from app.forum import policy
from app.groups.enums import JoinOption, Visibility
from app.groups.shapes import GroupBadge
from app.threads import policy as threads
from app.threads.shapes import ThreadAccess

_BADGE = GroupBadge(
    id=1, slug="g", name="G", url="/groupes/g", visibility=Visibility.PUBLIC, is_archived=False
)


@dataclass(frozen=True)
class _Thread:
    kind: str
    author_id: int | None
    may_moderate: bool = False
    may_reply: bool = False


def _thread(kind: str, viewer: Viewer, access: ThreadAccess, *, is_closed: bool = False) -> _Thread:
    """Return what a viewer finds in a thread that somebody else opened."""
    return _Thread(
        kind=kind,
        author_id=1,
        may_moderate=threads.may_moderate(viewer, access),
        may_reply=threads.may_reply(viewer, access, is_closed=is_closed),
    )


def _standing(*, may_read=True, may_post=True, may_moderate=False):
    return ThreadAccess(
        group=_BADGE,
        may_read=may_read,
        may_post=may_post,
        may_moderate=may_moderate,
        is_member=may_post,
        join_option=JoinOption.INSIDE if may_post else JoinOption.OPEN,
    )


GUEST, READER, AUTHOR = Viewer(), Viewer(account_id=2), Viewer(account_id=1)
ANSWERER = Viewer(account_id=4)
STAFF = Viewer(account_id=3, rights=frozenset({Right.CONTENT_MODERATE}))
HERE, OUTSIDE = _standing(), _standing(may_post=False)
LEADING, UNREADABLE = _standing(may_moderate=True), _standing(may_read=False, may_post=False)


@pytest.mark.parametrize(
    ("viewer", "access", "is_closed", "expected"),
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
def test_who_may_reply_edit_delete_and_choose(viewer, access, is_closed, expected):
    assert expected == (
        threads.may_reply(viewer, access, is_closed=is_closed),
        threads.may_edit(viewer, access, author_id=1, is_closed=is_closed),
        threads.may_delete(viewer, access, author_id=1),
        policy.may_accept(viewer, _thread("question", viewer, access)),
    )
    assert not policy.may_accept(viewer, _thread("discussion", viewer, access))


@pytest.mark.parametrize(
    ("viewer", "may"), [(GUEST, False), (READER, True), (AUTHOR, False), (STAFF, True)]
)
def test_who_may_say_that_it_helped(viewer, may):
    assert policy.may_mark_helpful(viewer, author_id=1) is may


@pytest.mark.parametrize(
    ("viewer", "access", "is_closed", "expected"),
    [
        (GUEST, OUTSIDE, False, (False, False)),
        (READER, OUTSIDE, False, (False, False)),
        (READER, HERE, False, (False, True)),
        (READER, HERE, True, (False, False)),
        (AUTHOR, HERE, False, (True, True)),
        (AUTHOR, OUTSIDE, False, (True, False)),
        (AUTHOR, HERE, True, (True, False)),
        (ANSWERER, HERE, False, (True, True)),
        (ANSWERER, OUTSIDE, False, (True, False)),
        (READER, LEADING, True, (True, True)),
        (STAFF, OUTSIDE, False, (True, False)),
        (STAFF, UNREADABLE, False, (False, False)),
    ],
)
def test_who_chooses_the_day_of_a_check_and_who_checks(viewer, access, is_closed, expected):
    question = _thread("question", viewer, access, is_closed=is_closed)
    assert expected == (
        policy.may_plan_check(viewer, question, answerer_id=4),
        policy.may_check(question),
    )
    discussion = _thread("discussion", viewer, access, is_closed=is_closed)
    assert not policy.may_plan_check(viewer, discussion, answerer_id=4)
