"""A thread as a page: posts kept for everybody, and over them what depends on who looks."""

import textwrap

from flask import request

from app.core import clock
from app.core.errors import NotFound
from app.core.subjects import is_id
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.forms import ReplyForm
from app.forum.limits import OLD_THREAD
from app.forum.pieces import page_pieces
from app.forum.queries.drafts import draft_at
from app.forum.queries.overlays import overlays
from app.forum.queries.posts import ORDERS, post_item
from app.forum.shapes import PostItem, PostOverlay, PostPiece, ThreadHead
from app.text import Html
from app.web.addresses import site_url
from app.web.answers import render_page
from app.web.fragments import rendered
from app.web.paging import Pager, here_with
from app.web.viewing import viewer


def thread_page(
    head: ThreadHead, *, form: ReplyForm | None = None, preview: Html | None = None
) -> tuple[str, int]:
    """Return the page of a thread, with the form as it was typed when it is refused."""
    looking = viewer()
    number = request.args.get("page", 1, type=int)
    order = request.args.get("ordre", ORDERS[0])
    if number < 1 or number > 10**6 or order not in ORDERS:
        raise NotFound
    pieces, has_next = page_pieces(head, page=number, order=order)
    if number > 1 and not pieces:
        raise NotFound
    mine = overlays(looking, head, [piece.post for piece in pieces])
    form = form or _empty_form(looking, head)
    body = render_page(
        "forum/thread.html",
        head=head,
        posts=tuple(_assembled(piece, mine.get(piece.post.id)) for piece in pieces),
        opening=next((piece.post for piece in pieces if piece.post.is_opening), None),
        solution=_solution(head, pieces),
        order=order,
        page_number=number,
        pager=_pager(number, has_next=has_next),
        last_number=head.post_count,
        structured=_structured(head, pieces) if looking.is_guest else {},
        description=_description(pieces),
        canonical=site_url() + head.url,
        form=form,
        reply_to=_reply_to(head, form),
        preview=preview,
        draft_place=draft_place(head, form),
        may_reply=policy.may_reply(looking, head.standing, is_closed=head.is_closed),
        may_accept=policy.may_accept(looking, head.standing, head),
        may_moderate=policy.may_moderate(looking, head.standing),
        is_old=head.active_at < clock.now() - OLD_THREAD,
    )
    return body, form.status


def draft_place(head: ThreadHead, form: ReplyForm) -> str:
    """Return where the draft of this form is kept."""
    parent = form.parent_id.data
    return f"post:{parent}" if parent else f"thread:{head.id}"


def _assembled(piece: PostPiece, overlay: PostOverlay | None) -> Html:
    """Return a post as this viewer sees it."""
    if overlay is None:
        return piece.html
    actions = rendered("forum/_post_actions.html", post=piece.post, overlay=overlay)
    return piece.before + actions + piece.after


def _empty_form(looking: Viewer, head: ThreadHead) -> ReplyForm:
    """Return the form with the draft of this place, if one was begun and can be shown."""
    parent = request.args.get("repondre", type=int)
    form = ReplyForm(parent_id=parent or "")
    if not looking.is_guest and parent:
        draft = draft_at(looking, draft_place(head, form))
        form.body.data = draft.body if draft else ""
    return form


def _reply_to(head: ThreadHead, form: ReplyForm) -> PostItem | None:
    """Return the post that the form replies to."""
    parent = str(form.parent_id.data or "")
    return post_item(head, int(parent)) if is_id(parent) else None


def _solution(head: ThreadHead, pieces: tuple[PostPiece, ...]) -> PostItem | None:
    """Return the solution; it stands on the first page."""
    return next((piece.post for piece in pieces if piece.post.id == head.solution_id), None)


def _pager(number: int, *, has_next: bool) -> Pager:
    """Return the links to the pages around this one."""
    previous = number - 1
    return Pager(
        next_url=here_with(page=number + 1) if has_next else None,
        previous_url=here_with(page=previous if previous > 1 else None) if previous else None,
    )


def _description(pieces: tuple[PostPiece, ...]) -> str:
    """Return the opening in plain words, for search engines."""
    first = next((piece.post for piece in pieces if piece.post.is_opening), None)
    return textwrap.shorten(first.excerpt, 160, placeholder="…") if first else ""


def _structured(head: ThreadHead, pieces: tuple[PostPiece, ...]) -> dict[str, object]:
    """Return what search engines understand. Source: schema.org, QAPage."""
    if not head.is_question:
        return {}
    answers = [piece.post for piece in pieces if piece.post.is_answer and not piece.post.is_deleted]
    opening = next((piece.post for piece in pieces if piece.post.is_opening), None)
    if opening is None:
        return {}
    question = _structured_post(opening, "Question") | {
        "name": head.title,
        "answerCount": head.answer_count,
        "suggestedAnswer": [
            _structured_post(post, "Answer") for post in answers if not post.is_solution
        ],
    }
    chosen = [_structured_post(post, "Answer") for post in answers if post.is_solution]
    if chosen:
        question["acceptedAnswer"] = chosen[0]
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _structured_post(post: PostItem, kind: str) -> dict[str, object]:
    """Return one post for search engines."""
    return {
        "@type": kind,
        "text": post.excerpt,
        "dateCreated": post.created_at.isoformat(),
        "upvoteCount": post.helpful_count,
        "url": site_url() + post.url,
        "author": {"@type": "Person", "name": post.author.display_name},
    }
