"""Moving an article from one state to another: the one door, whoever moves it."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy.orm import Session

from app import text
from app.blog import policy
from app.blog.enums import ArticleState, DeskMove, DeskNeed
from app.blog.events import ArticleMoved, ArticleShown
from app.blog.limits import MOVES_AN_HOUR, REMARK_LENGTH, SCHEDULED_WITHIN
from app.blog.models import Article, Manuscript, TimelineEntry
from app.blog.queries.access import access_article_row, last_manuscript
from app.blog.services.drafts import check_finished, checked_draft, save_article
from app.blog.services.manuscripts import frozen, keep_manuscript
from app.blog.services.publication import hide, show
from app.blog.shapes import ArticleText, Said
from app.blog.transitions import AGREEING, BY_MOVE, REVISED, SHOWN, STATE_WORDS, Transition
from app.core import clock
from app.core.errors import Conflict, FormRefused, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.shapes import shaped
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer

NOTHING_SAID = Said()


class _Made(TypedDict):
    """What the time line and those who hear of it are told alike."""

    move: DeskMove
    target: ArticleState
    actor_id: int | None


def move_article(
    viewer: Viewer, article_id: int, move: DeskMove, said: Said = NOTHING_SAID
) -> ArticleState:
    """Make a move; return the state it leads to.

    Emits:
        ArticleMoved; ArticleShown, ThreadOpened when it is published.

    Raises:
        Conflict: the article is not where this move begins: somebody else moved it.
        Forbidden: it is not this person's move to make.
        FormRefused: what has to be said is missing, or the text is not finished.
        NotFound: there is no such article for this viewer.
        TooOften: they made many moves within the hour.
    """
    actor_id, transition = viewer.writing_id, BY_MOVE[move]
    check_rate(MOVES_AN_HOUR, "blog.move", actor_id)
    remark = _checked_remark(transition, said)
    submitted = _submitted(viewer, article_id, transition, said)
    with atomic() as session:
        article, standing = access_article_row(viewer, article_id, is_locked=True)
        why = policy.refusal(standing, transition)
        require(not why, why)
        _require_open(transition, article, actor_id)
        _require_read(transition, article, said)
        article.publish_at = _checked_moment(transition, said)
        if submitted is not None:
            _keep(session, article, submitted, said)
        if move in {DeskMove.TAKE, DeskMove.RELEASE}:
            article.editor_id = actor_id if move is DeskMove.TAKE else None
        carry_out(session, article, transition, actor_id=actor_id, remark=remark)
        return article.state


def submit_article(
    viewer: Viewer, article_id: int, typed: ArticleText, *, check: Check = unseen
) -> None:
    """Keep what its authors have written, and submit it.

    Emits:
        ArticleMoved

    Raises:
        Changed: somebody has saved it since the form was made.
        Conflict, Forbidden: it is not theirs to write on now.
        FormRefused: something in it cannot be kept, or it is not finished; nothing is kept.
        NotFound: there is no such article for this viewer.
        TooOften: they made many moves within the hour.
    """
    check_finished(checked_draft(typed))
    save_article(viewer, article_id, typed, check=check)
    move_article(viewer, article_id, DeskMove.SUBMIT)


def carry_out(
    session: Session,
    article: Article,
    transition: Transition,
    *,
    actor_id: int | None,
    remark: str = "",
) -> None:
    """Move a locked article, whose move has been checked, and write it into its time line.

    Emits:
        ArticleMoved; ArticleShown, ThreadOpened when it is published.
    """
    was, manuscript = article.state, last_manuscript(article.id)
    article.state, article.moved_at = transition.target, clock.now()
    article.version += 1
    is_shown_anew = article.state in SHOWN and was not in SHOWN
    if manuscript is not None and (is_shown_anew or transition.move in REVISED):
        show(session, article, manuscript)
    if was in SHOWN and article.state not in SHOWN:
        hide(article)
    if article.thread_id is not None and SHOWN & {was, article.state}:
        emit(ArticleShown(article_id=article.id, thread_id=article.thread_id))
    made: _Made = {"move": transition.move, "target": article.state, "actor_id": actor_id}
    entry = TimelineEntry(
        manuscript_id=manuscript.id if manuscript else None,
        created_at=article.moved_at,
        article_id=article.id,
        source=was,
        **made,
        remark=remark,
    )
    session.add(entry)
    session.flush()
    emit(ArticleMoved(article_id=article.id, entry_id=entry.id, **made))


def _require_open(transition: Transition, article: Article, actor_id: int) -> None:
    """Go on when the move begins where the article is.

    Raises:
        Conflict: it does not; the sentence says where the article is now.
    """
    if not policy.is_open(transition, article.state):
        where = STATE_WORDS[article.state]
        raise Conflict(
            _("That is not possible now: the article is in the state “{state}”.", state=where)
        )
    has_it = article.state is ArticleState.IN_REVIEW and article.editor_id == actor_id
    if transition.move is DeskMove.TAKE and has_it:
        raise Conflict(_("You are reading it already."))


def _require_read(transition: Transition, article: Article, said: Said) -> None:
    """Go on when what is agreed to is what was read.

    Raises:
        Conflict: another text was submitted since the page was made.
    """
    if transition.move not in AGREEING or said.manuscript_id is None:
        return
    newest = last_manuscript(article.id)
    if newest is not None and newest.id != said.manuscript_id:
        raise Conflict(_("Another text was submitted meanwhile: read that one first."))


def _checked_remark(transition: Transition, said: Said) -> str:
    """Return what was said.

    Raises:
        FormRefused: nothing was, and something has to be; or too much.
    """
    remark = text.normalise(said.remark)
    if len(remark) > REMARK_LENGTH:
        raise FormRefused(_("At most {most} characters.", most=REMARK_LENGTH), field="remark")
    if not remark.strip() and transition.need is DeskNeed.REMARK:
        raise FormRefused(_("Say what is to be changed."), field="remark")
    if not remark.strip() and transition.need is DeskNeed.REASON:
        raise FormRefused(_("Say why: its author reads it."), field="reason")
    return remark


def _checked_moment(transition: Transition, said: Said) -> datetime | None:
    """Return when an article is to be published; `None` for any move but that.

    Raises:
        FormRefused: no moment was given, or one that is past or too far away.
    """
    if transition.need is not DeskNeed.MOMENT:
        return None
    if said.moment is None:
        raise FormRefused(_("Choose a day and a time."), field="publish_at")
    now = clock.now()
    if said.moment <= now:
        raise FormRefused(_("This moment is past: choose a later one."), field="publish_at")
    if said.moment > now + SCHEDULED_WITHIN:
        raise FormRefused(_("Choose a moment within a year."), field="publish_at")
    return said.moment


def _submitted(
    viewer: Viewer, article_id: int, transition: Transition, said: Said
) -> Manuscript | None:
    """Return the text that a move submits, if it does; rendered before any lock is held.

    Raises:
        Forbidden: it is not this person's move to make.
        FormRefused: it is not finished.
        NotFound: there is no such article for this viewer.
        TooOften: its author has had a lot rendered within the minute.
    """
    if transition.move is not DeskMove.SUBMIT and transition.need is not DeskNeed.TEXT:
        return None
    article, standing = access_article_row(viewer, article_id)
    why, me = policy.refusal(standing, transition), viewer.writing_id
    require(not why, why)
    written = shaped(ArticleText, article) if said.text is None else checked_draft(said.text)
    check_finished(written)
    return frozen(article_id, written, writer_id=me, account_id=me, at=clock.now())


def _keep(session: Session, article: Article, manuscript: Manuscript, said: Said) -> None:
    """Keep what is submitted; a correction is what its authors go on from.

    Raises:
        Changed, Conflict: it was saved again since it was read.
    """
    if said.text is not None:
        said.check()
        for name, typed in shaped(ArticleText, manuscript)._asdict().items():
            setattr(article, name, typed)
    elif shaped(ArticleText, article) != shaped(ArticleText, manuscript):
        raise Conflict(_("The text was saved again meanwhile: look at it, then submit it."))
    keep_manuscript(session, manuscript)
