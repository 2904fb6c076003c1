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
    ("viewer", "blocks", "grants"),
    [
        (GUEST, False, False),
        (MEMBER, True, False),
        (MANAGER, True, False),
        (ADMINISTRATOR, True, True),
    ],
)
def test_block_and_grant_rights_to_others_and_never_oneself(viewer: Viewer, blocks, grants):
    for may, expected in ((policy.may_block, blocks), (policy.may_grant_rights, grants)):
        assert may(viewer, ME) is False
        assert may(viewer, OTHER) is expected


@pytest.mark.parametrize(
    ("viewer", "suspends", "closes"),
    [
        # oneself, a member, somebody of the team
        (GUEST, (False, False, False), (False, False, False)),
        (MEMBER, (False, False, False), (True, False, False)),
        (EDITOR, (False, False, False), (True, False, False)),
        (MODERATOR, (False, True, False), (True, False, False)),
        (MANAGER, (False, True, False), (True, True, False)),
        (ADMINISTRATOR, (False, False, True), (True, False, True)),
    ],
)
def test_suspend_and_close(viewer: Viewer, suspends, closes):
    for may, expected in ((policy.may_suspend, suspends), (policy.may_close, closes)):
        found = may(viewer, ME, ()), may(viewer, OTHER, ()), may(viewer, OTHER, STAFF)
        assert found == expected
