"""Tags: words that threads are found under."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import add_new, db
from app.core.errors import FormRefused
from app.core.i18n import _
from app.forum.limits import TAG_KEY_LENGTH, TAG_LENGTH, TAGS_MOST
from app.forum.models import ForumThread, Tag, ThreadTag
from app.forum.tags.spelling import key_of, names_typed
from app.threads.kinds import Beside


def tag_names(typed: str) -> tuple[str, ...]:
    """Return the tags in a line of text, each once: "Assurance, buvette" → assurance, buvette.

    Raises:
        FormRefused: there are too many, or one is too long.
    """
    names = names_typed(typed)
    if len(names) > TAGS_MOST:
        raise FormRefused(_("Choose {count} tags at the most.", count=TAGS_MOST), field="tags")
    if any(len(name) > TAG_LENGTH or len(key_of(name)) > TAG_KEY_LENGTH for name in names):
        raise FormRefused(
            _("A tag has {count} characters at the most.", count=TAG_LENGTH), field="tags"
        )
    return tuple(names)


def with_tags(names: Iterable[str]) -> Beside:
    """Return what gives a thread exactly these tags, each under the spelling it has already."""
    names = tuple(names)
    return Beside(
        write=lambda thread_id: _put(thread_id, names),
        differs=lambda thread_id: list(names) != db.session.get_one(ForumThread, thread_id).tags,
    )


def _put(thread_id: int, names: Iterable[str]) -> None:
    """Give a thread these tags, and its row of the forum when it has none yet."""
    session = db.session()
    thread = session.get(ForumThread, thread_id)
    if thread is None:
        thread = ForumThread(thread_id=thread_id, tags=[])
        session.add(thread)
    tags = {tag.id: tag.name for tag in (_tag(session, name) for name in names)}
    session.execute(sa.delete(ThreadTag).where(ThreadTag.thread_id == thread_id))
    session.add_all(ThreadTag(thread_id=thread_id, tag_id=tag_id) for tag_id in tags)
    thread.tags = list(tags.values())


def _tag(session: Session, name: str) -> Tag:
    """Return the tag that a word spells, made now if there is none."""
    find = sa.select(Tag).where(Tag.key == key_of(name))
    tag = session.scalars(find).one_or_none()
    if tag is not None:
        return tag
    tag = Tag(name=name, key=key_of(name))
    return tag if add_new(session, tag) else session.scalars(find).one()
