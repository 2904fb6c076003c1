"""The third gate of a group: what may be done there, or why not."""

from app.core.errors import NotFound, require
from app.groups.shapes import Tie


def require_in(tie: Tie, sentence: str, *, is_allowed: bool) -> None:
    """Go on, or refuse: a member with the sentence, anybody else as if nothing were there.

    Raises:
        Forbidden: a member lacks the right.
        NotFound: the viewer is no member.
    """
    if not is_allowed and tie.role is None:
        raise NotFound
    require(is_allowed, sentence)
