"""Throwing away what was begun and never submitted."""

from app.blog import policy
from app.blog.queries.access import access_article_row, author_ids, last_manuscript
from app.blog.queries.entries import DRAFT
from app.blog.queries.facts import ARTICLE_DRAFT
from app.core.errors import require
from app.core.events import SubjectRemoved
from app.core.i18n import _
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.threads.services.drafts import drop_draft


def throw_away(viewer: Viewer, article_id: int) -> None:
    """Let a draft go for good that nobody but its authors has seen, with all that is kept of it.

    Emits:
        SubjectRemoved: of what held its pictures.

    Raises:
        Forbidden: it was submitted once, or the viewer does not write it.
        NotFound: there is no such article for this viewer.
    """
    _me = viewer.writing_id  # the suspended throw nothing away
    with atomic() as session:
        article, standing = access_article_row(viewer, article_id, is_locked=True)
        is_unseen = last_manuscript(article_id) is None
        require(
            policy.may_throw_away(standing, article.state, is_unseen=is_unseen),
            _("Only its authors throw a draft away, and only one that was never submitted."),
        )
        for account_id in author_ids(article_id):
            drop_draft(account_id, f"{ARTICLE_DRAFT}:{article_id}")
        session.delete(article)
        session.flush()
        emit(SubjectRemoved(ref=SubjectRef(DRAFT, article_id)))
