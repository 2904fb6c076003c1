"""The line between a browser and the site, which a test can cut like a tunnel does."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Line:
    """Passes bytes from a port of its own to the site, as long as it is not cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        """Listen, and pass on whoever comes."""
        self._target = target
        self._is_cut = Event()
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._answer, daemon=True).start()

    @property
    def url(self) -> str:
        """Where browsers reach the site by this line."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def cut(self) -> None:
        """End what is open and let nobody through."""
        self._is_cut.set()
        for end in tuple(self._ends):
            _close(end)

    def mend(self) -> None:
        """Let people through again."""
        self._is_cut.clear()

    def close(self) -> None:
        """Take the line away."""
        self.cut()
        _close(self._door)

    def _answer(self) -> None:
        """Let in who comes, until the door is closed."""
        with suppress(OSError):
            while True:
                caller, _address = self._door.accept()
                if self._is_cut.is_set():
                    _close(caller)
                    continue
                site = socket.create_connection(self._target)
                self._ends |= {caller, site}
                if self._is_cut.is_set():  # while they met
                    self.cut()
                for ends in ((caller, site, self.asks), (site, caller, self.answers)):
                    Thread(target=self._pass_on, args=(*ends, caller), daemon=True).start()

    def asks(self, caller: socket.socket, chunk: bytes) -> None:
        """Hear what a browser says; whoever counts overrides this."""

    def answers(self, caller: socket.socket, chunk: bytes) -> None:
        """Hear what the site says to a browser; whoever counts overrides this."""

    def _pass_on(
        self,
        from_end: socket.socket,
        to_end: socket.socket,
        hear: Callable[[socket.socket, bytes], None],
        caller: socket.socket,
    ) -> None:
        """Carry what comes from one end to the other, until either closes."""
        with suppress(OSError):
            while chunk := from_end.recv(65_536):
                hear(caller, chunk)
                to_end.sendall(chunk)
        for end in (from_end, to_end):
            self._ends.discard(end)
            _close(end)


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """Lay a line to the site for as long as it is needed."""
    host, port = url.removeprefix("http://").split(":")
    line = Line((host, int(port)))
    try:
        yield line
    finally:
        line.close()


def _close(end: socket.socket) -> None:
    """Close a socket that others may be reading from."""
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
