"""What follows from what happens to articles."""

from app.blog.enums import DeskMove
from app.blog.events import ArticleMoved, ArticleShown, RemarkTakenBack, RemarkWritten
from app.blog.queries.entries import ARTICLE, ENTRY
from app.core.subjects import SubjectRef
from app.live import services as live
from app.notices import services as notices


def tell_of_move(event: ArticleMoved) -> None:
    """Tell the desk what waits there, and those concerned what became of an article."""
    kind = "blog.submitted" if event.move is DeskMove.SUBMIT else "blog.moved"
    notices.record(kind, SubjectRef(ENTRY, event.entry_id), actor_id=event.actor_id)


def tell_of_remark(event: RemarkWritten) -> None:
    """Tell its authors that something was said of their text."""
    notices.record("blog.remarked", SubjectRef(ARTICLE, event.article_id), actor_id=event.actor_id)


def tell_no_more(event: RemarkTakenBack) -> None:
    """Say nothing more of remarks when the last one was taken back."""
    if event.left == 0:
        notices.end("blog.remarked", SubjectRef(ARTICLE, event.article_id))


def forget_pages(_event: ArticleShown) -> None:
    """Forget all that shows an article, or showed it: lists, feeds, other articles beside it."""
    live.forget_fragments()
