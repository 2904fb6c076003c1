"""The card of the notices room."""

from app.accounts.events import AccountClosed, PersonBlocked
from app.core.events import SubjectHidden, SubjectRemoved, SubjectRestored, after, during
from app.core.jobs import Job
from app.core.monitoring import Gauge
from app.core.rooms import Room
from app.notices import listeners, queries, services, views
from app.notices.cli import notices
from app.notices.events import InboxesRecounted, Noticed, NoticesRead
from app.notices.queries import backlog

room = Room(
    name="notices",
    pages=(views.pages,),
    listens=(
        during(SubjectRemoved, listeners.withdraw),
        during(SubjectHidden, listeners.withdraw),
        during(SubjectRestored, listeners.restore),
        during(AccountClosed, listeners.forget),
        during(PersonBlocked, listeners.part),
        after(Noticed, listeners.push_notices),
        after(NoticesRead, listeners.push_read),
        after(InboxesRecounted, listeners.push_counts),
    ),
    jobs=(
        Job(name="notices.fan_out", run=services.fan_out, retries=2),
        Job(name="notices.follow", run=services.follow, retries=2),
        Job(name="notices.try_again", run=services.try_again),
        Job(name="notices.sweep", run=services.sweep, every_minutes=1, is_due_at_start=True),
        Job(name="notices.purge", run=services.purge, every_minutes=24 * 60),
    ),
    provides=(
        listeners.SOURCE,
        Gauge(
            name="notices_waiting",
            help="Activities that nobody has been told of yet.",
            read=backlog.waiting_count,
        ),
        Gauge(
            name="notices_oldest_waiting_seconds",
            help="For how long the oldest of them waits.",
            read=backlog.oldest_waiting_seconds,
        ),
    ),
    commands=(notices,),
    takes_over=(services.follow,),
    member_counters=(queries.TALLY,),
)
