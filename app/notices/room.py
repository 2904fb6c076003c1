"""The card of the notices room."""

from flask import Flask

from app.accounts.events import AccountClosed, PersonBlocked
from app.core.events import SubjectRemoved, after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.live import services as live
from app.notices import listeners, queries, services, views
from app.notices.cli import notices
from app.notices.events import BoxesRecounted, Noticed, NoticesRead


def _introduce(app: Flask) -> None:
    """Have `live` carry the notices of each person."""
    live.introduce(app, listeners.SOURCE)


room = Room(
    name="notices",
    pages=(views.pages,),
    listens=(
        during(SubjectRemoved, listeners.withdraw),
        during(AccountClosed, listeners.forget),
        during(PersonBlocked, listeners.part),
        after(Noticed, listeners.push_notices),
        after(NoticesRead, listeners.push_read),
        after(BoxesRecounted, listeners.push_counts),
    ),
    jobs=(
        Job(name="notices.fan_out", run=services.fan_out, retries=2),
        Job(name="notices.follow", run=services.follow, retries=2),
        Job(name="notices.sweep", run=services.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="notices.purge", run=services.purge, every_minutes=24 * 60),
    ),
    commands=(notices,),
    prepares=(_introduce,),
    tallies=(queries.TALLY,),
)
