"""Work done after the answer: Huey, on Redis when there is one, in this process otherwise.

A job takes ids, may run twice, and is never the only memory of what it is about: a row is, and
a periodic sweep finds the rows whose job was lost. So a job that Redis does not take is let go:
what is due at each start of the workers is due again once Redis is back.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app
from huey import MemoryHuey
from huey.api import Huey, TaskWrapper
from huey.consumer import Consumer
from huey.storage import MemoryStorage, RedisStorage

from app.core import clock
from app.core.i18n import in_language
from app.core.own_requests import own_request
from app.core.redis import PATIENCE_SECONDS, REDIS, RedisAway, RedisDoor, connection_pool
from app.core.transaction import after_commit

JOBS = "entraide_jobs"
"""Where the factory keeps the queue and its tasks, in `app.extensions`."""
_SETTLED_SECONDS = 6
"""When Redis is back, sweeps wait so long: they leave what is younger to its own job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A function to be run later, registered on the card of its room."""

    name: str
    run: Callable[..., Any]
    every_minutes: int | None = None
    """Run by itself, every so many minutes; such a job takes no argument."""
    is_due_at_start: bool = False
    """Run once when the workers start: it picks up what a crash left."""
    retries: int = 0
    retry_delay_seconds: int = 10


class _WakingStorage(MemoryStorage):
    """A queue in memory whose worker wakes at once instead of polling."""

    blocking = True

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Not a SimpleQueue: on Python 3.11 one of two workers woken together may never wake again.
        self._ready = threading.Semaphore(0)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a job and wake a worker."""
        super().enqueue(data, priority)
        self._ready.release()

    def dequeue(self) -> bytes | None:
        """Wait up to a second for a job."""
        if not self._ready.acquire(timeout=1):
            return None
        data: bytes | None = super().dequeue()
        return data


class _SharedStorage(RedisStorage):
    """The queue in Redis: who adds to it is in a hurry, and who works on it has time."""

    def __init__(self, name: str, *, door: RedisDoor, **kwargs: object) -> None:
        pool = connection_pool(door.url, seconds=PATIENCE_SECONDS)
        super().__init__(name, connection_pool=pool, **kwargs)
        self._door = door

    def enqueue(self, data: bytes, priority: float | None = None) -> None:  # noqa: ARG002 - we have none
        """Add a job, unless Redis is away."""
        self._door.ask(lambda: self._door.client.lpush(self.queue_key, data))

    def add_to_schedule(self, data: bytes, ts: datetime) -> None:
        """Add a job for later, unless Redis is away."""
        due = {data: self.convert_ts(ts)}
        self._door.ask(lambda: self._door.client.zadd(self.schedule_key, due))

    def peek_data(self, key: str) -> Any:  # noqa: ANN401 - bytes, or `EmptyData`
        """Return what is kept under a key, unless Redis is away."""
        return self._door.ask(lambda: super(_SharedStorage, self).peek_data(key))

    def queue_size(self) -> int:
        """Return how many jobs wait, unless Redis is away."""
        size: int = self._door.ask(lambda: self._door.client.llen(self.queue_key))
        return size


@dataclass(frozen=True, slots=True)
class Jobs:
    """The queue of this application and the tasks it knows."""

    huey: Huey
    tasks: dict[str, TaskWrapper]
    due_at_start: tuple[str, ...]
    is_local: bool
    """The queue lives in this process, which must therefore also work on it."""
    made_at: datetime = field(default_factory=clock.now)
    due_for_all: dict[str, float] = field(default_factory=dict)
    """When jobs run that were queued here for all who ask until then, on the monotonic clock."""
    consumers: list[Consumer] = field(default_factory=list)
    """The workers of this process, once they were started."""


def init_jobs(app: Flask, jobs: tuple[Job, ...], *, now: bool) -> None:
    """Give the application its queue and register the jobs of all rooms.

    Args:
        app: the application inside whose context jobs run; with its door to Redis, through which
            the queue is shared, or its own queue.
        jobs: the jobs of all rooms.
        now: run jobs on the spot, for tests and commands.
    """
    door: RedisDoor | None = app.extensions[REDIS]
    if door is not None and not now:
        huey = Huey("entraide", results=False, storage_class=_SharedStorage, door=door)
    else:
        huey = MemoryHuey("entraide", results=False, immediate=now, storage_class=_WakingStorage)
    tasks = {job.name: _task(app, huey, job) for job in jobs}
    due_at_start = tuple(job.name for job in jobs if job.is_due_at_start)
    app.extensions[JOBS] = Jobs(huey, tasks, due_at_start, is_local=door is None)
    if door is not None and not now:
        sweeps = [tasks[name] for name in due_at_start]
        door.on_return(lambda: [sweep.schedule(delay=_SETTLED_SECONDS) for sweep in sweeps])


