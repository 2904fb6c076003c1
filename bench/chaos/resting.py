"""Waiting until everybody was told everything, every browser has it, and the post has left."""

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.mail.enums import LetterState
from app.mail.models import Letter
from app.notices.models import Activity
from app.threads.models import Thread
from bench.chaos.browsers import Browser
from bench.chaos.judge import Lives
from bench.chaos.told import lasting_numbers, unread_count
from tests.machine import comes_to

REST_SECONDS = 240
"""At most so long after the last repair: lost jobs are swept up each minute."""
_SHORTLY = timedelta(minutes=2)
"""Letters that are due later are held up by a fault."""


def come_to_rest(lives: Lives) -> list[str]:
    """Wait for rest, but not for ever; return what does not come to it."""
    if comes_to(lambda: next(_unrest(lives), None) is None, seconds=REST_SECONDS, pause=0.5):
        return []
    return list(_unrest(lives))


def _unrest(lives: Lives) -> Iterator[str]:
    """Yield what is still going on."""
    db.session.close()
    if waiting := db.session.scalar(
        sa.select(sa.func.count(Activity.id)).where(Activity.fanned_out_at.is_(None))
    ):
        yield f"{waiting} activities are still to be told"
    soon = Letter.next_try_at < clock.now() + _SHORTLY
    if leaving := db.session.scalar(
        sa.select(sa.func.count(Letter.id)).where(Letter.state == LetterState.WAITING, soon)
    ):
        yield f"{leaving} letters are still to leave"
    versions = dict(db.session.execute(sa.select(Thread.id, Thread.version)).all())
    for browser in lives.browsers:
        yield from _lacks(browser, versions)


def _lacks(browser: Browser, versions: dict[int, int]) -> Iterator[str]:
    """Yield what a browser has not been sent yet."""
    member_id, followed = browser.member.id, browser.followed
    newest, unread = max(lasting_numbers(member_id), default=0), unread_count(member_id)
    if browser.last < newest:
        yield f"{member_id} has seen {browser.last} notices of {newest}"
    if browser.unread != unread:
        yield f"{member_id} is shown {browser.unread} unread instead of {unread}"
    if followed is not None and followed.version != versions[followed.thread_id]:
        yield (
            f"{member_id} shows thread {followed.thread_id} as of {followed.version}"
            f" instead of {versions[followed.thread_id]}"
        )
