"""Imports as the tests run them, and what came of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from app.accounts.models import Account
from app.core.db import db
from app.groups.models import Group
from app.imports.services import import_dump
from app.imports.services.runs import Stage
from app.imports.shapes import Dump, Report, ReportLine
from app.search.models import SearchEntry
from app.threads.models import Post, Thread
from tests.factories.forum import forum_thread
from tests.factories.groups import make_group


def bring(
    folder: Path,
    *,
    group: Group | None = None,
    source: str = "essai",
    address: str = "https://ailleurs.example",
    is_named: bool = False,
    stage: Stage | None = None,
    scratch: Path | None = None,
) -> Report:
    """Import a dump into a group, in silence."""
    dump = Dump(
        path=folder,
        source=source,
        group_id=(group or make_group()).id,
        address=address,
        is_named=is_named,
    )
    place = scratch or folder.parent / "scratch"
    return import_dump(dump, scratch=place, stage=stage or quiet)


@contextmanager
def quiet(_label: str, _length: int) -> Iterator[Callable[[int], None]]:
    """Show nothing."""
    yield lambda _more: None


def line_of(report: Report, kind: str) -> ReportLine:
    """Return one line of a report."""
    return next(line for line in report.lines if line.kind == kind)


def counts_of(report: Report, kind: str) -> tuple[int, int, int]:
    """Return how many of a kind were read, brought and left out."""
    line = line_of(report, kind)
    return line.read, line.brought, sum(left.count for left in line.left_out)


def threads() -> list[Thread]:
    """Return all threads, in the order of their dates."""
    return list(db.session.scalars(sa.select(Thread).order_by(Thread.created_at, Thread.id)))


def posts_of(thread: Thread) -> list[Post]:
    """Return the posts of a thread by their numbers."""
    found = sa.select(Post).where(Post.thread_id == thread.id).order_by(Post.number)
    return list(db.session.scalars(found))


def account_named(name: str) -> Account:
    """Return somebody by their name."""
    return db.session.scalars(sa.select(Account).where(Account.display_name == name)).one()


def all_there_is() -> list[tuple[object, ...]]:
    """Return all that was brought, without the numbers that rows happen to get."""
    numbers = {post.id: post.number for thread in threads() for post in posts_of(thread)}
    names = {
        account.id: (account.handle, account.display_name, account.sentence, account.created_at)
        for account in db.session.scalars(sa.select(Account))
    }
    titles = {thread.id: thread.title for thread in threads()}
    found: list[tuple[object, ...]] = [*sorted(names.values())]
    for thread in threads():
        question = forum_thread(thread.id)
        found.append(
            (
                *(thread.title, tuple(question.tags), thread.created_at, thread.active_at),
                *(thread.closed_at, thread.post_count, thread.answer_count, thread.usefulness),
                numbers.get(thread.featured_id or 0),
                *(question.solved_at, titles.get(question.duplicate_of or 0)),
            )
        )
        found += [
            (
                *(post.number, numbers.get(post.parent_id or 0), numbers.get(post.root_id or 0)),
                *(names.get(post.author_id or 0), post.body, post.created_at, post.usefulness),
            )
            for post in posts_of(thread)
        ]
    entries = sa.select(
        SearchEntry.kind, SearchEntry.is_solved, SearchEntry.usefulness, SearchEntry.text
    )
    return found + sorted(map(tuple, db.session.execute(entries)))
