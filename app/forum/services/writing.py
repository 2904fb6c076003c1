"""What every text goes through before it becomes a post."""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import text
from app.accounts import queries as accounts
from app.core.errors import FormRefused
from app.core.i18n import _
from app.forum.limits import BODY_LENGTH, TITLE_LEAST, TITLE_LENGTH
from app.forum.models import Mention, Post

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text, checked and rendered."""

    body: str
    html: str
    mentioned_ids: frozenset[int]


def written(body: str, *, names_people: bool = True) -> Written:
    """Check and render a text. Waits for the renderer: call it before `atomic()`.

    Args:
        body: Markdown.
        names_people: whether `@handle` calls a member; not in what was written elsewhere, where
            it meant somebody else.

    Raises:
        FormRefused: there is nothing in it, or too much.
    """
    body = text.normalise(body)
    if not any(char.isprintable() and not char.isspace() for char in body):
        raise FormRefused(_("Write something first."), field="body")
    if len(body) > BODY_LENGTH:
        too_many = len(body) - BODY_LENGTH
        raise FormRefused(
            _("This text is {count} characters too long.", count=too_many), field="body"
        )
    people = accounts.by_handle(text.mentioned_handles(body) if names_people else ())
    rendered = text.render(body, handles=people.keys())
    return Written(body=body, html=str(rendered.html), mentioned_ids=frozenset(people.values()))


def one_line(title: str) -> str:
    """Return a text on one line; the spaces of French typography stay as they are."""
    return _BLANKS.sub(" ", title).strip()


def checked_title(title: str) -> str:
    """Return the title on one line.

    Raises:
        FormRefused: it says too little, or too much.
    """
    title = one_line(text.normalise(title))
    if len(title) < TITLE_LEAST:
        raise FormRefused(
            _("Say in a few words what it is about, so that others find it."), field="title"
        )
    if len(title) > TITLE_LENGTH:
        raise FormRefused(
            _("Shorten the title to {count} characters.", count=TITLE_LENGTH), field="title"
        )
    return title


def fill(post: Post, content: Written) -> None:
    """Put a text into a post."""
    post.body = content.body
    post.html = content.html
    post.renderer_version = text.RENDERER_VERSION


def name_people(session: Session, post: Post, people: frozenset[int]) -> frozenset[int]:
    """Keep whom a post names; return those whom it did not name before."""
    before = frozenset(
        session.scalars(sa.select(Mention.account_id).where(Mention.post_id == post.id))
    )
    new = people - before - {post.author_id}
    session.add_all(Mention(post_id=post.id, account_id=account_id) for account_id in sorted(new))
    return frozenset(new)
