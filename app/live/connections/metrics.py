"""How many sockets are open, over all web processes of this machine."""

from prometheus_client import Gauge

SOCKETS = Gauge(
    "entraide_websocket_connections",
    "Open sockets of members; each tab has one.",
    multiprocess_mode="livesum",
)
