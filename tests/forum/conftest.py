"""Who looks after a group in which people ask."""

import pytest

from app.accounts.models import Account
from app.groups.enums import Role
from app.groups.models import Group
from tests.factories.accounts import make_account
from tests.factories.groups import make_group, make_membership


@pytest.fixture
def moderator() -> Account:
    """Return somebody who looks after a group."""
    return make_account(display_name="Modou")


@pytest.fixture
def group(moderator: Account) -> Group:
    """Return the group they look after."""
    group = make_group()
    make_membership(group=group, account=moderator, role=Role.MODERATOR)
    return group
