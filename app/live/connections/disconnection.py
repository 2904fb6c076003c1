"""The one way in which this side closes a socket."""

from typing import Any

Server = Any
"""A `socketio.Server`, which ships no types."""


def disconnect(server: Server, eio_sid: str | None, *, told: str | None = None) -> None:
    """Close a socket, in the background: closing waits until its packets are written.

    Args:
        server: the one it is connected to.
        eio_sid: its id at Engine.IO; `None` if the line is gone already.
        told: its id at Socket.IO, to tell the browser that this is for good. Without a word it
            takes the line for broken, and calls again.
    """
    server.start_background_task(_close, server, eio_sid, told)


def _close(server: Server, eio_sid: str | None, told: str | None) -> None:
    if told is not None:
        server.disconnect(told)
    if eio_sid is not None:
        server.eio.disconnect(eio_sid)
