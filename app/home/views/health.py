"""Whether the process lives, and whether the site can work."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.home.queries.health import health
from app.web.guards import public

pages = Blueprint("home_health", __name__)


@pages.get("/healthz")
@public
def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
@public
def readyz() -> Response:
    """Say what is well and what is not; 503 when something is not."""
    checks = health()
    lines = "".join(f"{name}: {'ok' if is_ok else 'no'}\n" for name, is_ok in checks.items())
    return Response(lines, 200 if all(checks.values()) else 503, mimetype="text/plain")
