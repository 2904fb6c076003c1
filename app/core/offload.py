"""Heavy work beside the event loop: passwords, pictures, the disk must not make others wait."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey
from gevent.threadpool import ThreadPool

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def offloaded(
    work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """Do the work in a real thread when this process runs on gevent; on the spot otherwise.

    The work must touch no database session, and release the interpreter (hashing, image coding) or
    be short: what does not release it is made to every 5 ms, and slows the others meanwhile.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    return gevent.get_hub().threadpool.apply(work, args, kwargs)


class OwnThread:
    """A real thread for one sort of work, in which it waits behind no other sort."""

    def __init__(self) -> None:
        """Begin without one: the process may fork before it works."""
        self._threads: ThreadPool | None = None

    def do(self, work: Callable[[], Result]) -> Result:
        """Do the work there when this process runs on gevent; on the spot otherwise."""
        if not monkey.is_module_patched("threading"):
            return work()
        if self._threads is None:
            self._threads = ThreadPool(1)
        return self._threads.apply(work)
