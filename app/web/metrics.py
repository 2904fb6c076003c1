"""What is counted of each request; of all web processes of a machine together.

`gunicorn.conf.py` gives the processes a folder in which they add up (`PROMETHEUS_MULTIPROC_DIR`).
"""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from prometheus_client import Counter, Histogram

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUESTS = Counter(
    "entraide_http_requests_total",
    "Answers by route, method and status.",
    ("route", "method", "status"),
)
SECONDS = Histogram(
    "entraide_http_request_seconds",
    "Time until an answer begins.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
KEPT = "(kept page)"
"""Route of what is answered from memory, before any route is looked for."""
UNKNOWN = "(none)"
"""Route of an address that leads nowhere: strangers invent as many as they like."""
_ROUTE = "entraide.route"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def init_metrics(app: Flask) -> None:
    """Count all requests of an application, those answered from memory included."""
    app.before_request_funcs.setdefault(None, []).insert(0, _note_route)  # whoever answers first
    app.wsgi_app = _counted(app.wsgi_app)  # type: ignore[method-assign,assignment] # Flask's own advice


def _note_route() -> None:
    """Note which route answers, for whoever counts outside."""
    found: list[str] = request.environ[_ROUTE]
    found[:] = [request.url_rule.rule if request.url_rule else UNKNOWN]


def _counted(inner: "WSGIApplication") -> "WSGIApplication":
    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun = time.perf_counter()
        found = environ[_ROUTE] = [KEPT]  # one list, also where a request is reduced to its key
        method = environ.get("REQUEST_METHOD", "")

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[..., Any]:  # noqa: ANN401 - as WSGI has it
            SECONDS.observe(time.perf_counter() - begun)
            REQUESTS.labels(
                *found,
                method if method in _METHODS else "other",
                status[:3],
            ).inc()
            return start_response(status, headers, *rest)

        return inner(environ, start)

    return answer
