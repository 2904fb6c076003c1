"""Redis away: asked once and then no more, until it is back; meanwhile processes do without it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest
from flask import Flask
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import Redis, RedisError
from redis import TimeoutError as TookTooLong

from app.core.jobs import JOBS, Job, init_jobs, is_queue_ready
from app.core.limits import Counters
from app.core.redis import RedisAway, RedisDoor, init_redis
from app.live.nodes.bus import Bus
from tests.machine import free_port

pytestmark = pytest.mark.no_app
_WHO = ("sign-in", "192.0.2.1")
_RULE = "2 per hour"


@contextmanager
def frozen(redis_url: str) -> Iterator[Callable[[], None]]:
    """Let Redis take lines and answer nothing, until it is told to go on."""
    with Redis.from_url(redis_url) as client:
        process_id = client.info("server")["process_id"]
    os.kill(process_id, signal.SIGSTOP)
    try:
        yield lambda: os.kill(process_id, signal.SIGCONT)
    finally:
        os.kill(process_id, signal.SIGCONT)


def _nowhere() -> str:
    """Return an address where there is no Redis."""
    return f"redis://127.0.0.1:{free_port()}/0"


def _fail() -> None:
    raise RedisError


def test_once_redis_failed_nobody_of_this_process_asks_it_any_more():
    door, asked = RedisDoor(_nowhere()), threading.Event()
    with pytest.raises(RedisAway):
        door.ask(_fail)
    with pytest.raises(RedisAway):
        door.ask(asked.set)
    assert not asked.is_set()
    assert not door.try_again()


def test_what_redis_refuses_for_want_of_memory_counts_as_away(redis_url):
    with Redis.from_url(redis_url) as master:
        door = RedisDoor(redis_url)
        master.config_set("maxmemory", 1)
        try:
            with pytest.raises(RedisAway):
                door.ask(lambda: door.client.lpush("entraide.test", 1))
            assert master.ping()
            assert not door.try_again(), "it answers, and takes nothing"
        finally:
            master.config_set("maxmemory", 0)
        assert door.try_again()


def test_a_redis_that_froze_is_waited_for_once_and_comes_back_by_itself(redis_url):
    door, is_back, troubles = RedisDoor(redis_url), threading.Event(), []
    door.on_return(_fail)  # what cannot be made good stops no other
    door.on_return(is_back.set)
    with frozen(redis_url) as thaw:
        for _each in range(1000):  # had each waited, this would take minutes
            with pytest.raises(RedisAway) as refusal:
                door.ask(door.client.ping)
            troubles.append(refusal.value.__cause__)
        thaw()
        assert is_back.wait(10)
    assert isinstance(troubles[0], TookTooLong)
    assert set(troubles[1:]) == {None}
    assert door.ask(door.client.ping)


def test_a_line_that_redis_closed_meanwhile_is_no_trouble(redis_url):
    door = RedisDoor(redis_url)
    assert door.ask(door.client.ping)
    with Redis.from_url(redis_url) as master:
        master.client_kill_filter(_type="normal", skipme=True)
    assert door.ask(door.client.ping)


def test_without_redis_a_process_counts_for_itself():
    url = _nowhere()
    door = RedisDoor(url)
    limiter = MovingWindowRateLimiter(RedisStorage(url, connection_pool=door.pool))
    counters = Counters(shared=(door, limiter))
    assert [counters.hit(_RULE, _WHO) for _each in range(3)] == [True, True, False]
    assert counters.stats(_RULE, _WHO).remaining == 0
    counters.clear(_RULE, _WHO)
    assert counters.hit(_RULE, _WHO)


def test_with_redis_processes_count_together(redis_url):
    def process() -> Counters:
        door = RedisDoor(redis_url)
        storage = RedisStorage(redis_url, connection_pool=door.pool)
        return Counters(shared=(door, MovingWindowRateLimiter(storage)))

    here, there = process(), process()
    here.clear(_RULE, _WHO)
    assert [each.hit(_RULE, _WHO) for each in (here, there, here)] == [True, True, False]


def test_limits_can_be_so_many_times_as_high():
    counters = Counters(factor=3)
    assert [counters.hit(_RULE, _WHO) for _each in range(7)] == [True] * 6 + [False]


def test_sweeps_are_due_and_missed_messages_are_told_once_redis_is_back(redis_url):
    app, returned = Flask(__name__), threading.Semaphore(0)
    app.config["SECRET_KEY"] = "back"
    init_redis(app, redis_url)
    door = app.extensions["entraide_redis"]
    init_jobs(app, (Job(name="sweep", run=_fail, is_due_at_start=True),), now=False)
    bus = Bus(app, door=door, is_inline=True)
    bus.on_return(returned.release)
    bus.on("word", lambda _word: None)
    bus.listen()
    assert returned.acquire(timeout=10), "it begins"
    storage = app.extensions[JOBS].huey.storage
    storage.flush_queue()
    with frozen(redis_url), app.app_context():
        bus.publish("word", "lost")
        assert not is_queue_ready()
    assert returned.acquire(timeout=10), "the line to Redis held, and yet messages were lost"
    assert storage.queue_size() == 1
    bus.leave()
    bus.publish("word", "wakes those who wait")


def test_a_job_for_later_waits_in_redis_and_is_refused_while_it_is_away(redis_url):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "later"
    init_redis(app, redis_url)
    init_jobs(app, (), now=False)
    storage = app.extensions[JOBS].huey.storage
    storage.flush_schedule()
    storage.add_to_schedule(b"job", datetime(2026, 1, 1, tzinfo=UTC))
    assert storage.schedule_size() == 1
    with frozen(redis_url), pytest.raises(RedisAway):
        storage.add_to_schedule(b"another", datetime(2026, 1, 1, tzinfo=UTC))


def test_that_redis_is_away_is_noticed_once_by_all_who_were_asking(caplog):
    door, all_ask = RedisDoor(_nowhere()), threading.Barrier(3)

    def fail() -> None:
        all_ask.wait(5)
        _fail()

    def ask() -> None:
        with suppress(RedisAway):
            door.ask(fail)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(5)
    said = [record for record in caplog.records if "Redis is away" in record.getMessage()]
    assert len(said) == 1
