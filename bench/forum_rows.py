"""The rows that the forum adds to the threads of the community."""

from collections.abc import Iterator

from app.forum.tags.spelling import key_of
from bench.bulk import Row
from bench.rows import POSTS_PER_THREAD, moment, post_of

_TAGS = (
    *("assurance", "budget", "fête", "statuts", "salle"),
    *("don", "contrat", "loto", "école", "sport"),
)


def tags() -> Iterator[Row]:
    """Return the words that threads are found under."""
    for n, name in enumerate(_TAGS, 1):
        yield {"id": n, "name": name, "key": key_of(name)}


def forum_threads(count: int) -> Iterator[Row]:
    """Return what the forum keeps of the threads."""
    for n in range(1, count + 1):
        at, names = moment(post_of(n, POSTS_PER_THREAD)), [_TAGS[tag] for tag in _tags_of(n)]
        yield {"thread_id": n, "tags": names, "solved_at": at if n % 5 in {1, 2} else None}


def thread_tags(count: int) -> Iterator[Row]:
    """Return which threads carry which tags."""
    every = range(1, count + 1)
    return ({"thread_id": n, "tag_id": tag + 1} for n in every for tag in _tags_of(n))


def _tags_of(thread_id: int) -> list[int]:
    return sorted({thread_id % 10, thread_id // 10 % 10})
