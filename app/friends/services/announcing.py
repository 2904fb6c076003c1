"""How rooms above say who may know whom: `prepares=(friends.suggests(…),)` on their card."""

from collections.abc import Callable

from flask import Flask

from app.friends.company import announce_company
from app.friends.shapes import FindCompany


def suggests(find: FindCompany) -> Callable[[Flask], None]:
    """Return what announces who knows what people have in common, when the house is furnished.

    Args:
        find: a member → people in company with them, a hundred of each kind at the most, the
            closest kind first. Nothing of it may come from anybody's friends.
    """
    return lambda app: announce_company(app, find)
