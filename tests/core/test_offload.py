"""Heavy work leaves the event loop, where there is one."""

import threading
from collections.abc import Callable

import gevent
import pytest
from flask import Flask
from gevent import monkey

from app.core.db import db, init_db
from app.core.offload import OwnThread, offloaded

pytestmark = pytest.mark.no_app
DO = OwnThread.do


@pytest.fixture
def on_gevent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process pass for one that gevent has patched."""
    monkeypatch.setattr(monkey, "is_module_patched", lambda name: name == "threading")


def test_without_an_event_loop_work_is_done_on_the_spot():
    assert offloaded(threading.get_ident) == threading.get_ident()


@pytest.mark.usefixtures("on_gevent")
def test_under_gevent_work_is_done_in_a_thread_while_greenlets_go_on():
    is_free = threading.Event()
    gevent.spawn(is_free.set)

    def work(*, patience: float) -> tuple[bool, int]:
        return is_free.wait(patience), threading.get_ident()

    was_free, where = offloaded(work, patience=5)
    assert was_free
    assert where != threading.get_ident()


@pytest.mark.usefixtures("on_gevent")
def test_what_goes_wrong_in_the_thread_is_told_to_who_asked():
    with pytest.raises(ZeroDivisionError):
        offloaded(divmod, 1, 0)


@pytest.mark.usefixtures("on_gevent")
def test_a_sort_of_work_with_a_thread_of_its_own_waits_behind_no_other():
    own, is_free = OwnThread(), threading.Event()
    others = [gevent.spawn(offloaded, is_free.wait, 5) for _each in range(20)]
    gevent.sleep(0)  # they fill the threads that all share
    assert own.do(lambda: "written") == "written"
    is_free.set()
    assert gevent.joinall(others, timeout=5)


@pytest.mark.usefixtures("on_gevent")
def test_sqlite_waits_for_the_disk_in_a_thread_of_its_own(tmp_path, monkeypatch):
    app = Flask(__name__)
    init_db(app, f"sqlite:///{tmp_path}/site.sqlite")
    where: list[int] = []

    def note(own: OwnThread, work: Callable[[], None]) -> None:
        DO(own, lambda: where.append(threading.get_ident()))
        DO(own, work)

    monkeypatch.setattr(OwnThread, "do", note)
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE things (id INTEGER)")
        connection.exec_driver_sql("INSERT INTO things VALUES (7)")
    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM things").scalar() == 7
    assert set(where) - {threading.get_ident()} == set(where) != set()
