"""Who writes an article with whom: asked, and in the byline once they have agreed."""

from app.accounts import queries as accounts
from app.blog import policy
from app.blog.events import ArticleShown, CoauthorAsked
from app.blog.limits import ASKED_A_DAY, AUTHORS_MOST
from app.blog.models import Article, ArticleAuthor
from app.blog.queries.access import access_article_row, writers_of
from app.core import clock
from app.core.errors import FormRefused, NotFound, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer


def ask_coauthor(viewer: Viewer, article_id: int, name: str) -> None:
    """Ask somebody to sign an article as well; who is asked already is not asked again.

    Args:
        viewer: an author of it.
        article_id: the article.
        name: the handle of whom they ask, with or without "@".

    Emits:
        CoauthorAsked

    Raises:
        Forbidden: the text is not theirs to change now.
        FormRefused: at `handle`, when there is nobody of that name, or there are many already.
        NotFound: there is no such article for this viewer.
        TooOften: they asked many within the day.
    """
    me, handle = viewer.writing_id, name.strip().removeprefix("@").lower()
    check_rate(ASKED_A_DAY, "blog.ask", me)
    asked_id = accounts.by_handle([handle]).get(handle)
    with atomic() as session:
        article, standing = access_article_row(viewer, article_id, is_locked=True)
        require(policy.may_write(standing, article.state), _("It cannot be changed now."))
        if asked_id is None or asked_id in accounts.blocked_with(me):
            raise FormRefused(_("There is nobody of this handle here."), field="handle")
        known = writers_of(article_id)
        if asked_id in known:
            raise FormRefused(
                _("This person is asked already, writes it, or has left it."), field="handle"
            )
        if len(known) >= AUTHORS_MOST:
            raise FormRefused(_("At most {most} authors.", most=AUTHORS_MOST), field="handle")
        position = max(one.position for one in known.values()) + 1
        session.add(ArticleAuthor(article_id=article_id, account_id=asked_id, position=position))
        emit(CoauthorAsked(article_id=article_id, account_id=asked_id, actor_id=me))


def sign_article(viewer: Viewer, article_id: int) -> None:
    """Agree to write an article with those who asked.

    Emits:
        ArticleShown: when everybody reads it.

    Raises:
        NotFound: nobody asked this viewer.
    """
    me = viewer.writing_id
    with atomic() as session:
        article = _locked(viewer, article_id)
        mine = session.get(ArticleAuthor, (article_id, me))
        if mine is None or mine.left_at is not None:
            raise NotFound
        mine.accepted_at = mine.accepted_at or clock.now()
        _show_byline(article)


def leave_article(viewer: Viewer, article_id: int, account_id: int) -> None:
    """Let somebody stand in a byline no more: oneself, or whom one asked; never who began it.

    Emits:
        ArticleShown: when everybody reads it.

    Raises:
        Forbidden: it is not theirs to say.
        NotFound: there is no such article for this viewer, or no such author of it.
    """
    me = viewer.writing_id
    with atomic() as session:
        article, known = _locked(viewer, article_id), writers_of(article_id)
        here = {one for one, row in known.items() if row.left_at is None}
        if me not in here or account_id not in here:
            raise NotFound
        is_theirs = account_id == me or known[me].position == 0
        require(is_theirs and known[account_id].position > 0, _("Only who began it says this."))
        if known[account_id].accepted_at is None:
            session.delete(known[account_id])
        else:
            known[account_id].left_at = clock.now()
        _show_byline(article)


def _locked(viewer: Viewer, article_id: int) -> Article:
    """Return an article under its lock, to a viewer who may open it."""
    article, _standing = access_article_row(viewer, article_id, is_locked=True)
    return article


def _show_byline(article: Article) -> None:
    """Let pages show who signs an article now."""
    article.version += 1
    if article.thread_id is not None:
        emit(ArticleShown(article_id=article.id, thread_id=article.thread_id))
