"""How gunicorn serves the site: gevent workers, one process unless Redis joins several.

This file imports nothing of ours but `config`, and no driver: the worker patches the standard
library first and loads the application afterwards, so that psycopg and Redis wait without holding
up others.
"""

import errno
import importlib
import os
import resource
import shutil
import tempfile
import threading
import time
from contextlib import contextmanager

import gevent
from gunicorn.workers.ggevent import GeventWorker

from config import logging_settings

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "5000"
_processes = int(os.environ.get("WEB_PROCESSES") or 1)
if _processes > 1 and not os.environ.get("REDIS_URL"):
    raise SystemExit("WEB_PROCESSES above 1 needs REDIS_URL, or live events would be lost.")
_proxies = int(os.environ.get("TRUSTED_PROXIES") or 0)
_is_tried = (os.environ.get("LIMITS") or "1").lower() in {"0", "off", "false"} or (
    os.environ.get("LIMITS_FACTOR") or "1"
) != "1"  # by one machine, which plays all the others

_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (_files, _files))  # each connection is an open file

CONNECTIONS = min(10_000, _files - 256) if _files > 0 else 10_000
"""At once in each process; an open tab is one that lasts. Without files left nobody gets in."""
SILENT = CONNECTIONS // 5
"""Of these, so many may keep us waiting for what they send, or for taking what we send."""
SILENT_OF_ONE = CONNECTIONS if _proxies or _is_tried else SILENT // 4
"""And so many of one address; behind a proxy all of them are the proxy's."""
GRACE_SECONDS = 20
"""In which nothing need come or go yet."""
LEAST_RATE = 2_000
"""Bytes a second that come or go from then on, on the average; a poor phone line has twice that."""
PIECE = 65_536
"""Bytes that are sent at once, so that a slow line shows that it takes some."""


class Line:
    """The socket under one request: it carries enough in its time, or it carries no more."""

    def __init__(self, worker, sock, address):
        """Begin to count."""
        self._worker, self._sock, self._address = worker, sock, address
        self._seconds = GRACE_SECONDS
        self.is_cut = False

    def __getattr__(self, name):
        """Be the socket in all else."""
        return getattr(self._sock, name)

    def recv(self, size):
        """Return what has come; nothing, as at the end, when too little did for too long."""
        received = self._in_time(self._sock.recv, size) or b""
        self._seconds += len(received) / LEAST_RATE
        return received

    def sendall(self, data):
        """Send all of it, unless too little of it is taken for too long."""
        view = memoryview(data)
        for start in range(0, len(view), PIECE):
            self._in_time(self._sock.sendall, view[start : start + PIECE])
            if self.is_cut:
                raise OSError(errno.EPIPE, "the browser takes too little")
            self._seconds += PIECE / LEAST_RATE

    def _in_time(self, act, argument):
        """Do something that may wait for the browser; `None` when the time is up."""
        if self.is_cut or self._seconds <= 0:
            self.is_cut = True
            return None
        begun_at = time.monotonic()
        self._sock.settimeout(self._seconds)
        try:
            with self._worker.waiting_for(self._address, is_idle=False):
                return act(argument)
        except (TimeoutError, gevent.Timeout):
            self.is_cut = True
            return None
        finally:
            self._sock.settimeout(None)
            self._seconds -= time.monotonic() - begun_at


