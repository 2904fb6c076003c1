"""Answers the application's questions, one after another, until it goes away."""

import logging
import resource
import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import Any

from app.text.child.conversion import Converter, TooLong
from app.text.rendering.frames import receive, send

MEMORY_BYTES = 256 * 1024 * 1024
_REPEAT_SECONDS = 0.05

log = logging.getLogger(__name__)


class TooSlow(BaseException):
    """The text has used up its time. No library's `except Exception` may swallow it."""


def main() -> None:  # pragma: no cover - only in the process that child.py begins, which is killed
    """Serve the socket that is this process's input."""
    logging.basicConfig(format="text: %(message)s")
    with suppress(OSError, ValueError):  # some systems have no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, _too_slow)
    with socket.socket(fileno=0) as line, suppress(EOFError, ConnectionError):
        serve(line)


def serve(line: socket.socket) -> None:
    """Say that everything is loaded, then answer each question with HTML, or null to refuse."""
    converter = Converter()
    converter.convert("*", ())
    send(line, {"is_ready": True})
    while True:
        question = receive(line)
        html = _answer(converter, question)
        if html is None:
            converter = Converter()
        send(line, {"html": html})


def _answer(converter: Converter, question: dict[str, Any]) -> str | None:
    """Return the HTML of a text, or nothing when it takes too much of anything."""
    try:
        try:
            # Again and again: a library may lose the first exception in a clean-up of its own.
            signal.setitimer(signal.ITIMER_REAL, question["seconds"], _REPEAT_SECONDS)
            return converter.convert(question["source"], question["handles"])
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (TooSlow, TooLong, RecursionError, MemoryError):
        return None
    except Exception:
        log.exception("A text is shown plain: the libraries failed on it.")
        return None


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    """Interrupt the conversion."""
    raise TooSlow
