"""Tags: words that threads are found under."""

import re
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import text
from app.core.errors import FormRefused
from app.core.i18n import _
from app.forum.limits import TAG_LENGTH, TAGS_MOST
from app.forum.models import Tag, Thread, ThreadTag

_UNFIT = re.compile(r"[^\w]+|_+")


def tag_names(typed: str) -> tuple[str, ...]:
    """Return the tags in a line of text, each once: "Assurance, buvette" → assurance, buvette.

    Words between commas are joined by hyphens.

    Raises:
        FormRefused: there are too many, or one is too long.
    """
    names: list[str] = []
    for part in re.split(r"[,;\n]", text.normalise(typed)):
        name = _UNFIT.sub("-", part.strip().lstrip("#").lower()).strip("-")
        if name and name not in names:
            names.append(name)
    if len(names) > TAGS_MOST:
        raise FormRefused(_("Choose {count} tags at the most.", count=TAGS_MOST), field="tags")
    if any(len(name) > TAG_LENGTH for name in names):
        raise FormRefused(
            _("A tag has {count} characters at the most.", count=TAG_LENGTH), field="tags"
        )
    return tuple(names)


def put_tags(session: Session, thread: Thread, names: Iterable[str]) -> None:
    """Give a thread exactly these tags."""
    wanted = list(names)
    ids = [_tag_id(session, name) for name in wanted]
    session.execute(sa.delete(ThreadTag).where(ThreadTag.thread_id == thread.id))
    session.add_all(ThreadTag(thread_id=thread.id, tag_id=tag_id) for tag_id in ids)
    thread.tags = wanted


def _tag_id(session: Session, name: str) -> int:
    """Return the tag of that name, made now if there is none."""
    find = sa.select(Tag.id).where(Tag.name == name)
    tag_id = session.scalar(find)
    if tag_id is not None:
        return tag_id
    try:
        with session.begin_nested():
            tag = Tag(name=name)
            session.add(tag)
    except IntegrityError:  # somebody else made it at this moment
        return session.scalars(find).one()
    else:
        return tag.id
