"""What a content room puts on its card for its kinds of threads, all of it made here."""

import re
from collections.abc import Mapping
from functools import partial

from app.core.subjects import SubjectKind
from app.core.topics import TopicKind
from app.threads import search
from app.threads.kinds import BadKind, ThreadKind
from app.threads.limits import KIND_LENGTH
from app.threads.notifications import Wording, notice_kinds, thread_provider
from app.threads.queries.access import (
    find_visible_posts,
    find_visible_threads,
    watch_thread,
)
from app.threads.queries.acts import find_visible_acts
from app.threads.queries.hidden_posts import find_decided_posts
from app.threads.queries.places import watchers_among


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
    for one in kinds:
        _check(one)
    return (
        *kinds,
        SubjectKind(
            kind=f"{room}.thread",
            find_visible=partial(find_visible_threads, room=room),
            is_likeable=True,
            authors_of=next((one.authors_of for one in kinds if one.authors_of), None),
        ),
        SubjectKind(
            kind=f"{room}.post",
            find_visible=partial(find_visible_posts, room=room),
            is_likeable=True,
            find_decided=partial(find_decided_posts, room=room),
        ),
        SubjectKind(kind=f"{room}.act", find_visible=partial(find_visible_acts, room=room)),
        TopicKind(
            kind=f"{room}.thread",
            access=partial(watch_thread, room=room),
            shows_presence=True,
            find_admitted=watchers_among,
        ),
        *notice_kinds(room, words or {}),
        thread_provider(room),
        *search.sources(room),
    )


def _check(kind: ThreadKind) -> None:
    """Refuse a kind that could not work, when the site starts.

    Raises:
        BadKind: it says why.
    """
    if not re.fullmatch("[a-z]+", kind.base):
        raise BadKind(kind.kind, "its base is to be of letters only")
    if kind.has_opening and kind.opening is None:
        raise BadKind(kind.kind, "its text is a post, and no form changes it")
    if len(kind.kind) > KIND_LENGTH:
        raise BadKind(kind.kind, "its name is too long")
