"""The blueprint of all that one does in threads, whatever room they belong to.

Addresses begin with the base of a kind: `/questions/12/lu`. A thread is found under its own base
only.
"""

from collections.abc import Collection
from functools import partial
from typing import Any

from flask import Blueprint, Flask, g
from werkzeug.routing import BaseConverter, Map

from app.core.errors import NotFound
from app.core.registry import REGISTRY, Registry
from app.threads.kinds import ThreadKind, kind_named, kind_of
from app.threads.models import Post, Thread
from app.threads.queries.access import access_post_row, access_thread
from app.threads.shapes import ThreadAccess, ThreadHead
from app.web.current_viewer import viewer
from app.web.fragments import fragments

pages = Blueprint("threads", __name__)


class BaseOfKind(BaseConverter):
    """Reads the first part of the addresses of a kind of thread."""

    def __init__(self, url_map: Map, *, bases: Collection[str]) -> None:
        """Read these bases, and nothing else."""
        super().__init__(url_map)
        self.regex = "|".join(sorted(bases))


def init_bases(app: Flask) -> None:
    """Teach routes to read the bases of kinds."""
    registry: Registry = app.extensions[REGISTRY]
    bases = {one.base for one in registry.of_type(ThreadKind)}
    app.url_map.converters["threads"] = partial(BaseOfKind, bases=bases)  # type: ignore[assignment] # called as a class is


@pages.url_value_preprocessor
def _keep_base(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Keep the base of the address for `asked_thread`; what is only to be read is for nobody."""
    values = values if values is not None else {}
    g.thread_base = values.pop("base", None)
    values.pop("slug", None)


def asked_thread(thread_id: int) -> ThreadHead:
    """Return the thread of the address.

    Raises:
        NotFound: there is no such one under this base for this viewer.
    """
    head = access_thread(viewer(), thread_id)
    if g.thread_base not in {None, head.base}:
        raise NotFound
    return head


def named_thread(name: str) -> int:
    """Return the thread whose page has this name in its address; kept, as it has it for good.

    Raises:
        NotFound: there is none, or the kind under this base has numbers instead.
    """

    def find() -> int:
        kind = kind_named(g.thread_base)
        thread_id = kind.named(name) if kind is not None and kind.named is not None else None
        if thread_id is None:
            raise NotFound  # and nothing is kept: it may come to be
        return thread_id

    return fragments().find_or_make(("threads.named", g.thread_base, name), find)


def asked_post(post_id: int) -> tuple[Post, Thread, ThreadAccess]:
    """Return the post of the address, with its thread.

    Raises:
        NotFound: there is no such one under this base for this viewer.
    """
    post, thread, access = access_post_row(viewer(), post_id)
    if kind_of(thread.kind).base != g.thread_base:
        raise NotFound
    return post, thread, access
