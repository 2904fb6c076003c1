"""A mail server that misbehaves on purpose, at whatever stage of a dialogue a test names."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_ANSWERS = {
    "banner": "220 here",
    "EHLO": "250 here",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go on",
    "dot": "250 kept",
    "QUIT": "221 bye",
}


@dataclass
class BadServer:
    """How the server behaves, and what it was given."""

    port: int = 0
    stage: str = ""
    """Where it misbehaves; empty: nowhere. "body" is the letter, "dot" the answer to all of it."""
    trouble: str = ""
    """"hang", "break", "drip" (one byte now and then), or what it answers there."""
    dialogues: int = 0
    had: list[bytes] = field(default_factory=list)
    """Every letter of which it has heard the end, whatever it answered."""
    kept: list[bytes] = field(default_factory=list)
    """Those among them that it said it keeps."""
    reached: threading.Event = field(default_factory=threading.Event)
    """Somebody has come to the stage where it misbehaves."""
    is_over: threading.Event = field(default_factory=threading.Event)

    def behave(self, stage: str = "", trouble: str = "") -> None:
        """Misbehave in another way from the next dialogue on."""
        self.stage, self.trouble = stage, trouble
        self.reached.clear()


class _Dialogue(socketserver.StreamRequestHandler):
    """One dialogue."""

    server: "_Listener"

    def handle(self) -> None:
        """Talk until somebody leaves."""
        bad = self.server.bad
        bad.dialogues += 1
        alive = self._answer("banner")
        while alive and (line := self.rfile.readline()):
            verb = line.split()[0].decode().upper()
            alive = self._answer("EHLO" if verb == "HELO" else verb)
            if verb == "DATA" and alive:
                alive = self._take_letter()
            alive = alive and verb != "QUIT"

    def _take_letter(self) -> bool:
        """Read a letter and answer to it; false when the connection is over."""
        bad = self.server.bad
        if bad.stage == "body":
            return self._answer("body")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # the other side left before the end: there is no letter
            lines.append(line)
        bad.had.append(b"".join(lines))
        if bad.stage != "dot" or bad.trouble.startswith("2"):
            bad.kept.append(b"".join(lines))
        return self._answer("dot")

    def _answer(self, stage: str) -> bool:
        """Answer as at other times, or misbehave; false when the connection is over."""
        bad = self.server.bad
        if stage != bad.stage:
            self.wfile.write(f"{_ANSWERS.get(stage, '250 OK')}\r\n".encode())
            return True
        bad.reached.set()
        if bad.trouble == "hang":
            bad.is_over.wait()
            return False
        if bad.trouble == "drip":
            return self._drip()
        if bad.trouble == "break":
            return False
        self.wfile.write(f"{bad.trouble}\r\n".encode())
        return True

    def _drip(self) -> bool:
        """Say one byte after the other, and never come to the end."""
        try:
            while not self.server.bad.is_over.wait(0.05):
                self.wfile.write(b"2")
        except OSError:
            pass
        return False


class _Listener(socketserver.ThreadingTCPServer):
    """Takes connections, each in a thread of its own."""

    daemon_threads = True
    block_on_close = False
    bad: BadServer

    def handle_error(self, *_about: object) -> None:
        """Say nothing of a client that went away: that is what the tests are about."""


@contextmanager
def bad_server() -> Iterator[BadServer]:
    """Run such a server on this machine."""
    with _Listener(("127.0.0.1", 0), _Dialogue) as listener:
        listener.bad = BadServer(port=listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield listener.bad
        finally:
            listener.bad.is_over.set()
            listener.shutdown()
            thread.join()


def silent_port() -> socket.socket:
    """Return a socket that listens and lets nobody in: whoever connects waits for a greeting."""
    return socket.create_server(("127.0.0.1", 0))
