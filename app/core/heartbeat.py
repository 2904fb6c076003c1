"""A sign of life of those who do the jobs: a job itself, which comes round each minute.

It goes the whole way that all jobs go: whoever begins them by the clock, the queue, a worker.
"""

from datetime import UTC, datetime, timedelta

from flask import current_app
from huey.constants import EmptyData

from app.core import clock
from app.core.jobs import JOBS, Job, Jobs
from app.core.monitoring import Gauge, HealthCheck

LATE_AFTER = timedelta(minutes=3)
"""Two beats may be missed: a long job can hold all workers up for a minute."""
NEVER_SECONDS = 1e9
"""Age of a heartbeat that nobody remembers."""
_KEY = "heartbeat"


def beat() -> None:
    """Note that a worker has come to do this job."""
    _jobs().huey.storage.put_data(_KEY, clock.now().isoformat().encode())


def heartbeat_age() -> timedelta | None:
    """Return how long ago a worker gave a sign of life; `None`: the queue remembers none.

    Raises:
        RedisAway: the queue does not answer.
    """
    kept = _jobs().huey.storage.peek_data(_KEY)
    if kept is EmptyData:
        return None
    moment = datetime.fromisoformat(bytes(kept).decode())
    return max(clock.now() - moment.astimezone(UTC), timedelta(0))


def are_workers_alive() -> bool:
    """Tell whether somebody does the jobs.

    Where they are done on the spot, always; after the start there is a while for the first sign.
    """
    if _jobs().huey.immediate:
        return True
    age = heartbeat_age()
    return (clock.now() - _jobs().made_at if age is None else age) < LATE_AFTER


def _age_seconds() -> float:
    age = heartbeat_age()
    return NEVER_SECONDS if age is None else age.total_seconds()


def _queued() -> float:
    return float(_jobs().huey.storage.queue_size())


def _jobs() -> Jobs:
    jobs: Jobs = current_app.extensions[JOBS]
    return jobs


HEARTBEAT = Job(name="core.heartbeat", run=beat, every_minutes=1, is_due_at_start=True)
WORKERS = HealthCheck(name="workers", is_well=are_workers_alive)
JOB_GAUGES = (
    Gauge(
        name="heartbeat_age_seconds",
        help="Time since a worker last did a job that comes round each minute.",
        read=_age_seconds,
    ),
    Gauge(name="jobs_queued", help="Jobs that wait for a worker.", read=_queued),
)
