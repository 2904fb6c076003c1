"""How the room that keeps friendships makes them known: `prepares=(knows_friends(…),)`."""

from collections.abc import Callable

from flask import Flask

from app.accounts.friends import FindFriends, announce_friends


def knows_friends(find: FindFriends) -> Callable[[Flask], None]:
    """Return what announces who knows the friends of each person, when the house is furnished.

    Args:
        find: an account → its friends, as a sub-select of one column.
    """
    return lambda app: announce_friends(app, find)
