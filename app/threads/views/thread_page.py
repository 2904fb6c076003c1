"""A thread as a page: kept for all who may do the same, and in its gaps what is one's own."""

import textwrap
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request
from markupsafe import escape

from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import language
from app.core.idempotency import draw_key
from app.core.ids import is_id
from app.core.viewer import Viewer
from app.likes import queries as likes
from app.likes.shapes import LikeSummary
from app.text import Html
from app.threads.forms import ReplyForm
from app.threads.fragments.posts import RenderedPage, rendered_page, seen_posts
from app.threads.kinds import kind_of, macros_of
from app.threads.limits import OLD_THREAD
from app.threads.queries.drafts import draft_at
from app.threads.queries.overlays import friends_writing, overlays
from app.threads.queries.posts import ORDERS, post_item
from app.threads.services.drafts import reply_place
from app.threads.shapes import PostItem, ThreadHead
from app.web.addresses import site_url
from app.web.current_viewer import member_counters, viewer
from app.web.fragments import fragments, rendered
from app.web.page_templates import kept_page, whole_page
from app.web.paging import Pager
from app.web.visitor_cache import keep_for_visitors


def shown_thread(head: ThreadHead) -> tuple[bytes, int]:
    """Return the page of a thread under its one address, kept for visitors too."""
    keep_for_visitors(head.topic, until=head.facts.shown_until)
    return thread_page(head)


def thread_page(
    head: ThreadHead, *, form: ReplyForm | None = None, preview: Html | None = None
) -> tuple[bytes, int]:
    """Return the page of a thread, with the form as it was typed when it is refused."""
    looking, kind = viewer(), kind_of(head.kind)
    asked = _asked_page(head)
    is_plain = form is None and "repondre" not in request.args
    show = kept_page if is_plain else whole_page
    body = show(
        kind.page,
        parts=_own_parts(looking, head, asked) | {"once": _mark_of(form)},
        lazy=lambda: _what_is_shown(head, asked) | _reply_place(looking, head, form, preview),
        thread_id=head.id,
        version=head.version,
        access=head.access,
        page_number=asked.number,
        order=asked.order,
        facts=head.facts,
        may_reply=head.may_reply,
        may_moderate=head.may_moderate,
        has_own_view=kind.has_own_view(looking, head),
        is_old=head.active_at < clock.now() - OLD_THREAD,
    )
    return body, form.status if form else 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedPage:
    """Which page of a thread was asked for, and what stands on it."""

    number: int
    order: str
    page: RenderedPage

    @property
    def opening(self) -> PostItem | None:
        """The post that began the thread; it stands on the first page, if anywhere."""
        return next((post for post in self.page.posts.items if post.is_opening), None)


def _asked_page(head: ThreadHead) -> _AskedPage:
    """Return the page that was asked for.

    Raises:
        NotFound: the thread has no such page.
    """
    number = request.args.get("page", 1, type=int)
    order = request.args.get("ordre", ORDERS[0])
    if number < 1 or number > 10**6 or order not in ORDERS:
        raise NotFound
    page = rendered_page(head, page=number, order=order)
    if number > 1 and not page.rendered:
        raise NotFound
    return _AskedPage(number=number, order=order, page=page)


def _own_parts(looking: Viewer, head: ThreadHead, asked: _AskedPage) -> dict[str, bytes]:
    """Return what depends on who looks: buttons under posts, the switch, how far was read."""
    posts, rendered_posts = asked.page.posts.items, asked.page.rendered
    mine = overlays(looking, head, posts)
    friends = (
        friends_writing(looking, posts) if member_counters().get("has_friends") else frozenset()
    )
    first = 1 if asked.opening else 0
    return {
        "first_post": seen_posts(head, rendered_posts[:first], mine, friends),
        "other_posts": seen_posts(head, rendered_posts[first:], mine, friends),
        "read_number": str(head.read_number).encode(),
        "follow": b"" if looking.is_guest else _follow_switch(head),
        "hosted_actions": b"" if head.has_opening or asked.number > 1 else _hosted(looking, head),
    }


def _what_is_shown(head: ThreadHead, asked: _AskedPage) -> dict[str, object]:
    """Return what the template needs, the same for all who see this version of the thread."""
    posts = asked.page.posts
    kind = kind_of(head.kind)
    anybodys = replace(
        head, follow_state="", read_number=0, may_reply=False, may_moderate=False, own=None
    )
    return {
        "head": anybodys,
        "kind": macros_of(kind),
        "is_first": asked.number == 1,
        "has_answers": len(posts.items) > (1 if asked.opening else 0),
        "featured": next((post for post in posts.items if post.is_featured), None),
        "pager": _pager(head, asked),
        "description": _description(asked.opening),
        "canonical": site_url() + head.url,
    } | dict(kind.context(anybodys, posts) if kind.context else {})


def _reply_place(
    looking: Viewer, head: ThreadHead, form: ReplyForm | None, preview: Html | None
) -> dict[str, object]:
    """Return what the place to answer needs."""
    form = form or _empty_form(looking, head)
    return {
        "form": form,
        "reply_to": _reply_to(head, form),
        "preview": preview,
        "draft_place": draft_place(head, form),
    }


def _hosted(looking: Viewer, head: ThreadHead) -> bytes:
    """Return what one can do with the thing a thread is under; kept for all who may do the same."""
    kind, count = kind_of(head.kind), head.facts.like_count
    if count is None:
        count = likes.like_count(head.ref)
    is_mine = count > 0 and head.ref in likes.liked_among(looking, [head.ref])
    summary = LikeSummary(ref=head.ref, count=count, is_mine=is_mine)
    is_own = looking.is_account(head.author_id) or kind.is_own(head)
    return fragments().find_or_make(
        ("threads.hosted", head.id, head.version, language(), summary, is_own),
        lambda: rendered(
            "threads/_hosted_actions.html",
            head=head,
            kind=macros_of(kind),
            likes=summary,
            is_own=is_own,
        ).encode(),
    )


def _mark_of(form: ReplyForm | None) -> bytes:
    """Return the mark of the form that answers: that of a refused one, or one drawn now."""
    mark = form.once.data if form and form.once.data else draw_key()
    return escape(mark).encode()


def _follow_switch(head: ThreadHead) -> bytes:
    """Return the switch that follows or mutes a thread; kept for all who chose the same."""
    return fragments().find_or_make(
        ("threads.follow", head.base, head.id, head.follow_state, language()),
        lambda: rendered("threads/_follow.html", head=head).encode(),
    )


def draft_place(head: ThreadHead, form: ReplyForm) -> str:
    """Return where the draft of this form is kept."""
    return reply_place(head.id, form.parent_id.data)


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


def _pager(head: ThreadHead, asked: _AskedPage) -> Pager:
    """Return the links to the pages around this one."""
    number = asked.number
    return Pager(
        next_url=_page_url(head, asked.order, number + 1) if asked.page.has_next else None,
        previous_url=_page_url(head, asked.order, number - 1) if number > 1 else None,
    )


def _page_url(head: ThreadHead, order: str, number: int) -> str:
    """Return the address of a page of a thread."""
    asked = {"ordre": order if order != ORDERS[0] else None, "page": number if number > 1 else None}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{head.url}?{query}" if query else head.url


def _description(opening: PostItem | None) -> str:
    """Return the opening in plain words, for search engines."""
    return textwrap.shorten(opening.excerpt, 160, placeholder="…") if opening else ""
