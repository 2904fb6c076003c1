"""What everybody reads: shown with its comments, and hidden again; inside `atomic()`."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.blog.limits import SLUG_LENGTH
from app.blog.models import Article, Manuscript
from app.blog.queries.access import author_ids
from app.blog.queries.entries import ARTICLE
from app.blog.queries.facts import KIND, THREAD
from app.blog.services.drafts import pictures_in
from app.core import clock
from app.core.errors import Conflict
from app.core.i18n import _
from app.core.slugs import slug_of
from app.core.subjects import SubjectRef
from app.media import queries as media_queries
from app.media import services as media
from app.threads.services.hosted_threads import HostedThread, hide_hosted, open_hosted, show_hosted

RESERVED = frozenset(
    {
        "actes",
        "article",
        "auteurs",
        "messages",
        "categories",
        "proposer",
        "invitation",
        "personnes",
        "apercu",
    }
)
"""Words of addresses of the blog that no article has for its own."""


def show(
    session: Session, article: Article, manuscript: Manuscript, *, is_news: bool = True
) -> int:
    """Let everybody read a text, under the address that the article keeps for good.

    Returns the thread under it.

    Emits:
        ThreadOpened: the first time.
    """
    writer_id = author_ids(article.id)[0]
    if article.slug is None:
        _name(session, article, manuscript.title)
    article.published_id = manuscript.id
    article.published_at = article.published_at or clock.now()
    hosted = HostedThread(title=manuscript.title, slug=article.slug or "")
    session.flush()  # the search entry of the thread is made of the text
    if article.thread_id is None:
        article.thread_id = open_hosted(
            KIND,
            writer_id,
            hosted,
            beside=lambda thread_id: _tie(session, article, thread_id),
            at=None if is_news else article.published_at,
        )
    else:
        show_hosted(article.thread_id, hosted)
    shown_in = SubjectRef(THREAD, article.thread_id)
    media.remove_of(shown_in)  # what is in this text is shown, and what was in another is not
    media.attach(shown_in, _read_at_desk(article, manuscript), writer_id=writer_id)
    return article.thread_id


def _read_at_desk(article: Article, manuscript: Manuscript) -> set[str]:
    """Return the pictures of a text that the desk has seen: whoever submitted it might show them.

    So nobody shows a picture by naming it that they were never shown.
    """
    ref = SubjectRef(ARTICLE, article.id)
    seen = {picture.token for picture in media_queries.files_of([ref])[ref]}
    return seen & {*pictures_in(manuscript)}


def hide(article: Article) -> None:
    """Let nobody read an article any more; its comments wait with it."""
    if article.thread_id is not None:
        hide_hosted(article.thread_id)


def _tie(session: Session, article: Article, thread_id: int) -> None:
    """Tie a new thread to its article, before anybody is told of it."""
    article.thread_id = thread_id
    session.flush()


def _name(session: Session, article: Article, title: str) -> None:
    """Give an article its address.

    Raises:
        Conflict: another one has just got it.
    """
    try:
        with session.begin_nested():
            article.slug = _free_slug(session, title)
            session.flush()
    except IntegrityError as error:
        raise Conflict(_("An article of this title is being published: try again.")) from error


def _free_slug(session: Session, title: str) -> str:
    """Return an address that no article has, numbered when the title was used before."""
    base = slug_of(title, limit=SLUG_LENGTH - 15) or "article"
    if base[0].isdigit():  # an address that begins with a number is a thread's own
        base = f"article-{base}"
    known = sa.select(Article.slug).where(Article.slug.startswith(base, autoescape=True))
    taken = RESERVED | {slug for slug in session.scalars(known) if slug}
    if base not in taken:
        return base
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken
    )
