"""Texts as they are submitted: rendered once, before any lock is held, and frozen."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import text
from app.blog.limits import CATEGORY_LENGTH
from app.blog.models import Manuscript
from app.blog.queries.entries import ARTICLE
from app.blog.queries.lengths import word_count
from app.blog.services.drafts import pictures_in
from app.blog.shapes import ArticleText
from app.core.slugs import slug_of
from app.core.subjects import SubjectRef
from app.media import services as media


def frozen(
    article_id: int,
    written: ArticleText,
    *,
    writer_id: int | None,
    account_id: int | None,
    at: datetime,
) -> Manuscript:
    """Return a text as a manuscript, without its number. Waits for the renderer.

    Args:
        article_id: whose text it is.
        written: what was typed.
        writer_id: in whose name it is kept.
        account_id: who has it rendered now; nobody for what comes from elsewhere.
        at: when it was submitted.

    Raises:
        TooOften: they have had a lot rendered within the minute.
    """
    if account_id is None:
        rendered = text.render(written.body, handles=())
    else:
        rendered = text.render_for(account_id, written.body, handles=())
    return Manuscript(
        article_id=article_id,
        **written._asdict(),
        category_slug=slug_of(written.category, limit=CATEGORY_LENGTH),
        html=str(rendered.html),
        renderer_version=rendered.version,
        word_count=word_count(written.body),
        created_at=at,
        created_by=writer_id,
    )


def keep_manuscript(session: Session, manuscript: Manuscript) -> None:
    """Keep a text under the next number of its article, whose lock the caller holds.

    The desk sees the pictures in it.
    """
    article_id = manuscript.article_id
    before = session.scalar(
        sa.select(sa.func.max(Manuscript.number)).where(Manuscript.article_id == article_id)
    )
    manuscript.number = (before or 0) + 1
    session.add(manuscript)
    session.flush()
    if manuscript.created_by is not None:
        ref = SubjectRef(ARTICLE, article_id)
        media.attach(ref, pictures_in(manuscript), writer_id=manuscript.created_by)
