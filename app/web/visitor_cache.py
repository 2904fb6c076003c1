"""Whole pages kept in memory for visitors, who all see the same.

Answered before Flask is asked anything. A page is kept under tags ("forum.thread:12", "lists");
whatever changes what a visitor sees forgets its tags, on every node (`app.live.nodes.bus`).
"""

import threading
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from cachetools import LRUCache
from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from app.core import clock
from app.web.kept_requests import KeptRequests, RequestKey
from app.web.memory import memory_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CACHE: Final = "entraide_visitor_cache"
ROOM_BYTES: Final = 40 * 1024 * 1024
"""Memory for kept pages in each process, in bytes; their keys, headers and tags are counted."""
SEARCH_BYTES: Final = 4 * 1024 * 1024
"""The same for searches: there are as many as words to type, and few come twice."""
_PLACE_BYTES: Final = 600
"""What the tables take for a page beside what is put into them; measured."""


@dataclass(slots=True)
class Kept:
    """One answer, ready to be sent again."""

    headers: list[tuple[str, str]]
    body: bytes
    tags: frozenset[str]
    size_bytes: int = 0
    """All the memory it takes, the key it is kept under included; known once it is kept."""
    until: datetime | None = None
    """When it says something else by itself, whatever is forgotten or not."""
    is_search: bool = False
    """It answers words that somebody typed; in a room of their own, these push out no others."""


class _Pages(LRUCache[RequestKey, Kept]):
    """Kept pages, and which of them stand under each tag; the least recently asked for go first."""

    def __init__(self, room_bytes: int) -> None:
        super().__init__(room_bytes, getsizeof=lambda kept: kept.size_bytes)
        self.by_tag: dict[str, set[RequestKey]] = {}

    def __setitem__(self, key: RequestKey, kept: Kept) -> None:
        super().__setitem__(key, kept)
        for tag in kept.tags:
            self.by_tag.setdefault(tag, set()).add(key)

    def __delitem__(self, key: RequestKey) -> None:
        kept = self[key]
        super().__delitem__(key)
        for tag in kept.tags:
            keys = self.by_tag[tag]
            keys.discard(key)
            if not keys:
                del self.by_tag[tag]

    def under(self, tags: Collection[str] | None) -> set[RequestKey]:
        """Return the keys of the pages under these tags; all for `None`."""
        if tags is None:
            return set(self)
        return {key for tag in tags for key in self.by_tag.get(tag, ())}


@dataclass(slots=True)
class VisitorCache:
    """Pages by address, language and encoding. Safe to use from several threads."""

    pages: _Pages = field(default_factory=lambda: _Pages(ROOM_BYTES))
    searches: _Pages = field(default_factory=lambda: _Pages(SEARCH_BYTES))
    generation: int = 0
    """Grows with each forgetting, so that a page made of older rows is not kept after it."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: RequestKey) -> Kept | None:
        """Return a kept answer, unless its time is over."""
        with self.lock:
            pages = self.searches if key in self.searches else self.pages
            kept = pages.get(key)
            if kept is not None and kept.until is not None and kept.until <= clock.now():
                del pages[key]
                return None
            return kept

    def keep(self, key: RequestKey, kept: Kept, *, generation: int) -> None:
        """Keep an answer, unless something was forgotten since it was begun."""
        kept.size_bytes = _PLACE_BYTES + memory_of((key, kept.headers, kept.body, kept.tags))
        pages = self.searches if kept.is_search else self.pages
        with self.lock:
            if generation == self.generation and key not in pages:
                with suppress(ValueError):  # larger than all the room
                    pages[key] = kept

    def forget(self, tags: Collection[str] | None) -> None:
        """Forget the pages under these tags; all of them for `None`."""
        with self.lock:
            self.generation += 1
            for pages in (self.pages, self.searches):
                for key in pages.under(tags):
                    del pages[key]


def init_visitor_cache(app: Flask) -> None:
    """Put the cache in front of the application."""
    cache = VisitorCache()
    app.extensions[CACHE] = cache
    app.wsgi_app = _in_front(app.wsgi_app, cache, KeptRequests(app))  # type: ignore[method-assign,assignment] # Flask's own advice
    app.after_request(_keep)


def keep_for_visitors(*tags: str, until: datetime | None = None, is_search: bool = False) -> None:
    """Let this answer be kept for visitors, until one of the tags is forgotten.

    Args:
        tags: what it shows.
        until: the moment from which it would show something else though nothing has happened.
        is_search: it answers words that somebody typed.
    """
    g.kept_as = {"tags": frozenset(tags), "until": until, "is_search": is_search}


def forget_pages(tags: Collection[str] | None) -> None:
    """Forget kept pages on this node only; rooms tell all nodes through `live`."""
    cache: VisitorCache = current_app.extensions[CACHE]
    cache.forget(tags)


def generation() -> int:
    """Return a number that grows with each forgetting: the state in which a piece was made."""
    cache: VisitorCache = current_app.extensions[CACHE]
    return cache.generation


def _in_front(
    application: "WSGIApplication", cache: VisitorCache, requests: KeptRequests
) -> "WSGIApplication":
    """Answer visitors from the cache, and let the application answer the rest."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = requests.key_of(environ)
        if key is None:
            return application(environ, start_response)
        if environ["REQUEST_METHOD"] == "GET" and not requests.has_session(environ):
            kept = cache.find(key)
            if kept is not None:
                start_response("200 OK", kept.headers)
                return (kept.body,)
            environ["entraide.visitor"] = (key, cache.generation)
        return application(requests.reduced(environ, key), start_response)

    return answer


def _keep(response: Response) -> Response:
    """Keep the answer when its view allows it and nothing in it is somebody's own."""
    asked = request.environ.get("entraide.visitor")
    kept_as: dict[str, Any] | None = g.get("kept_as")
    if asked is None or kept_as is None or not _is_for_all(response):
        return response
    key, generation = asked
    headers = [(name, value) for name, value in response.headers if name != "Date"]
    kept = Kept(headers, response.get_data(), **kept_as)
    cache: VisitorCache = current_app.extensions[CACHE]
    cache.keep(key, kept, generation=generation)
    return response


def _is_for_all(response: Response) -> bool:
    is_plain = response.status_code == HTTPStatus.OK and "Set-Cookie" not in response.headers
    return is_plain and not request.cookies and not response.is_streamed
