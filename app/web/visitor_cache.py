"""Whole pages kept in memory for visitors, who all see the same.

Answered before Flask is asked anything. A page is kept under tags ("forum.thread:12", "lists");
whatever changes what a visitor sees forgets its tags, on every node (`app.live.nodes.bus`).
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

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


@dataclass(slots=True)
class VisitorCache:
    """Pages by address, language and encoding; the least recently asked for goes first."""

    pages: OrderedDict[RequestKey, Kept] = field(default_factory=OrderedDict)
    by_tag: dict[str, set[RequestKey]] = field(default_factory=dict)
    size_bytes: int = 0
    generation: int = 0
    """Grows with each forgetting, so that a page made of older rows is not kept after it."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: RequestKey) -> Kept | None:
        """Return a kept answer, unless its time is over."""
        kept = self.pages.get(key)
        if kept is not None and kept.until is not None and kept.until <= clock.now():
            self._let_go(key, kept)
            return None
        if kept is not None:
            self.pages.move_to_end(key)
        return kept

    def keep(self, key: RequestKey, kept: Kept, *, generation: int) -> None:
        """Keep an answer, unless something was forgotten since it was begun."""
        with self.lock:
            if generation != self.generation or key in self.pages:
                return
            kept.size_bytes = _PLACE_BYTES + memory_of((key, kept.headers, kept.body, kept.tags))
            self.pages[key] = kept
            self.size_bytes += kept.size_bytes
            for tag in kept.tags:
                self.by_tag.setdefault(tag, set()).add(key)
            while self.size_bytes > ROOM_BYTES:
                self._drop(next(iter(self.pages)))

    def forget(self, tags: Iterable[str] | None) -> None:
        """Forget the pages under these tags; all of them for `None`."""
        with self.lock:
            self.generation += 1
            keys = set(self.pages) if tags is None else set()
            for tag in tags or ():
                keys |= self.by_tag.get(tag, set())
            for key in keys:
                self._drop(key)

    def _let_go(self, key: RequestKey, kept: Kept) -> None:
        """Let an answer go, unless another request has done so, or has put a new one there."""
        with self.lock:
            if self.pages.get(key) is kept:
                self._drop(key)

    def _drop(self, key: RequestKey) -> None:
        """Let one answer go."""
        kept = self.pages.pop(key)
        self.size_bytes -= kept.size_bytes
        for tag in kept.tags:
            keys = self.by_tag[tag]
            keys.discard(key)
            if not keys:
                del self.by_tag[tag]


def init_visitor_cache(app: Flask) -> None:
    """Put the cache in front of the application."""
    cache = VisitorCache()
    app.extensions[CACHE] = cache
    app.wsgi_app = _in_front(app.wsgi_app, cache, KeptRequests(app))  # type: ignore[method-assign,assignment] # Flask's own advice
    app.after_request(_keep)


def keep_for_visitors(*tags: str, until: datetime | None = None) -> None:
    """Let this answer be kept for visitors, until one of the tags is forgotten.

    Args:
        tags: what it shows.
        until: the moment from which it would show something else though nothing has happened.
    """
    g.visitor_tags, g.visitor_until = frozenset(tags), until


def forget_pages(tags: Iterable[str] | None) -> None:
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
    tags: frozenset[str] | None = g.get("visitor_tags")
    if asked is None or tags is None or not _is_for_all(response):
        return response
    key, generation = asked
    body = response.get_data()
    headers = [(name, value) for name, value in response.headers if name != "Date"]
    cache: VisitorCache = current_app.extensions[CACHE]
    kept = Kept(headers, body, tags, until=g.visitor_until)
    cache.keep(key, kept, generation=generation)
    return response


def _is_for_all(response: Response) -> bool:
    """Tell whether every visitor would get this answer."""
    is_plain = response.status_code == HTTPStatus.OK and "Set-Cookie" not in response.headers
    return is_plain and not request.cookies and not response.is_streamed
