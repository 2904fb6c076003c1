"""What every text goes through before it becomes a post."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import text
from app.accounts import queries as accounts
from app.core.characters import seen_length, shows_nothing
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.jobs import enqueue
from app.core.viewer import Viewer
from app.threads.limits import BODY_LENGTH, TITLE_LEAST, TITLE_LENGTH
from app.threads.models import Mention, Post

RERENDER = "threads.rerender"
"""The job that renders posts again."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class Written(NamedTuple):
    """A text, checked and rendered."""

    body: str
    html: str
    version: int
    """Of the renderer; see `text.Rendered`."""
    mentioned_ids: frozenset[int]


def written(body: str, *, account_id: int | None, names_people: bool = True) -> Written:
    """Check and render a text. Waits for the renderer: call it before `atomic()`.

    Args:
        body: Markdown.
        account_id: who writes it now; nobody for what is brought from elsewhere.
        names_people: whether `@handle` calls a member; not in what was written elsewhere, where
            it meant somebody else.

    Raises:
        FormRefused: there is nothing in it, or too much.
        TooOften: they have had a lot rendered within the minute.
    """
    body = checked_body(body)
    people = accounts.by_handle(text.mentioned_handles(body) if names_people else ())
    if account_id is None:
        rendered = text.render(body, handles=people.keys())
    else:
        rendered = text.render_for(account_id, body, handles=people.keys())
    if text.says_nothing(str(rendered.html)):
        raise FormRefused(_("Write something first."), field="body")
    called = text.mentioned_handles(body, has_quotes=False)
    return Written(
        body=body,
        html=str(rendered.html),
        version=rendered.version,
        mentioned_ids=frozenset(people[handle] for handle in called if handle in people),
    )


def previewed(viewer: Viewer, body: str) -> text.Html:
    """Return a text as it would be published.

    Raises:
        FormRefused: it is longer than a text may be.
        TooOften: the viewer has looked at many within the minute.
    """
    body = text.normalise(body)
    if len(body) > BODY_LENGTH:
        raise FormRefused(_("This text is too long."), field="body")
    people = accounts.by_handle(text.mentioned_handles(body))
    return text.render_for(viewer.known_id, body, handles=people.keys(), is_preview=True).html


def checked_body(body: str) -> str:
    """Return the text as it is to be stored.

    Raises:
        FormRefused: there is nothing in it, or too much.
        TooOften: they have had a lot rendered within the minute.
    """
    body = text.normalise(body)
    if shows_nothing(body):
        raise FormRefused(_("Write something first."), field="body")
    if len(body) > BODY_LENGTH:
        too_many = len(body) - BODY_LENGTH
        raise FormRefused(
            _("This text is {count} characters too long.", count=too_many), field="body"
        )
    return body


def one_line(title: str) -> str:
    """Return a text on one line; the spaces of French typography stay as they are."""
    return _BLANKS.sub(" ", title).strip()


def checked_title(title: str) -> str:
    """Return the title on one line.

    Raises:
        FormRefused: it says too little, or too much.
    """
    title = one_line(text.normalise(title))
    if shows_nothing(title) or seen_length(title) < TITLE_LEAST:
        raise FormRefused(
            _("Say in a few words what it is about, so that others find it."), field="title"
        )
    if len(title) > TITLE_LENGTH:
        raise FormRefused(
            _("Shorten the title to {count} characters.", count=TITLE_LENGTH), field="title"
        )
    return title


def fill(post: Post, content: Written) -> None:
    """Put a text into a post. What is shown as typed for now is tried again at once, by a job."""
    post.body = content.body
    post.html = content.html
    post.renderer_version = content.version
    if content.version < text.RENDERER_VERSION:
        enqueue(RERENDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How those whom a post names have changed."""

    added_ids: frozenset[int]
    gone_ids: frozenset[int]


def name_people(session: Session, post: Post, people: frozenset[int]) -> Naming:
    """Keep whom a post names; return whom it did not name before, and whom it names no more."""
    before = frozenset(
        session.scalars(sa.select(Mention.account_id).where(Mention.post_id == post.id))
    )
    new = frozenset(people - before - {post.author_id})
    gone = before - people
    session.add_all(Mention(post_id=post.id, account_id=account_id) for account_id in sorted(new))
    session.execute(
        sa.delete(Mention).where(Mention.post_id == post.id, Mention.account_id.in_(gone))
    )
    return Naming(added_ids=new, gone_ids=gone)
