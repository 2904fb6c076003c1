"""One dialogue with a mail server: bounded in time, and clear about how it ended.

`smtplib.SMTP.sendmail` says too little for that: a server that breaks off after it has taken the
letter, or answers `QUIT` badly, looks like one that has not taken it.
"""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from app.mail.smtp.outcomes import Refused, ServerAway, Undeliverable, Unsure, is_of_address, named

_REFUSAL = 400
_FINAL = 500
"""From this reply code on, a refusal is final. Source: RFC 5321 §4.2.1."""
_GO_ON = frozenset({354})
_TAKEN = frozenset({250, 251, 252})
_BYE_SECONDS = 2.0
_TOO_SLOW = "The mail server took too long."
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a mail server may take, in seconds."""

    answer: float = 30.0
    """For one answer."""
    dialogue: float = 120.0
    """For all that comes before the end of the letter, however slowly the server goes on."""
    verdict: float = 300.0
    """For the answer to the whole letter. A server that is still looking at it delivers it after
    we have left, and again when we come back. Source: RFC 5321 §4.5.3.2.6, which asks for ten
    minutes; with the dialogue before it, five stay within the claim on a letter."""


class Deadline:
    """A moment at which patience ends."""

    def __init__(self, seconds: float, *, each: float) -> None:
        """Allow so many seconds in all, and so many for each answer."""
        self._end = time.monotonic() + seconds
        self._each = each

    def left(self) -> float:
        """Return how many seconds the next answer may take.

        Raises:
            TimeoutError: none are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(_TOO_SLOW)
        return min(left, self._each)


class _Lines:
    """Reads lines of a connection until the deadline, and not one byte at a time beyond it."""

    def __init__(self, sock: socket.socket, deadline: Callable[[], Deadline]) -> None:
        """Read from the connection."""
        self._sock = sock
        self._deadline = deadline
        self._read = b""

    def readline(self, most: int) -> bytes:
        """Return a line with its end, what there is at the most, or nothing at the end."""
        until = self._deadline()
        while b"\n" not in self._read and len(self._read) < most:
            self._sock.settimeout(until.left())
            more = self._sock.recv(4096)
            if not more:
                break
            self._read += more
        end = self._read.find(b"\n") + 1 or len(self._read)
        line, self._read = self._read[: min(end, most)], self._read[min(end, most) :]
        return line

    def close(self) -> None:
        """Let go; the connection is closed by who opened it."""


class SmtpSession(smtplib.SMTP):
    """A connection to a mail server that lasts no longer than the deadline allows."""

    def __init__(self, host: str, port: int, *, name: str, deadline: Deadline) -> None:
        """Connect, and hear the greeting.

        Args:
            host: name or address of the server.
            port: its TCP port.
            name: what this machine calls itself; without it Python would ask the network.
            deadline: when patience ends.
        """
        self.deadline = deadline
        super().__init__(host, port, local_hostname=name, timeout=deadline.left())

    def getreply(self) -> tuple[int, bytes]:
        """Read one answer, each line of it before the deadline."""
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock, lambda: self.deadline)
        return super().getreply()

    def send(self, s: Any) -> None:  # noqa: ANN401 - whatever `smtplib` sends
        """Send before the deadline: a server that does not read must not hold us either."""
        if self.sock is not None:
            self.sock.settimeout(self.deadline.left())
        super().send(s)

    def hand_in(self, sender: str, recipient: str, content: bytes) -> None:
        """Give the server a letter, all but the line that ends it.

        Raises:
            ServerAway: the server does not take letters of ours now.
            Undeliverable: it never takes this one.
            Refused: it does not take this one now.
        """
        try:
            code, reason = self.mail(sender)
        except OSError as trouble:
            raise ServerAway(named(trouble)) from trouble
        if code not in _TAKEN:  # what is wrong with the sender is wrong with all our letters
            raise ServerAway(_sentence(code, reason))
        _expect(self.rcpt(recipient), _TAKEN, is_to_recipient=True)
        _expect(self.docmd("DATA"), _GO_ON)
        lines = _LEADING_DOT.sub(b"..", content)
        self.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")

    def end_letter(self, patience: Patience) -> None:
        """Send the line that makes the letter the server's, and hear what it says.

        Raises:
            Unsure: nobody knows whether it has taken it.
            Undeliverable: it never takes it.
            Refused: it does not take it now.
        """
        self.deadline = Deadline(patience.verdict, each=patience.verdict)
        try:
            self.send(b".\r\n")
            code, reason = self.getreply()
        except OSError as trouble:  # `SMTPException` is one
            raise Unsure(named(trouble)) from trouble
        if code < _REFUSAL and code not in _TAKEN:
            raise Unsure(_sentence(code, reason))
        _expect((code, reason), _TAKEN)

    def leave(self) -> None:
        """Say goodbye without waiting for much, and close. The letter's fate is known by now."""
        self.deadline = Deadline(_BYE_SECONDS, each=_BYE_SECONDS)
        with suppress(OSError):
            self.docmd("QUIT")
        self.close()


class TlsSmtpSession(SmtpSession):
    """The same, in TLS from the first byte."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Return a connection whose certificate was checked; called by `smtplib`."""
        plain = socket.create_connection((host, port), timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _expect(
    reply: tuple[int, bytes], wanted: frozenset[int], *, is_to_recipient: bool = False
) -> None:
    """Go on if the server agrees.

    Raises:
        Undeliverable: it never will.
        Refused: it does not now.
    """
    code, reason = reply
    if code in wanted:
        return
    words = _sentence(code, reason)
    if code < _FINAL:
        raise Refused(words)
    is_bad = is_of_address(words, is_to_recipient=is_to_recipient)
    raise Undeliverable(words, is_address_bad=is_bad)


def _sentence(code: int, reason: bytes) -> str:
    """Return what the server said, in one line."""
    return " ".join(f"{code} {reason.decode('utf-8', 'replace')}".split())
