"""The rows of the community, each made of its number alone, so that nothing has to be kept."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.accounts.secrets.tokens import hash_of
from app.core import clock
from app.core.names import name_words
from app.core.subjects import SubjectRef
from app.groups.enums import Joining, Role, Visibility
from app.groups.queries import audience_of
from app.search.index.filters import marks_of
from app.search.language.stems import stems
from app.search.shapes import Entry
from app.text import RENDERER_VERSION
from bench.bulk import Row
from bench.words import NAMES, Sentence

ACCOUNTS = 5_200
"""Enough for 5,000 sockets of as many people."""
WRITERS = 2_000
"""Those who write and read; the others only listen."""
GROUPS, CLOSED_GROUPS = 10, 2
"""The last ones are for members only."""
POSTS_PER_THREAD = 20
ANSWERS = 12
"""Of the posts of a thread; the others but the opening are replies to them."""
_AT_ONCE = 100
"""Threads that are written in at the same time: their posts lie mixed, as in life."""
_BLOCK = _AT_ONCE * POSTS_PER_THREAD
_WAITING = 3  # of forty threads, counted as having no answer, for the list of such
_START = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
_STEP = timedelta(seconds=70)
"""Between two posts of the site."""


def key_of(account_id: int) -> str:
    """Return the key of the session in which an account is signed in."""
    return f"bench-session-{account_id}"


def url_of(thread_id: int) -> str:
    """Return the address of a thread."""
    return f"/questions/{thread_id}-sujet-{thread_id}"


def group_of(thread_id: int) -> int:
    """Return the group of a thread."""
    return 1 + thread_id % GROUPS


def is_closed(group_id: int) -> bool:
    """Tell whether a group is read by its members only."""
    return group_id > GROUPS - CLOSED_GROUPS


def post_of(thread_id: int, number: int) -> int:
    """Return the post that has a number in a thread."""
    block, place = divmod(thread_id - 1, _AT_ONCE)
    return block * _BLOCK + (number - 1) * _AT_ONCE + place + 1


def place_of(post_id: int) -> tuple[int, int]:
    """Return the thread of a post and its number there."""
    block, rest = divmod(post_id - 1, _BLOCK)
    number, place = divmod(rest, _AT_ONCE)
    return block * _AT_ONCE + place + 1, number + 1


def accounts(count: int = ACCOUNTS) -> Iterator[Row]:
    """Return the people."""
    for n in range(1, count + 1):
        name = f"{NAMES[n % len(NAMES)]} {chr(65 + n % 26)}."
        yield {
            "id": n,
            "handle": f"membre{n}",
            "display_name": name,
            "name_words": name_words(name),
            "email": f"membre{n}@exemple.test",
            "email_confirmed_at": _START,
            "created_at": _START,
        }


def sessions(count: int = ACCOUNTS) -> Iterator[Row]:
    """Return a browser for each of them, used just now: old ones are purged."""
    now = clock.now()
    for n in range(1, count + 1):
        yield {
            "id": n,
            "account_id": n,
            "key_hash": hash_of(key_of(n)),
            "created_at": now,
            "seen_at": now,
        }


def groups() -> Iterator[Row]:
    """Return the groups."""
    for n in range(1, GROUPS + 1):
        yield {
            "id": n,
            "slug": f"groupe-{n}",
            "name": f"Entraide du pays {n}",
            "purpose": "Se donner un coup de main entre associations.",
            "visibility": Visibility.MEMBERS if is_closed(n) else Visibility.PUBLIC,
            "joining": Joining.OPEN,
            "created_at": _START,
            "member_count": WRITERS,
        }


def memberships() -> Iterator[Row]:
    """Return who belongs where: everybody to the first group, writers to two more."""
    number = 0
    for account_id in range(1, ACCOUNTS + 1):
        others = [2 + account_id % 7, 9 + account_id % 2] if account_id <= WRITERS else []
        for group_id in (1, *others):
            number += 1
            yield {
                "id": number,
                "group_id": group_id,
                "account_id": account_id,
                "role": Role.OWNER if account_id <= GROUPS else Role.MEMBER,
                "joined_at": _START,
            }


def everybody_in_one(count: int) -> Iterator[Row]:
    """Return memberships of so many people in the first group."""
    for n in range(1, count + 1):
        role = Role.OWNER if n == 1 else Role.MEMBER
        yield {"id": n, "group_id": 1, "account_id": n, "role": role, "joined_at": _START}


def friends_of(account_id: int, friends: int) -> Iterator[Row]:
    """Return friendships of one person with the first so many others."""
    for n in range(1, friends + 1):
        for one, other in ((n, account_id), (account_id, n)):
            yield {"account_id": one, "friend_id": other, "since": _START, "released_at": _START}


def boxes(rng: random.Random) -> Iterator[Row]:
    """Return what waits for each person."""
    for n in range(1, ACCOUNTS + 1):
        unread = rng.randrange(12)
        yield {"account_id": n, "last_seq": unread, "unread_count": unread}


def threads(count: int, lot: list[Sentence]) -> Iterator[Row]:
    """Return the threads; four of five are questions, half of those solved."""
    for n in range(1, count + 1):
        is_solved, last = n % 5 in {1, 2}, post_of(n, POSTS_PER_THREAD)
        answers = [post_of(n, number) for number in range(2, ANSWERS + 2)]
        yield {
            "id": n,
            "group_id": group_of(n),
            "kind": "question" if n % 5 else "discussion",
            "title": _title(n, lot),
            "slug": f"sujet-{n}",
            "author_id": _author_of(post_of(n, 1)),
            "created_at": moment(post_of(n, 1)),
            "active_at": moment(last),
            "last_author_id": _author_of(last),
            "post_count": POSTS_PER_THREAD,
            "answer_count": 0 if n % 40 == _WAITING else ANSWERS,
            "usefulness": sum(map(_helped_by, answers)),
            "featured_id": post_of(n, 4) if is_solved else None,
        }


def posts(thread_count: int, lot: list[Sentence]) -> Iterator[Row]:
    """Return the posts: an opening, answers, replies to the answers; about 65 words each."""
    for post_id in range(1, thread_count * POSTS_PER_THREAD + 1):
        thread_id, number = place_of(post_id)
        is_reply = number > ANSWERS + 1
        root = post_of(thread_id, 2 + number % ANSWERS) if is_reply else None
        texts = [sentence.text for sentence in _sentences_of(post_id, lot)]
        paragraphs = [" ".join(texts[:3]), " ".join(texts[3:])]
        helped = 0 if is_reply or number == 1 else _helped_by(post_id)
        yield {
            "id": post_id,
            "thread_id": thread_id,
            "number": number,
            "parent_id": root,
            "root_id": root,
            "author_id": _author_of(post_id),
            "body": "\n\n".join(paragraphs),
            "html": "\n".join(f"<p>{words}</p>" for words in paragraphs),
            "renderer_version": RENDERER_VERSION,
            "created_at": moment(post_id),
            "usefulness": helped,
            "usefulness_elsewhere": helped,
        }


def likes(thread_count: int, rng: random.Random) -> Iterator[Row]:
    """Return one like for five posts."""
    every = range(1, thread_count * POSTS_PER_THREAD + 1)
    for n, post_id in enumerate(rng.sample(every, len(every) // 5), 1):
        yield {
            "id": n,
            "subject_kind": "forum.post",
            "subject_id": post_id,
            "account_id": 1 + n % WRITERS,
            "created_at": _START,
        }


def markers(thread_count: int, rng: random.Random) -> Iterator[Row]:
    """Return how far people read: each writer fifty of the latest threads."""
    latest = min(thread_count, 2000)
    for account_id in range(1, WRITERS + 1):
        for back in rng.sample(range(latest), min(50, latest)):
            yield {
                "account_id": account_id,
                "thread_id": thread_count - back,
                "read_number": rng.randrange(10, POSTS_PER_THREAD + 1),
                "updated_at": _START,
            }


def entries(thread_count: int, lot: list[Sentence]) -> Iterator[Row]:
    """Return what the search index knows of the posts."""
    for post_id in range(1, thread_count * POSTS_PER_THREAD + 1):
        thread_id, number = place_of(post_id)
        is_opening, parts = number == 1, _sentences_of(post_id, lot)
        title = _title(thread_id, lot) if is_opening else ""
        entry = Entry(
            ref=SubjectRef("forum.thread", thread_id)
            if is_opening
            else SubjectRef("forum.post", post_id),
            kind="question" if is_opening else "answer",
            audience=audience_of(group_of(thread_id)),
            author_id=_author_of(post_id),
            created_at=moment(post_id),
            is_solved=is_opening and thread_id % 5 in {1, 2},
        )
        yield {
            "id": post_id,
            "subject_kind": entry.ref.kind,
            "subject_id": entry.ref.id,
            "host_kind": None if is_opening else "forum.thread",
            "host_id": None if is_opening else thread_id,
            "audience": entry.audience,
            "author_id": entry.author_id,
            "kind": entry.kind,
            "is_solved": entry.is_solved,
            "created_at": entry.created_at,
            "title": title,
            "text": " ".join(part.text for part in parts),
            "title_words": " ".join(stems(title)) if title else "",
            "text_words": " ".join(part.stems for part in parts),
            "marks": marks_of(entry),
        }


def _author_of(post_id: int) -> int:
    return 1 + post_id * 7919 % WRITERS


def _helped_by(post_id: int) -> int:
    return post_id * 31 % 7 // 2


def moment(post_id: int) -> datetime:
    """Return when a post was written."""
    return _START + post_id * _STEP


def _title(thread_id: int, lot: list[Sentence]) -> str:
    words = lot[thread_id * 13 % len(lot)].text.partition(", ")[2]
    return f"Comment {words[:-1]} ?"


def _sentences_of(post_id: int, lot: list[Sentence]) -> list[Sentence]:
    return [lot[(post_id * 17 + step * 271) % len(lot)] for step in range(6)]
