"""Publishing what was scheduled, once its moment has come."""

import logging

import sqlalchemy as sa

from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article
from app.blog.services.moves import carry_out
from app.blog.transitions import BY_MOVE
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic

log = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish what is due, each article once, whoever else runs this at the same moment.

    A moment missed is made up for. What cannot be published is tried again, and stops no other.
    """
    for article_id in db.session.scalars(sa.select(Article.id).where(_is_due())).all():
        try:
            _publish(article_id)
        except Exception:
            log.exception("Article %d was due and is not published.", article_id)


def _publish(article_id: int) -> None:
    """Publish an article under its lock, unless another process or an editor was quicker."""
    with atomic() as session:
        article = session.scalars(
            sa.select(Article).where(Article.id == article_id, _is_due()).with_for_update()
        ).one_or_none()
        if article is not None:
            article.publish_at = None
            carry_out(session, article, BY_MOVE[DeskMove.PUBLISH], actor_id=None)


def _is_due() -> sa.ColumnElement[bool]:
    """Return the condition that an article waits for a moment that has come."""
    return sa.and_(Article.state == ArticleState.SCHEDULED, Article.publish_at <= clock.now())
