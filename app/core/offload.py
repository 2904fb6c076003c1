"""Heavy work beside the event loop: passwords and pictures must not make the others wait."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey

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
