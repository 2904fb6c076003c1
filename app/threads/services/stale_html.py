"""Posts whose HTML is to be made again: by a newer renderer, or because it was busy."""

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic, emit
from app.threads.events import PostRendered
from app.threads.models import Mention, Post, Thread
from app.threads.services.content import RERENDER

AT_ONCE = 100
"""Posts of one run; what is left queues the next one, so that other jobs come in between."""


def rerender_posts() -> None:
    """Render some posts again, those first that are shown as typed for now.

    Emits:
        PostRendered: for each that looks otherwise now.
    """
    outdated = db.session.execute(
        sa.select(Post.id, Post.body, Post.html)
        .where(Post.renderer_version < text.RENDERER_VERSION)
        .order_by(Post.renderer_version, Post.id)
        .limit(AT_ONCE)
    ).all()
    db.session.rollback()  # nothing is held while texts are rendered
    if not outdated:
        return
    with text.patient_renderer() as render:
        for post_id, body, html in outdated:
            _keep(post_id, body, render(body, _handles_in(post_id, body, html)))
    if len(outdated) == AT_ONCE:
        enqueue(RERENDER)


def _handles_in(post_id: int, body: str, html: str) -> tuple[str, ...]:
    """Return whom a post may link; in what was brought from elsewhere `@name` is somebody else."""
    called = sa.select(Mention.post_id).where(Mention.post_id == post_id).limit(1)
    names_people = 'class="mention"' in html or db.session.scalar(called) is not None
    people = accounts.by_handle(text.mentioned_handles(body)) if names_people else {}
    db.session.rollback()
    return tuple(people)


def _keep(post_id: int, body: str, rendered: text.Rendered) -> None:
    """Write the HTML of a post, unless it was edited meanwhile."""
    with atomic() as session:
        post = session.get(Post, post_id, with_for_update=True)
        if post is None or post.body != body:
            return
        is_new = post.html != str(rendered.html)
        post.html, post.renderer_version = str(rendered.html), rendered.version
        if is_new and post.deleted_at is None:
            thread = session.execute(
                sa.update(Thread)
                .where(Thread.id == post.thread_id)
                .values(version=Thread.version + 1)
                .returning(Thread.version, Thread.kind)
            ).one()
            emit(
                PostRendered(
                    thread_id=post.thread_id,
                    kind=thread.kind,
                    post_id=post.id,
                    version=thread.version,
                )
            )