class Worker(GeventWorker):
    """Lets nobody keep it waiting at the cost of others, neither at work nor when it leaves.

    Gunicorn's own takes no connection while the table is full, however long the others in it say
    nothing; reads a body for as long as a byte comes now and then; and, told to leave, waits ten
    seconds for any browser or proxy that keeps a connection for later.
    """

    def __init__(self, *args, **kwargs):
        """Begin with nobody waiting."""
        super().__init__(*args, **kwargs)
        self._waiting = {}
        self._leaving = {}
        self._of_address = {}
        self._addresses = {}

    def handle(self, listener, client, addr):
        """Serve one connection; when too many are silent, one of them makes room for it."""
        here, address = gevent.getcurrent(), addr[0] if addr else ""
        self._make_room(address)
        self._addresses[here] = address
        try:
            super().handle(listener, client, addr)
        finally:
            del self._addresses[here]

    def handle_request(self, listener_name, req, sock, addr):
        """Answer a request over a line that is watched; a WebSocket has its own guard."""
        if req.method == "GET" and req.path.startswith("/socket.io/"):
            super().handle_request(listener_name, req, sock, addr)
            return
        req.unreader.sock = line = Line(self, sock, self._addresses[gevent.getcurrent()])
        try:
            super().handle_request(listener_name, req, line, addr)
        finally:
            req.unreader.sock = sock
        if line.is_cut:
            raise StopIteration  # where the next request begins is not known

    @contextmanager
    def timeout_ctx(self):
        """Wait for the next request of a connection, its head read to the end."""
        with (
            gevent.Timeout(self.cfg.keepalive, False) as patience,
            self.waiting_for(self._addresses[gevent.getcurrent()], patience=patience),
        ):
            yield

    @contextmanager
    def waiting_for(self, address, *, patience=None, is_idle=True):
        """Remember that this connection waits for its browser, and how its waiting is ended."""
        here, patience = gevent.getcurrent(), patience or gevent.Timeout()
        of_address = self._of_address.setdefault(address, {})
        self._waiting[here] = of_address[here] = (patience, is_idle)
        try:
            yield
        finally:
            for table in (self._waiting, self._leaving, of_address):
                table.pop(here, None)
            if not of_address and self._of_address.get(address) is of_address:
                del self._of_address[address]

    def notify(self):
        """Tell the master that all is well, each second; when leaving, let go."""
        super().notify()
        if not self.alive:
            gevent.get_hub().loop.run_callback(self._let_go)

    def _make_room(self, address):
        """Let go of the connections silent longest, first of this one, then of who has most."""
        while len(silent := self._of_address.get(address, {})) >= SILENT_OF_ONE:
            self._end_longest(silent)
        while len(self._waiting) >= SILENT:
            self._end_longest(max(self._of_address.values(), key=len))

    def _end_longest(self, silent):
        """End the wait of the first of these; whoever comes next chooses another."""
        waiter, (patience, _is_idle) = next(iter(silent.items()))
        del silent[waiter], self._waiting[waiter]
        self._end_wait(waiter, patience)

    def _let_go(self):
        """Let go of those who only might ask; a request under way is answered."""
        for waiter, (patience, is_idle) in list(self._waiting.items()):
            if is_idle:
                self._end_wait(waiter, patience)

    def _end_wait(self, waiter, patience):
        """End a wait as if its time were up, unless it ends by itself before."""
        self._leaving[waiter] = patience
        gevent.get_hub().loop.run_callback(self._throw, waiter, patience)

    def _throw(self, waiter, patience):
        """End a wait; in the hub, where nobody stops waiting meanwhile."""
        if self._leaving.get(waiter) is patience:
            waiter.throw(patience)


bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
workers = _processes
worker_class = Worker
worker_connections = CONNECTIONS
forwarder_headers = ""  # nobody in front of us says under which prefix we are
header_map = "refuse"  # a name with `_` would pass for one with `-`
secure_scheme_headers = {}  # app/web/gateway.py reads them, from as many proxies as are trusted
sendfile = False  # it would not show how slowly a browser takes what is sent
umask = 0o077
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # the heartbeat needs no disk
preload_app = False  # patching comes before the application, in each worker
keepalive = 30  # seconds for the next request, and its head to the end
timeout = 60  # seconds without a heartbeat, then the worker is replaced
graceful_timeout = 10  # seconds that a request under way may still take
control_socket_disable = True
accesslog = os.environ.get("ACCESS_LOG") or None  # the proxy in front keeps one; "-" prints ours
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL") or "info"
logconfig_dict = logging_settings(os.environ)
_figures = os.environ.setdefault(
    "PROMETHEUS_MULTIPROC_DIR",
    tempfile.mkdtemp(prefix="entraide-figures-", dir=worker_tmp_dir),
)  # where the processes add up what they count; it ends with them


def post_worker_init(worker):
    """Start what runs beside the pages, in the process that has just loaded the application."""
    lifecycle = importlib.import_module("app.core.lifecycle")
    try:
        lifecycle.begin_serving(worker.wsgi)
    except lifecycle.AnotherProcess as error:
        worker.log.critical("%s", error)
        raise SystemExit(4) from None  # the application cannot be loaded: the master gives up, too
    threading.Thread(target=_end_early, args=(worker,), daemon=True).start()


def child_exit(server, worker):
    """Count no socket of a process that is gone; what it answered stays counted."""
    importlib.import_module("prometheus_client.multiprocess").mark_process_dead(worker.pid)


def on_exit(server):
    """Take the figures away with the last process."""
    shutil.rmtree(_figures, ignore_errors=True)


def pre_request(worker, request):
    """Take turns: a connection that asks without a pause would be answered before all others."""
    gevent.sleep()


def _end_early(worker):
    """End what never ends by itself, once the worker is told to leave and not when it has left."""
    while worker.alive:
        time.sleep(0.2)
    importlib.import_module("app.core.lifecycle").end_serving(worker.wsgi)
