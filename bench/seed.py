"""The community that is measured: always the same, in the size that is asked for."""

import random
from dataclasses import dataclass

from app.accounts.models import Account, SignInSession
from app.blog.models import Article, ArticleAuthor, Manuscript
from app.core.db import Base, db
from app.forum.models import ForumThread, Tag, ThreadTag
from app.groups.models import Group, Membership
from app.likes.models import Like
from app.notices.models import Inbox
from app.search.index.word_counts import recount
from app.search.models import SearchEntry
from app.threads.models import Marker, Post, Thread
from bench import article_rows, forum_rows, rows
from bench.bulk import write
from bench.words import sentences


@dataclass(frozen=True, slots=True)
class Seed:
    """A community of so many posts."""

    post_count: int

    @property
    def thread_count(self) -> int:
        """How many threads there are."""
        return self.post_count // rows.POSTS_PER_THREAD

    def open_threads(self, count: int) -> list[int]:
        """Return threads that anybody may read, spread over the whole time."""
        everything = range(1, self.thread_count + 1)
        read_by_all = [n for n in everything if not rows.is_closed(rows.group_of(n))]
        return read_by_all[:: max(1, len(read_by_all) // count)][:count]


def fill(seed: Seed, *, has_index: bool = True) -> None:
    """Make the tables and write the whole community.

    Args:
        seed: how large it is.
        has_index: whether it can be searched; that takes as long as all the rest.
    """
    make_tables()
    rng = random.Random(65)
    lot = sentences(rng, count=3000)
    threads = seed.thread_count
    with db.engine.begin() as connection:
        write(connection, Account, rows.accounts())
        write(connection, SignInSession, rows.sessions())
        write(connection, Group, rows.groups())
        write(connection, Membership, rows.memberships())
        write(connection, Inbox, rows.boxes(rng))
        write(connection, Tag, forum_rows.tags())
        write(connection, Thread, rows.threads(threads, lot))
        write(connection, ForumThread, forum_rows.forum_threads(threads))
        write(connection, ThreadTag, forum_rows.thread_tags(threads))
        write(connection, Post, rows.posts(threads, lot))
        write(connection, Like, rows.likes(threads, rng))
        write(connection, Marker, rows.markers(threads, rng))
        write(connection, Thread, article_rows.article_threads(threads))
        write(connection, Post, article_rows.comments(threads, lot))
        write(connection, Article, article_rows.articles(threads))
        write(connection, ArticleAuthor, article_rows.authors())
        write(connection, Manuscript, article_rows.manuscripts(lot))
        if has_index:
            write(connection, SearchEntry, rows.entries(threads, lot))
    if has_index:
        recount()  # or the site would do it while it is measured
    tidy()


def make_tables() -> None:
    """Make the tables."""
    Base.metadata.create_all(db.engine)


def tidy() -> None:
    """Let PostgreSQL know its tables, as its own housekeeping would within the hour."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM ANALYZE")
