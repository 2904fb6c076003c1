"""Figures for Prometheus, for a collector on this machine alone."""

import logging
from collections.abc import Iterator
from ipaddress import ip_address

from flask import Blueprint, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.monitoring import Gauge
from app.core.registry import provided
from app.home.queries.health import UNREACHABLE, health
from app.web.guards import public

pages = Blueprint("home_metrics", __name__)
_log = logging.getLogger(__name__)


@pages.get("/metrics")
@public
def metrics() -> Response:
    """Return the figures of the site to a collector on this machine.

    Raises:
        NotFound: the request comes from elsewhere, or through a proxy.
    """
    is_here = ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - compared only
    if not is_here or "X-Forwarded-For" in request.headers:
        raise NotFound
    rows = CollectorRegistry()
    rows.register(_Rows())
    told = generate_latest(_counted()) + generate_latest(rows)
    return Response(told, content_type=CONTENT_TYPE_LATEST)


def _counted() -> CollectorRegistry:
    """Return what was counted: by all processes where gunicorn lets them add up, else by this."""
    together = CollectorRegistry()
    try:
        MultiProcessCollector(together)  # type: ignore[no-untyped-call] # it ships no types
    except ValueError:  # there is no folder for it
        return REGISTRY
    return together


class _Rows(Collector):
    """The figures that are read from rows, the same whichever process is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the figures of all rooms, and what is well; what cannot be read is left out."""
        for gauge in provided(Gauge):
            try:
                value = gauge.read()
            except UNREACHABLE:
                _log.warning("The figure %s cannot be read.", gauge.name, exc_info=True)
            else:
                yield GaugeMetricFamily(f"entraide_{gauge.name}", gauge.help, value=value)
        checks = GaugeMetricFamily(
            "entraide_healthy", "1 where /readyz says ok, otherwise 0.", labels=("check",)
        )
        for name, is_well in health().items():
            checks.add_metric((name,), float(is_well))
        yield checks
