"""The third gate of a group: what may be done there, or why not."""

from collections.abc import Callable

from app.core.errors import FormRefused, NotFound, require
from app.core.viewer import Viewer
from app.groups.enums import OFFERED, UNINVITED, Joining
from app.groups.queries.access import access_membership_facts
from app.groups.shapes import MembershipFacts


def require_member(facts: MembershipFacts, sentence: str, *, is_allowed: bool) -> None:
    """Go on, or refuse: a member with the sentence, anybody else as if nothing were there.

    Raises:
        Forbidden: a member lacks the right.
        NotFound: the viewer is no member.
    """
    if not is_allowed and facts.role is None:
        raise NotFound
    require(is_allowed, sentence)


def access_facts_of(
    viewer: Viewer,
    group: int | str,
    sentence: str,
    may: Callable[[Viewer, MembershipFacts], bool],
) -> MembershipFacts:
    """Return what binds the viewer to a group, named by its id or its slug, if they may act there.

    Raises:
        Forbidden: a member lacks the right; they read the sentence.
        NotFound: there is no such group, or not for this viewer.
    """
    facts = access_membership_facts(viewer, group)
    require_member(facts, sentence, is_allowed=may(viewer, facts))
    return facts


def refuse_uninvited(joining: Joining, *, before: Joining | None = None) -> None:
    """Refuse a way in that nobody could take; what a group is already, it may stay.

    Raises:
        FormRefused: it is not offered.
    """
    if joining not in OFFERED and joining is not before:
        raise FormRefused(str(UNINVITED), field="joining")
