"""Whom one may know: people of one's groups and department, nobody through anybody's friends."""

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.i18n import _
from app.core.viewer import Viewer
from app.friends.limits import CONSIDERED, SUGGESTED
from app.friends.models import FriendRequest, Friendship
from app.friends.providers import suggestion_sources
from app.friends.shapes import SuggestedItem, SuggestionSource


def suggested(viewer: Viewer) -> tuple[SuggestedItem, ...]:
    """Return people whom the viewer may know, those with most in common first.

    Never somebody between whom and the viewer anything has been: a friendship, a request whatever
    became of it, a block. However large the community is, a few hundred rows are read.
    """
    reasons: dict[int, str] = {}
    shared: Counter[int] = Counter()
    for company in (*suggestion_sources(viewer), _neighbours(viewer)):
        for account_id in company.account_ids:
            shared[account_id] += 1
            reasons.setdefault(account_id, company.reason)
    strangers = set(shared) - _known(viewer, shared.keys())
    ranked = sorted(strangers, key=lambda one: (-shared[one], -one))[: 2 * SUGGESTED]
    faces = {face.id: face for face in accounts.people_to_find(ranked)} if ranked else {}
    items = [SuggestedItem(face=faces[one], reason=reasons[one]) for one in ranked if one in faces]
    return tuple(items[:SUGGESTED])


def _neighbours(viewer: Viewer) -> SuggestionSource:
    """Return the people of the viewer's department who let the viewer know it."""
    found = accounts.neighbours(viewer, most=CONSIDERED)
    return SuggestionSource(
        reason=_("in the same department: {name}", name=found.department),
        account_ids=found.account_ids,
    )


def _known(viewer: Viewer, ids: Collection[int]) -> set[int]:
    """Return those with whom there is or was something, and the viewer."""
    me = viewer.known_id
    known = {me} | accounts.blocked_with(me)
    if ids:
        friends = sa.select(Friendship.friend_id).where(Friendship.account_id == me)
        asked = sa.select(FriendRequest.asked_id).where(FriendRequest.asker_id == me)
        askers = sa.select(FriendRequest.asker_id).where(FriendRequest.asked_id == me)
        known |= set(db.session.scalars(friends.union_all(asked, askers)))
    return known
