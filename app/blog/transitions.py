"""The way of an article, as data: states, moves, who makes them, and what has to be said.

This table is the only place that knows it. Services move articles by it, pages offer its buttons,
docs/rooms/blog.md shows it, and `tests/blog/test_transitions.py` tries every state with every move
and every role. There is no way to `PUBLISHED` but through `APPROVED`, and nobody approves what
they wrote themselves; what is published is changed by an editor who did not write it.
"""

from dataclasses import dataclass
from types import MappingProxyType

from app.blog.enums import ArticleState as State
from app.blog.enums import DeskMove as Move
from app.blog.enums import DeskNeed as Need
from app.blog.enums import DeskRole as Role
from app.core.i18n import lazy


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One move: from where to where, and by whom."""

    move: Move
    address: str
    """Last part of the address it is posted to."""
    sources: frozenset[State]
    target: State
    role: Role
    need: Need | None = None
    """What has to be said with it."""
    label: str
    """On its button. Lazy."""
    told: str
    """In the time line, after who did it. Lazy."""


TRANSITIONS = (
    Transition(
        move=Move.SUBMIT,
        address="soumettre",
        sources=frozenset({State.DRAFT, State.CHANGES_REQUESTED}),
        target=State.SUBMITTED,
        role=Role.AUTHOR,
        label=lazy("Submit to the editors"),
        told=lazy("submitted the article"),
    ),
    Transition(
        move=Move.TAKE,
        address="prendre",
        sources=frozenset({State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED}),
        target=State.IN_REVIEW,
        role=Role.EDITOR,
        label=lazy("I will read it"),
        told=lazy("took it to read"),
    ),
    Transition(
        move=Move.RELEASE,
        address="rendre",
        sources=frozenset({State.IN_REVIEW}),
        target=State.SUBMITTED,
        role=Role.REVIEWER,
        label=lazy("Leave it to another editor"),
        told=lazy("left it to another editor"),
    ),
    Transition(
        move=Move.REQUEST_CHANGES,
        address="demander-des-changements",
        sources=frozenset({State.IN_REVIEW}),
        target=State.CHANGES_REQUESTED,
        role=Role.REVIEWER,
        need=Need.REMARK,
        label=lazy("Ask for changes"),
        told=lazy("asked for changes"),
    ),
    Transition(
        move=Move.APPROVE,
        address="approuver",
        sources=frozenset({State.IN_REVIEW}),
        target=State.APPROVED,
        role=Role.REVIEWER,
        label=lazy("Approve"),
        told=lazy("approved it"),
    ),
    Transition(
        move=Move.DECLINE,
        address="refuser",
        sources=frozenset({State.IN_REVIEW}),
        target=State.DECLINED,
        role=Role.REVIEWER,
        need=Need.REASON,
        label=lazy("Decline"),
        told=lazy("declined it"),
    ),
    Transition(
        move=Move.SCHEDULE,
        address="programmer",
        sources=frozenset({State.APPROVED, State.SCHEDULED}),
        target=State.SCHEDULED,
        role=Role.EDITOR,
        need=Need.MOMENT,
        label=lazy("Publish later"),
        told=lazy("chose when it is published"),
    ),
    Transition(
        move=Move.PUBLISH,
        address="publier",
        sources=frozenset({State.APPROVED, State.SCHEDULED}),
        target=State.PUBLISHED,
        role=Role.EDITOR,
        label=lazy("Publish now"),
        told=lazy("published it"),
    ),
    Transition(
        move=Move.CORRECT,
        address="proposer-une-correction",
        sources=frozenset({State.PUBLISHED}),
        target=State.CORRECTION,
        role=Role.AUTHOR,
        need=Need.TEXT,
        label=lazy("Propose a correction"),
        told=lazy("proposed a correction"),
    ),
    Transition(
        move=Move.ACCEPT_CORRECTION,
        address="accepter-la-correction",
        sources=frozenset({State.CORRECTION}),
        target=State.PUBLISHED,
        role=Role.EDITOR,
        label=lazy("Publish the correction"),
        told=lazy("published the correction"),
    ),
    Transition(
        move=Move.REJECT_CORRECTION,
        address="refuser-la-correction",
        sources=frozenset({State.CORRECTION}),
        target=State.PUBLISHED,
        role=Role.EDITOR,
        need=Need.REASON,
        label=lazy("Leave the text as it is"),
        told=lazy("left the text as it is"),
    ),
    Transition(
        move=Move.FIX_TYPO,
        address="corriger-une-coquille",
        sources=frozenset({State.PUBLISHED}),
        target=State.PUBLISHED,
        role=Role.EDITOR,
        need=Need.TEXT,
        label=lazy("Correct a slip of the pen"),
        told=lazy("corrected a slip of the pen"),
    ),
    Transition(
        move=Move.ARCHIVE,
        address="archiver",
        sources=frozenset({State.PUBLISHED}),
        target=State.ARCHIVED,
        role=Role.EDITOR,
        label=lazy("Archive"),
        told=lazy("archived it"),
    ),
    Transition(
        move=Move.RESTORE,
        address="restaurer",
        sources=frozenset({State.ARCHIVED}),
        target=State.PUBLISHED,
        role=Role.EDITOR,
        label=lazy("Put it back on the front page"),
        told=lazy("put it back on the front page"),
    ),
    Transition(
        move=Move.UNPUBLISH,
        address="depublier",
        sources=frozenset({State.PUBLISHED, State.ARCHIVED}),
        target=State.CHANGES_REQUESTED,
        role=Role.EDITOR,
        need=Need.REASON,
        label=lazy("Take it off the blog"),
        told=lazy("took it off the blog"),
    ),
    Transition(
        move=Move.WITHDRAW,
        address="retirer",
        sources=frozenset(State) - {State.DRAFT, State.WITHDRAWN, State.DECLINED},
        target=State.WITHDRAWN,
        role=Role.AUTHOR,
        label=lazy("Withdraw"),
        told=lazy("withdrew it"),
    ),
    Transition(
        move=Move.RESUME,
        address="reprendre",
        sources=frozenset({State.WITHDRAWN, State.DECLINED}),
        target=State.DRAFT,
        role=Role.AUTHOR,
        label=lazy("Take the text up again"),
        told=lazy("took it up again"),
    ),
)

BY_MOVE = MappingProxyType({one.move: one for one in TRANSITIONS})
BY_ADDRESS = MappingProxyType({one.address: one for one in TRANSITIONS})

WRITING = frozenset({State.DRAFT, State.CHANGES_REQUESTED})
"""Its authors may change the text."""
LISTED = frozenset({State.PUBLISHED, State.CORRECTION})
"""It stands in lists and feeds."""
SHOWN = LISTED | {State.ARCHIVED}
"""Everybody reads it."""
AGREEING = frozenset({Move.APPROVE, Move.ACCEPT_CORRECTION})
"""An editor has read a text, and agrees to it."""
REVISED = frozenset({Move.ACCEPT_CORRECTION, Move.FIX_TYPO})
"""From then on everybody reads what was submitted last."""
SEEN_BY_EDITORS = frozenset(State) - {State.DRAFT}
"""Editors see what was submitted, and never what is still being written."""
WAITING = frozenset(
    {State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED, State.CORRECTION}
)
"""The desk has something to do, or to look out for."""

STATE_WORDS = MappingProxyType(
    {
        State.DRAFT: lazy("Draft"),
        State.SUBMITTED: lazy("Submitted"),
        State.IN_REVIEW: lazy("Being read"),
        State.CHANGES_REQUESTED: lazy("To be changed"),
        State.APPROVED: lazy("Approved"),
        State.SCHEDULED: lazy("Scheduled"),
        State.PUBLISHED: lazy("Published"),
        State.CORRECTION: lazy("Published, correction proposed"),
        State.ARCHIVED: lazy("Archived"),
        State.WITHDRAWN: lazy("Withdrawn"),
        State.DECLINED: lazy("Declined"),
    }
)
"""Each state in a word or two."""
