"""Who may do what with an article. Pure: each line is one of the table in docs/rooms/blog.md."""

from app.blog.enums import ArticleState, DeskMove, DeskRole
from app.blog.shapes import ArticleStanding
from app.blog.transitions import SEEN_BY_EDITORS, TRANSITIONS, WRITING, Transition
from app.core.i18n import _
from app.core.viewer import Right, Viewer


def is_editor(viewer: Viewer) -> bool:
    """Those who may work at the desk."""
    return viewer.has(Right.BLOG_EDIT)


def may_see(standing: ArticleStanding, state: ArticleState) -> bool:
    """The authors, and who is asked to be one; editors once it was submitted."""
    is_theirs = standing.is_author or standing.is_asked
    return is_theirs or (standing.is_editor and state in SEEN_BY_EDITORS)


def may_write(standing: ArticleStanding, state: ArticleState) -> bool:
    """The authors, while the text is theirs."""
    return standing.is_author and state in WRITING


def may_throw_away(standing: ArticleStanding, state: ArticleState, *, is_unseen: bool) -> bool:
    """The authors, as long as it was never submitted."""
    return standing.is_author and state is ArticleState.DRAFT and is_unseen


def may_remark(standing: ArticleStanding, state: ArticleState) -> bool:
    """The editor who is named on it, while they read it."""
    reads_it = standing.is_editor and standing.is_reviewer and not standing.is_author
    return reads_it and state is ArticleState.IN_REVIEW


def may_resolve(standing: ArticleStanding) -> bool:
    """The authors, and the editor who is named on it."""
    return standing.is_author or (standing.is_editor and standing.is_reviewer)


def may_take_back(viewer: Viewer, author_id: int | None) -> bool:
    """Who wrote the remark, as long as they are an editor."""
    return is_editor(viewer) and viewer.is_account(author_id)


def is_open(transition: Transition, state: ArticleState) -> bool:
    """The move leads on from this state."""
    return state in transition.sources


def refusal(standing: ArticleStanding, transition: Transition) -> str:
    """Return why this person does not make a move, as a sentence; empty when they may."""
    if transition.role is DeskRole.AUTHOR:
        return "" if standing.is_author else _("Only its authors do this.")
    if not standing.is_editor:
        return _("Only editors do this.")
    if standing.has_part:
        return _("You wrote this article: another editor decides about it.")
    if transition.role is DeskRole.REVIEWER and not standing.is_reviewer:
        return _("Another editor reads this article: take it over first.")
    return ""


def offered(standing: ArticleStanding, state: ArticleState) -> tuple[Transition, ...]:
    """Return the moves that this person may make now; their buttons, in this order.

    Who reads an article already does not take it.
    """
    has_it = standing.is_reviewer and state is ArticleState.IN_REVIEW
    return tuple(
        one
        for one in TRANSITIONS
        if is_open(one, state)
        and not refusal(standing, one)
        and not (has_it and one.move is DeskMove.TAKE)
    )