def enqueue(name: str, *ids: int) -> None:
    """Have a job run soon; inside `atomic()`, once the rows are safe."""
    jobs: Jobs = current_app.extensions[JOBS]
    after_commit(lambda: _add(lambda: jobs.tasks[name](*ids)))


def enqueue_in(seconds: float, name: str, *ids: int) -> None:
    """Have a job run after a while, about; a queue that is lost meanwhile forgets it.

    Inside `atomic()` the while begins once the rows are safe. Jobs run on the spot leave it to
    the sweep of their room.
    """
    jobs: Jobs = current_app.extensions[JOBS]
    if not jobs.huey.immediate:
        after_commit(lambda: _add(lambda: jobs.tasks[name].schedule(args=ids, delay=seconds)))


def enqueue_for_all(seconds: float, name: str) -> None:
    """Have a job run within so many seconds, once for all who ask in this process until then.

    For what sees to all that there is: each who asks finds it done, and a busy minute costs little.
    """
    jobs: Jobs = current_app.extensions[JOBS]

    def add() -> None:
        now = time.monotonic()
        if jobs.due_for_all.get(name, now) <= now:
            jobs.due_for_all[name] = now + seconds
            _add(lambda: jobs.tasks[name].schedule(delay=seconds))

    if not jobs.huey.immediate:
        after_commit(add)


def is_queue_ready() -> bool:
    """Tell whether jobs can be queued: whether Redis answers, where there is one."""
    jobs: Jobs = current_app.extensions[JOBS]
    if jobs.is_local:
        return True
    try:
        jobs.huey.storage.queue_size()
    except RedisAway:
        return False
    return True


def work_in_this_process(app: Flask, *, workers: int = 2) -> None:
    """Start workers beside the pages of this process, once; under gevent they are greenlets.

    Nothing happens when the queue is shared (`flask work` is for that) or jobs run on the spot.
    """
    jobs: Jobs = app.extensions[JOBS]
    if not jobs.is_local or jobs.huey.immediate or jobs.consumers:
        return
    consumer = jobs.huey.create_consumer(workers=workers, check_worker_health=False)
    jobs.consumers.append(consumer)
    _begin(jobs)
    # Not `consumer.start()`: it would take the signals, which are the web server's.
    consumer.scheduler.start()
    for _worker, thread in consumer.worker_threads:
        thread.start()


def work_until_told(app: Flask, *, workers: int, is_periodic: bool) -> None:
    """Work on the shared queue in this process, until it is told to stop by a signal."""
    jobs: Jobs = app.extensions[JOBS]
    _begin(jobs)
    jobs.huey.create_consumer(workers=workers, periodic=is_periodic).run()


def stop_workers(app: Flask) -> None:
    """Let the workers of this process finish what they are doing, and stop."""
    jobs: Jobs = app.extensions[JOBS]
    while jobs.consumers:
        jobs.consumers.pop().stop(graceful=True)


def _begin(jobs: Jobs) -> None:
    """Queue what is due at each start."""
    for name in jobs.due_at_start:
        _add(jobs.tasks[name])


def _add(queue: Callable[[], Any]) -> None:
    """Queue a job, or leave what it is about to the sweep: the door has said why, once."""
    with suppress(RedisAway):
        queue()


def _task(app: Flask, huey: Huey, job: Job) -> TaskWrapper:
    """Register one job with the queue."""

    def run(*ids: int) -> None:
        # A context of its own under the request, or a job run on the spot would borrow the asker's.
        with app.app_context(), own_request(app), in_language(None):
            job.run(*ids)

    options = {"retries": job.retries, "retry_delay": job.retry_delay_seconds, "name": job.name}
    if job.every_minutes is None:
        return huey.task(**options)(run)
    return huey.periodic_task(comes_round(job.every_minutes), **options)(run)


def comes_round(minutes: int) -> Callable[[datetime], bool]:
    """Return a check that holds once in so many minutes, at the same minutes everywhere.

    It is given moments in UTC that do not say so, as Huey's clock has them.
    """

    def is_due(moment: datetime) -> bool:
        return int(moment.replace(tzinfo=UTC).timestamp() // 60) % minutes == 0

    return is_due
