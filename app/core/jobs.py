"""Work done after the answer: Huey, on Redis when there is one, in this process otherwise.

A job takes ids, may run twice, and is never the only memory of what it is about: a row is, and
a periodic sweep finds the rows whose job was lost.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from huey import MemoryHuey, RedisHuey, crontab
from huey.api import Huey, TaskWrapper
from huey.storage import MemoryStorage

from app.core.transaction import after_commit

JOBS = "entraide_jobs"
"""Where the factory keeps the queue and its tasks, in `app.extensions`."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A function to be run later, registered on the card of its room."""

    name: str
    run: Callable[..., Any]
    every_minutes: int | None = None
    """Run by itself, every so many minutes; such a job takes no argument."""
    retries: int = 0
    retry_delay_seconds: int = 10


class _WakingStorage(MemoryStorage):  # type: ignore[misc] # huey ships no types
    """A queue in memory whose worker wakes at once instead of polling."""

    blocking = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - huey's own arguments
        super().__init__(*args, **kwargs)
        self._ready: queue.SimpleQueue[None] = queue.SimpleQueue()

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a job and wake a worker."""
        super().enqueue(data, priority)
        self._ready.put(None)

    def dequeue(self) -> bytes | None:
        """Wait up to a second for a job."""
        try:
            self._ready.get(timeout=1)
        except queue.Empty:
            return None
        data: bytes | None = super().dequeue()
        return data


@dataclass(frozen=True, slots=True)
class Jobs:
    """The queue of this application and the tasks it knows."""

    huey: Huey
    tasks: dict[str, TaskWrapper]
    is_local: bool
    """The queue lives in this process, which must therefore also work on it."""


def init_jobs(app: Flask, jobs: tuple[Job, ...], *, redis_url: str | None, now: bool) -> None:
    """Give the application its queue and register the jobs of all rooms.

    Args:
        app: the application inside whose context jobs run.
        jobs: the jobs of all rooms.
        redis_url: where the queue is shared; without it, it is this process's own.
        now: run jobs on the spot, for tests and commands.
    """
    if redis_url and not now:
        huey: Huey = RedisHuey("entraide", url=redis_url, results=False)
    else:
        huey = MemoryHuey("entraide", results=False, immediate=now, storage_class=_WakingStorage)
    tasks = {job.name: _task(app, huey, job) for job in jobs}
    app.extensions[JOBS] = Jobs(huey, tasks, is_local=not redis_url)


def enqueue(name: str, *ids: int) -> None:
    """Have a job run soon; inside `atomic()`, once the rows are safe."""
    jobs: Jobs = current_app.extensions[JOBS]
    after_commit(lambda: jobs.tasks[name](*ids))


def work_in_this_process(app: Flask, *, workers: int = 2) -> None:
    """Start workers inside this process; under gevent they are greenlets."""
    jobs: Jobs = app.extensions[JOBS]
    consumer = jobs.huey.create_consumer(workers=workers, periodic=True, check_worker_health=False)
    for _name, worker in consumer.worker_threads:
        worker.start()
    consumer.scheduler.start()
    threading.current_thread()  # the consumer's own loop only watches signals: not wanted here


def _task(app: Flask, huey: Huey, job: Job) -> TaskWrapper:
    """Register one job with the queue."""

    def run(*ids: int) -> None:
        with app.app_context():
            job.run(*ids)

    options = {"retries": job.retries, "retry_delay": job.retry_delay_seconds, "name": job.name}
    if job.every_minutes is None:
        return huey.task(**options)(run)
    return huey.periodic_task(crontab(minute=f"*/{job.every_minutes}"), **options)(run)
