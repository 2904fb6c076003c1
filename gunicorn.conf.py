"""How gunicorn serves the site: gevent workers, one process unless Redis joins several.

This file imports nothing of ours and no driver: the worker patches the standard library first
and loads the application afterwards, so that psycopg and Redis wait without holding up others.
"""

import importlib
import os
import threading
import time
from contextlib import contextmanager

import gevent
from gunicorn.workers.ggevent import GeventWorker

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "5000"
_processes = int(os.environ.get("WEB_PROCESSES") or 1)
if _processes > 1 and not os.environ.get("REDIS_URL"):
    raise SystemExit("WEB_PROCESSES above 1 needs REDIS_URL, or live events would be lost.")


class Worker(GeventWorker):
    """Leaves once all that was asked is answered, and lets go of those who only might ask.

    Gunicorn's own waits ten seconds for any browser or proxy that keeps a connection for later.
    """

    def __init__(self, *args, **kwargs):
        """Begin with nobody waiting."""
        super().__init__(*args, **kwargs)
        self._waiting = {}

    @contextmanager
    def timeout_ctx(self):
        """Wait for the next request of a connection, and remember that one waits."""
        here = gevent.getcurrent()
        with gevent.Timeout(self.cfg.keepalive, False) as patience:
            self._waiting[here] = patience
            try:
                yield
            finally:
                del self._waiting[here]

    def notify(self):
        """Tell the master that all is well, each second; when leaving, let go."""
        super().notify()
        if not self.alive:
            gevent.get_hub().loop.run_callback(self._let_go)

    def _let_go(self):
        """End each wait as if its time were up; in the hub, where nobody stops waiting meanwhile."""
        for waiter, patience in list(self._waiting.items()):
            waiter.throw(patience)


bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
workers = _processes
worker_class = Worker
worker_connections = 10_000  # an open tab is a connection that lasts
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # the heartbeat needs no disk
preload_app = False  # patching comes before the application, in each worker
keepalive = 30  # seconds
timeout = 60  # seconds without a heartbeat, then the worker is replaced
graceful_timeout = 10  # seconds that a request under way may still take
control_socket_disable = True
accesslog = os.environ.get("ACCESS_LOG") or None  # the proxy in front keeps one; "-" prints ours
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL") or "info"


def post_worker_init(worker):
    """Start what runs beside the pages, in the process that has just loaded the application."""
    importlib.import_module("app.core.serving").begin_serving(worker.wsgi)
    threading.Thread(target=_end_early, args=(worker,), daemon=True).start()


def pre_request(worker, request):
    """Take turns: a connection that asks without a pause would be answered before all others."""
    gevent.sleep()


def _end_early(worker):
    """End what never ends by itself, once the worker is told to leave and not when it has left."""
    while worker.alive:
        time.sleep(0.2)
    importlib.import_module("app.core.serving").end_serving(worker.wsgi)
