"""Things to do in a moment, beside the request: one after another, or several at once."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

_Task = tuple[Callable[..., Any], tuple[object, ...]]


class WorkQueue:
    """A queue and those who work on it: greenlets under gevent, threads otherwise."""

    def __init__(self, app: Flask, *, workers: int, is_inline: bool) -> None:
        """Prepare the queue; workers start with the first task.

        Args:
            app: tasks run inside a context of this application.
            workers: how many run at once; with one, they run in order.
            is_inline: run each on the spot, for tests and commands.
        """
        self._app = app
        self._most = workers
        self._is_inline = is_inline
        self._waiting: queue.Queue[_Task] = queue.Queue()
        self._workers: list[threading.Thread] = []
        self._lock = threading.Lock()

    def add(self, act: Callable[..., Any], *args: object) -> None:
        """Have something done soon. What fails is logged, and stops nothing else."""
        if self._is_inline:
            self._do(act, args)
            return
        self._waiting.put((act, args))
        if len(self._workers) < self._most:
            self._start()

    def join(self) -> None:
        """Wait until everything is done that was added so far."""
        self._waiting.join()

    def _start(self) -> None:
        with self._lock:
            while len(self._workers) < self._most:
                worker = threading.Thread(target=self._work, daemon=True)
                self._workers.append(worker)
                worker.start()

    def _work(self) -> None:
        while True:
            act, args = self._waiting.get()
            self._do(act, args)
            self._waiting.task_done()

    def _do(self, act: Callable[..., Any], args: tuple[object, ...]) -> None:
        try:
            with self._app.app_context():
                act(*args)
        except Exception:  # the next task is somebody else's
            logging.getLogger(__name__).exception("A task of the live path failed.")
