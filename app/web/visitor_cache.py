"""Whole pages kept in memory for visitors, who all see the same.

Answered before Flask is asked anything. A page is kept under tags ("forum.thread:12", "lists");
whatever changes what a visitor sees forgets its tags, on every node (`app.live.bus`).
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Flask, current_app, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from app.core.i18n import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CACHE: Final = "entraide_visitor_cache"
ROOM_BYTES: Final = 64 * 1024 * 1024
"""Memory for kept pages in each process, in bytes."""

_Key = tuple[str, ...]
_ENCODING: Final = 5
"""Place in a key of the encoding that its browser takes."""


@dataclass(slots=True)
class _Kept:
    """One answer, ready to be sent again."""

    headers: list[tuple[str, str]]
    body: bytes
    tags: frozenset[str]


@dataclass(slots=True)
class VisitorCache:
    """Pages by address, language and encoding; the least recently asked for goes first."""

    cookie: bytes
    pages: OrderedDict[_Key, _Kept] = field(default_factory=OrderedDict)
    by_tag: dict[str, set[_Key]] = field(default_factory=dict)
    size_bytes: int = 0
    generation: int = 0
    """Grows with each forgetting, so that a page made of older rows is not kept after it."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: _Key) -> _Kept | None:
        """Return a kept answer."""
        kept = self.pages.get(key)
        if kept is not None:
            self.pages.move_to_end(key)
        return kept

    def keep(self, key: _Key, kept: _Kept, *, generation: int) -> None:
        """Keep an answer, unless something was forgotten since it was begun."""
        with self.lock:
            if generation != self.generation or key in self.pages:
                return
            self.pages[key] = kept
            self.size_bytes += len(kept.body)
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

    def _drop(self, key: _Key) -> None:
        """Let one answer go."""
        kept = self.pages.pop(key)
        self.size_bytes -= len(kept.body)
        for tag in kept.tags:
            keys = self.by_tag[tag]
            keys.discard(key)
            if not keys:
                del self.by_tag[tag]


def init_visitor_cache(app: Flask) -> None:
    """Put the cache in front of the application."""
    cache = VisitorCache(app.config["SESSION_COOKIE_NAME"].encode())
    app.extensions[CACHE] = cache
    app.wsgi_app = _in_front(app.wsgi_app, cache)  # type: ignore[method-assign,assignment] # Flask's own advice
    app.after_request(_keep)


def keep_for_visitors(*tags: str) -> None:
    """Let this answer be kept for visitors, until one of the tags is forgotten."""
    g.visitor_tags = frozenset(tags)


def forget_pages(tags: Iterable[str] | None) -> None:
    """Forget kept pages on this node only; rooms tell all nodes through `live`."""
    cache: VisitorCache = current_app.extensions[CACHE]
    cache.forget(tags)


def generation() -> int:
    """Return a number that grows with each forgetting: the state in which a piece was made."""
    cache: VisitorCache = current_app.extensions[CACHE]
    return cache.generation


@lru_cache(maxsize=512)
def preferred_language(accepted: str) -> str:
    """Return the language of a browser. Source: RFC 9110 §12.5.4."""
    wanted = parse_accept_header(accepted, LanguageAccept)
    return wanted.best_match(list(LANGUAGES), DEFAULT_LANGUAGE) or DEFAULT_LANGUAGE


def _key(environ: "WSGIEnvironment") -> _Key:
    """Return all that an answer to a visitor depends on."""
    return (
        environ.get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"],
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        preferred_language(environ.get("HTTP_ACCEPT_LANGUAGE", "")),
        "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "",
        environ.get("HTTP_X_FRAGMENT", ""),
    )


def _in_front(application: "WSGIApplication", cache: VisitorCache) -> "WSGIApplication":
    """Answer visitors from the cache, and let the application answer the rest."""
    cookie = cache.cookie.decode() + "="

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or cookie in environ.get("HTTP_COOKIE", ""):
            return application(environ, start_response)
        key = _key(environ)
        kept = cache.find(key)
        if kept is None:
            environ["entraide.visitor"] = (key, cache.generation)
            return application(environ, start_response)
        start_response("200 OK", kept.headers)
        return (kept.body,)

    return answer


def _keep(response: Response) -> Response:
    """Keep the answer when its view allows it and nothing in it is somebody's own."""
    asked = request.environ.get("entraide.visitor")
    tags: frozenset[str] | None = g.get("visitor_tags")
    if asked is None or tags is None or not _is_for_all(response):
        return response
    key, generation = asked
    if response.headers.get("Content-Encoding", "") not in {"", key[_ENCODING]}:
        return response  # asked for in words that only the compression understands
    body = response.get_data()
    headers = [(name, value) for name, value in response.headers if name != "Date"]
    cache: VisitorCache = current_app.extensions[CACHE]
    cache.keep(key, _Kept(headers, body, tags), generation=generation)
    return response


def _is_for_all(response: Response) -> bool:
    """Tell whether every visitor would get this answer.

    The cookie is looked for as the application reads it: `entraide =…`, which no browser sends,
    signs in too, and passes those who look at the letters of the header.
    """
    is_plain = response.status_code == HTTPStatus.OK and "Set-Cookie" not in response.headers
    has_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return is_plain and not has_cookie and not response.is_streamed
