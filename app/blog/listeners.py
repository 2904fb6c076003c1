"""What follows from what happens to articles."""

from app.blog.enums import DeskMove
from app.blog.events import (
    ArticleMoved,
    ArticleShown,
    CoauthorAsked,
    RemarkTakenBack,
    RemarkWritten,
)
from app.blog.queries.entries import ARTICLE, ASKING, ENTRY
from app.core.subjects import SubjectRef
from app.live import services as live
from app.notices import services as notices


def tell_of_move(event: ArticleMoved) -> None:
    """Tell the desk what waits there, and those concerned what became of an article."""
    is_to_read = event.move in {DeskMove.SUBMIT, DeskMove.CORRECT}
    kind = "blog.submitted" if is_to_read else "blog.moved"
    notices.record(kind, SubjectRef(ENTRY, event.entry_id), actor_id=event.actor_id)


def tell_coauthor(event: CoauthorAsked) -> None:
    """Tell somebody that they are asked to sign an article."""
    concerns = {event.account_id: "blog.asked"}
    ref = SubjectRef(ASKING, event.article_id)
    notices.record("blog.asked", ref, actor_id=event.actor_id, concerns=concerns)


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
