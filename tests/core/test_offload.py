"""Heavy work leaves the event loop, where there is one."""

import threading

import gevent
import pytest
from gevent import monkey

from app.core.offload import offloaded

pytestmark = pytest.mark.no_app


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
