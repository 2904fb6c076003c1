"""Saying something of one paragraph, and seeing to it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import text
from app.blog import policy
from app.blog.events import RemarkTakenBack, RemarkWritten
from app.blog.limits import BLOCK_REMARK_LENGTH, REMARKS_AN_HOUR, REMARKS_MOST
from app.blog.models import Manuscript, Remark
from app.blog.queries.access import access_article_row, last_manuscript
from app.blog.queries.remarks import blocks_of_manuscript, quote_of
from app.blog.shapes import ArticleStanding, NewRemark
from app.core import clock
from app.core.characters import shows_nothing
from app.core.errors import Conflict, FormRefused, NotFound, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer


def write_remark(viewer: Viewer, article_id: int, new: NewRemark) -> int:
    """Say something of a paragraph; return its id. The same words twice make one remark.

    Emits:
        RemarkWritten: when it is new.

    Raises:
        Conflict: another text was submitted meanwhile, or much was said of this one already.
        Forbidden: the viewer does not read this article now.
        FormRefused: nothing is said, or too much, or of no paragraph.
        NotFound: there is no such article for this viewer.
        TooOften: they wrote many within the hour.
    """
    author_id = viewer.writing_id
    check_rate(REMARKS_AN_HOUR, "blog.remark", author_id)
    with atomic() as session:
        article, standing = access_article_row(viewer, article_id, is_locked=True)
        require(
            policy.may_remark(standing, article.state),
            _("Only the editor who is reading this article writes remarks on it."),
        )
        frozen = _still_last(article_id, new.manuscript_id)
        remark = Remark(
            article_id=article_id,
            manuscript_id=frozen.id,
            quote=_quote(frozen, new.block),
            block=new.block,
            body=_checked_body(new.body),
            author_id=author_id,
            created_at=clock.now(),
        )
        if (said := _said_already(session, remark)) is not None:
            return said
        session.add(remark)
        session.flush()
        emit(RemarkWritten(article_id=article_id, remark_id=remark.id, actor_id=author_id))
        return remark.id


def resolve_remark(viewer: Viewer, article_id: int, remark_id: int) -> None:
    """Say that a remark was seen to. Twice changes nothing.

    Raises:
        Forbidden: the viewer is neither an author nor the editor who reads the article.
        NotFound: there is no such remark for this viewer.
    """
    actor_id = viewer.writing_id
    with atomic() as session:
        remark = _access_to_resolve(session, viewer, article_id, remark_id)
        if remark.resolved_at is None:
            remark.resolved_at, remark.resolved_by = clock.now(), actor_id


def reopen_remark(viewer: Viewer, article_id: int, remark_id: int) -> None:
    """Say that a remark still waits. Twice changes nothing.

    Raises:
        Forbidden: the viewer is neither an author nor the editor who reads the article.
        NotFound: there is no such remark for this viewer.
    """
    _me = viewer.writing_id  # the suspended resolve nothing
    with atomic() as session:
        remark = _access_to_resolve(session, viewer, article_id, remark_id)
        remark.resolved_at = remark.resolved_by = None


def take_back_remark(viewer: Viewer, article_id: int, remark_id: int) -> None:
    """Take back what one has said, as long as nobody has seen to it.

    Emits:
        RemarkTakenBack

    Raises:
        Conflict: somebody has seen to it.
        Forbidden: somebody else said it.
        NotFound: there is no such remark for this viewer.
    """
    _me = viewer.writing_id  # the suspended take nothing back
    with atomic() as session:
        remark, _standing = _access_remark(session, viewer, article_id, remark_id)
        require(
            policy.may_take_back(viewer, remark.author_id),
            _("Only the editor who wrote this remark takes it back."),
        )
        if remark.resolved_at is not None:
            raise Conflict(_("This remark is resolved already: it stays."))
        session.delete(remark)
        session.flush()
        left = _count(session, remark.manuscript_id)
        emit(RemarkTakenBack(article_id=article_id, left=left))


def _access_to_resolve(session: Session, viewer: Viewer, article_id: int, remark_id: int) -> Remark:
    """Return a remark that the viewer may see to, its article locked."""
    remark, standing = _access_remark(session, viewer, article_id, remark_id)
    require(
        policy.may_resolve(standing),
        _("Only its authors and the editor who reads it resolve remarks."),
    )
    return remark


def _access_remark(
    session: Session, viewer: Viewer, article_id: int, remark_id: int
) -> tuple[Remark, ArticleStanding]:
    """Return a remark on an article that the viewer may open, which is locked.

    Raises:
        NotFound: there is no such one for this viewer.
    """
    _article, standing = access_article_row(viewer, article_id, is_locked=True)
    found = sa.select(Remark).where(Remark.id == remark_id, Remark.article_id == article_id)
    remark = session.scalars(found).one_or_none()
    if remark is None:
        raise NotFound
    return remark, standing


def _still_last(article_id: int, manuscript_id: int | None) -> Manuscript:
    """Return what was submitted last, when that is what was read.

    Raises:
        Conflict: it is not.
    """
    frozen = last_manuscript(article_id)
    if frozen is None or frozen.id != manuscript_id:
        raise Conflict(_("Another version was submitted meanwhile: read it first."))
    return frozen


def _quote(frozen: Manuscript, block: int | None) -> str:
    """Return how a paragraph begins.

    Raises:
        FormRefused: there is none of that number, or nothing to speak of in it.
    """
    blocks = blocks_of_manuscript(frozen.html)
    quote = quote_of(blocks[block]) if block is not None and 0 <= block < len(blocks) else ""
    if not quote:
        raise FormRefused(_("Choose the paragraph that your remark is about."))
    return quote


def _checked_body(typed: str) -> str:
    """Return what was said.

    Raises:
        FormRefused: nothing was, or too much.
    """
    body = text.normalise(typed).strip()
    if not body or shows_nothing(body):
        raise FormRefused(_("Write something first."), field="body")
    if len(body) > BLOCK_REMARK_LENGTH:
        most = _("At most {most} characters.", most=BLOCK_REMARK_LENGTH)
        raise FormRefused(most, field="body")
    return body


def _said_already(session: Session, remark: Remark) -> int | None:
    """Return a remark that says the same and still waits, as after a second click.

    Raises:
        Conflict: there is none, and no room for another one.
    """
    same = sa.select(Remark.id).where(
        Remark.manuscript_id == remark.manuscript_id,
        Remark.block == remark.block,
        Remark.author_id == remark.author_id,
        Remark.body == remark.body,
        Remark.resolved_at.is_(None),
    )
    said = session.scalars(same.limit(1)).one_or_none()
    if said is None and _count(session, remark.manuscript_id) >= REMARKS_MOST:
        raise Conflict(
            _(
                "There are {most} remarks on this version already: ask for changes first.",
                most=REMARKS_MOST,
            )
        )
    return said


def _count(session: Session, manuscript_id: int) -> int:
    """Return how many remarks there are on a submission."""
    counted = sa.select(sa.func.count()).where(Remark.manuscript_id == manuscript_id)
    return session.scalars(counted).one()
