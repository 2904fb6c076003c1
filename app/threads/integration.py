"""What a content room puts on its card for its kinds of threads, all of it made here."""

from collections.abc import Mapping
from functools import partial

from app.core.subjects import SubjectKind
from app.core.topics import TopicKind
from app.threads import search
from app.threads.kinds import ThreadKind
from app.threads.notifications import Wording, notice_kinds, thread_provider
from app.threads.queries.access import (
    find_visible_posts,
    find_visible_threads,
    watch_thread,
    watchers_among,
)
from app.threads.queries.acts import find_visible_acts


def integrated(
    *kinds: ThreadKind, words: Mapping[str, Wording] | None = None
) -> tuple[object, ...]:
    """Return what makes people talk under the things of a room: `provides=(*integrated(KIND), …)`.

    Threads, posts and what moderators do become subjects that can be liked, found, told of and
    watched live.

    Args:
        kinds: of one room.
        words: how it speaks in its notices, by the last part of their kinds: "opened", "answered".
    """
    (room,) = {one.room for one in kinds}
    return (
        *kinds,
        SubjectKind(
            kind=f"{room}.thread",
            find_visible=partial(find_visible_threads, room=room),
            is_likeable=True,
        ),
        SubjectKind(
            kind=f"{room}.post",
            find_visible=partial(find_visible_posts, room=room),
            is_likeable=True,
        ),
        SubjectKind(kind=f"{room}.act", find_visible=partial(find_visible_acts, room=room)),
        TopicKind(
            kind=f"{room}.thread",
            access=watch_thread,
            shows_presence=True,
            find_admitted=watchers_among,
        ),
        *notice_kinds(room, words or {}),
        thread_provider(room),
        *search.sources(room),
    )
