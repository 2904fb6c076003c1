"""What the answer to a request for a kept page may depend on, and nothing else.

Whatever a stranger can send would otherwise reach the pages of everybody: a header that some
library reads, a prefix, a parameter nobody knows. So a request for a kept page is reduced to its
key before Flask sees it: what is not in the key is not in its environment.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Flask
from werkzeug.datastructures import Accept, LanguageAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header, parse_cookie

from app.core.i18n import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

View = TypeVar("View", bound=Callable[..., Any])

_MARK = "kept_arguments"
_METHODS = frozenset({"GET", "HEAD"})
_PATH_LENGTH = 300
"""Characters of a path whose view is remembered; ours are shorter."""
_HEADER_LENGTH = 200
"""Characters that are read of what a browser accepts; browsers send half of it."""
_ASCII = bytes(range(128))
_SIGNED = re.compile(r"[A-Za-z0-9_.-]+")
"""What a session's cookie consists of. Source: itsdangerous 2.2, URLSafeTimedSerializer."""
_OWN = ("wsgi.", "werkzeug.", "entraide.")
"""Beginnings of the names that only servers and ourselves write."""
_PASSED_ON = frozenset(
    {
        "PATH_INFO",
        "REMOTE_ADDR",  # counts how often somebody asks; an answer that is kept cannot show it
        "REQUEST_METHOD",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)


class RequestKey(NamedTuple):
    """All that a kept page depends on, each value one of a few or written in one way."""

    host: str
    """As in `Host`; empty when the site knows its own address, and asks nobody."""
    scheme: str
    path: str
    query: str
    """The parameters that the view reads, each once, in the order it names them."""
    language: str
    """One that we speak."""
    encoding: str
    """`gzip`, or nothing."""
    fragment: str
    """`1` when our own script asks for a part of the page, or nothing."""


def kept(*arguments: str) -> Callable[[View], View]:
    """Say on a view that its page may be kept, and which parameters of the address it reads."""

    def mark(view: View) -> View:
        view.__dict__[_MARK] = arguments
        return view

    return mark


def is_reduced(environ: "WSGIEnvironment") -> bool:
    """Tell whether Flask sees of this request only what a kept page may depend on."""
    return "entraide.key" in environ


@lru_cache(maxsize=512)
def preferred_language(accepted: str) -> str:
    """Return the language of a browser. Source: RFC 9110 §12.5.4."""
    wanted = parse_accept_header(accepted[:_HEADER_LENGTH], LanguageAccept)
    return wanted.best_match(list(LANGUAGES), DEFAULT_LANGUAGE) or DEFAULT_LANGUAGE


@lru_cache(maxsize=512)
def accepted_encoding(accepted: str) -> str:
    """Return `gzip` when a browser takes it. Source: RFC 9110 §12.5.3."""
    wanted = parse_accept_header(accepted[:_HEADER_LENGTH], Accept)
    return "gzip" if wanted.quality("gzip") > 0 else ""


class KeptRequests:
    """Knows which requests are for kept pages, and reduces them to their keys."""

    def __init__(self, app: Flask) -> None:
        """Prepare for the views that the application will have when the first request comes."""
        self._app = app
        address = urlsplit(app.config["SETTINGS"].site_url or "")
        self._host, self._scheme = address.netloc, address.scheme
        self._remembered = lru_cache(maxsize=2048)(self._endpoint)

    def key_of(self, environ: "WSGIEnvironment") -> RequestKey | None:
        """Return the key of a request; `None` when it is for no kept page."""
        path: str = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in _METHODS:
            return None
        find = self._remembered if len(path) <= _PATH_LENGTH else self._endpoint
        endpoint = find(path)
        # Read anew: a view may be another by now, and what is remembered stays for good.
        view = self._app.view_functions[endpoint] if endpoint else None
        arguments: tuple[str, ...] | None = vars(view).get(_MARK) if view else None
        if arguments is None:
            return None
        query: str = environ.get("QUERY_STRING", "")
        return RequestKey(
            host="" if self._host else environ.get("HTTP_HOST", ""),
            scheme=self._scheme or environ["wsgi.url_scheme"],
            path=path,
            query=_query_of(query, arguments) if query else "",
            language=preferred_language(environ.get("HTTP_ACCEPT_LANGUAGE", "")),
            encoding=accepted_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
            fragment="1" if environ.get("HTTP_X_FRAGMENT") == "1" else "",
        )

    def reduced(self, environ: "WSGIEnvironment", key: RequestKey) -> "WSGIEnvironment":
        """Return what Flask may see of a request: its key, and who asks by the session's cookie."""
        seen = {
            name: value
            for name, value in environ.items()
            if name in _PASSED_ON or name.startswith(_OWN)
        }
        headers = self._who(environ) | {
            "HTTP_ACCEPT_ENCODING": key.encoding,
            "HTTP_ACCEPT_LANGUAGE": key.language,
            "HTTP_HOST": key.host or self._host,
            "HTTP_X_FRAGMENT": key.fragment,
        }
        seen |= {name: value for name, value in headers.items() if value}
        seen |= {"SCRIPT_NAME": "", "QUERY_STRING": key.query, "wsgi.url_scheme": key.scheme}
        seen["entraide.key"] = key
        return seen

    def has_session(self, environ: "WSGIEnvironment") -> bool:
        """Tell whether a browser may be signed in: it sends the session's cookie."""
        return bool(self._session_cookie(environ))

    def _who(self, environ: "WSGIEnvironment") -> dict[str, str]:
        """Return the headers by which a member is known, and for whom their page was made."""
        cookie = self._session_cookie(environ)
        account: str = environ.get("HTTP_X_ACCOUNT", "") if cookie else ""
        return {"HTTP_COOKIE": cookie, "HTTP_X_ACCOUNT": account if account.isdecimal() else ""}

    def _session_cookie(self, environ: "WSGIEnvironment") -> str:
        """Return the header of the session's cookie alone, read as Flask reads it."""
        sent: str = environ.get("HTTP_COOKIE", "")
        name: str = self._app.config["SESSION_COOKIE_NAME"]
        if name not in sent:
            return ""
        value = parse_cookie(sent.encode("ascii", "ignore").decode()).get(name, "")
        return f"{name}={value}" if _SIGNED.fullmatch(value) else ""

    def _endpoint(self, path: str) -> str | None:
        """Return the name of the view of this path, if it has one."""
        adapter = self._app.url_map.bind("")
        try:
            endpoint, _values = adapter.match(path.encode("latin-1").decode(errors="replace"))
        except HTTPException:
            return None
        return cast("str", endpoint)


def _query_of(query: str, arguments: tuple[str, ...]) -> str:
    """Return the query with these parameters only, the first of each."""
    if not query.isascii():
        query = quote(query.encode("latin-1"), safe=_ASCII)
    given: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        given.setdefault(name, value)
    return urlencode([(name, given[name]) for name in arguments if name in given])
