"""Whether the process lives, and whether it can work."""

from ipaddress import ip_address

import sqlalchemy as sa
from flask import Blueprint, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.wrappers import Response

from app.core.db import db
from app.core.errors import NotFound
from app.core.jobs import is_queue_ready
from app.core.schema import is_current
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
    """Say what is ready: database, migrations, queue; 503 when something is not."""
    checks = {"database": _has_database(), "queue": is_queue_ready()}
    checks["migrations"] = checks["database"] and is_current()
    lines = "".join(f"{name}: {'ok' if is_ok else 'no'}\n" for name, is_ok in checks.items())
    return Response(lines, 200 if all(checks.values()) else 503, mimetype="text/plain")


@pages.get("/metrics")
@public
def metrics() -> Response:
    """Return the figures of this process to a collector on this machine.

    Raises:
        NotFound: the request comes from elsewhere, or through a proxy.
    """
    is_here = ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - compared only
    if not is_here or "X-Forwarded-For" in request.headers:
        raise NotFound
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _has_database() -> bool:
    """Tell whether the database answers."""
    try:
        db.session.execute(sa.select(1))
    except sa.exc.DBAPIError:
        return False
    return True
