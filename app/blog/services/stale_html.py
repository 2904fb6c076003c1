"""Articles whose HTML is to be made again: by a newer renderer, or because it was busy."""

import sqlalchemy as sa

from app import text
from app.blog.events import ArticleShown
from app.blog.models import Article, Manuscript
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic, emit

RERENDER = "blog.rerender"
"""The job that renders articles again."""
AT_ONCE = 20
"""Articles are long: what is left queues the next run, so that other jobs come in between."""


def rerender_articles() -> None:
    """Render some submitted texts again, those first that are shown as typed for now.

    Emits:
        ArticleShown: for each that everybody reads, and that looks otherwise now.
    """
    is_old = Manuscript.renderer_version < text.RENDERER_VERSION
    order = (Manuscript.renderer_version, Manuscript.id)
    outdated = sa.select(Manuscript.id, Manuscript.body).where(is_old).order_by(*order)
    rows = db.session.execute(outdated.limit(AT_ONCE)).all()
    db.session.rollback()  # nothing is held while texts are rendered
    for manuscript_id, rendered in text.rendered_anew(rows):
        _keep(manuscript_id, rendered)
    if len(rows) == AT_ONCE:
        enqueue(RERENDER)


def _keep(manuscript_id: int, rendered: text.Rendered) -> None:
    """Write the HTML of a text, which itself never changes."""
    with atomic() as session:
        manuscript = session.get(Manuscript, manuscript_id, with_for_update=True)
        if manuscript is None:
            return
        is_new = manuscript.html != str(rendered.html)
        manuscript.html, manuscript.renderer_version = str(rendered.html), rendered.version
        article = session.get_one(Article, manuscript.article_id, with_for_update=True)
        if is_new and article.published_id == manuscript_id and article.thread_id is not None:
            article.version += 1
            emit(ArticleShown(article_id=article.id, thread_id=article.thread_id))
