"""Who may do what to people: the table of docs/rooms/accounts.md."""

import pytest

from app.accounts import policy
from app.core.viewer import GUEST, Right, Viewer

ME, OTHER = 1, 2
MEMBER = Viewer(account_id=ME)
MODERATOR = Viewer(account_id=ME, rights=frozenset({Right.CONTENT_MODERATE}))
MANAGER = Viewer(account_id=ME, rights=frozenset({Right.PEOPLE_MANAGE}))
EDITOR = Viewer(account_id=ME, rights=frozenset({Right.BLOG_EDIT, Right.GROUPS_MANAGE}))
ADMINISTRATOR = Viewer(account_id=ME, rights=frozenset({Right.SITE_ADMINISTER}))
STAFF = ("blog:edit",)

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("viewer", "oneself", "other"),
    [(GUEST, False, False), (MEMBER, False, True), (ADMINISTRATOR, False, True)],
)
def test_block(viewer: Viewer, oneself, other):
    assert policy.may_block(viewer, ME) is oneself
    assert policy.may_block(viewer, OTHER) is other


@pytest.mark.parametrize(
    ("viewer", "oneself", "member", "staff"),
    [
        (GUEST, False, False, False),
        (MEMBER, False, False, False),
        (EDITOR, False, False, False),
        (MODERATOR, False, True, False),
        (MANAGER, False, True, False),
        (ADMINISTRATOR, False, False, True),
    ],
)
def test_suspend(viewer: Viewer, oneself, member, staff):
    assert policy.may_suspend(viewer, ME, ()) is oneself
    assert policy.may_suspend(viewer, OTHER, ()) is member
    assert policy.may_suspend(viewer, OTHER, STAFF) is staff


@pytest.mark.parametrize(
    ("viewer", "oneself", "member", "staff"),
    [
        (GUEST, False, False, False),
        (MEMBER, True, False, False),
        (EDITOR, True, False, False),
        (MODERATOR, True, False, False),
        (MANAGER, True, True, False),
        (ADMINISTRATOR, True, False, True),
    ],
)
def test_close(viewer: Viewer, oneself, member, staff):
    assert policy.may_close(viewer, ME, ()) is oneself
    assert policy.may_close(viewer, OTHER, ()) is member
    assert policy.may_close(viewer, OTHER, STAFF) is staff


@pytest.mark.parametrize(
    ("viewer", "oneself", "other"),
    [(GUEST, False, False), (MANAGER, False, False), (ADMINISTRATOR, False, True)],
)
def test_grant_rights(viewer: Viewer, oneself, other):
    assert policy.may_grant_rights(viewer, ME) is oneself
    assert policy.may_grant_rights(viewer, OTHER) is other
