"""The third gate of a group: what may be done there, or why not."""

from app.core.errors import FormRefused, NotFound, require
from app.groups.enums import OFFERED, UNINVITED, Joining
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


def refuse_uninvited(joining: Joining, *, before: Joining | None = None) -> None:
    """Refuse a way in that nobody could take; what a group is already, it may stay.

    Raises:
        FormRefused: it is not offered.
    """
    if joining not in OFFERED and joining is not before:
        raise FormRefused(str(UNINVITED), field="joining")
