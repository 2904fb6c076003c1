"""How the node of a process is put together, and what it does by the clock."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask

from app.live import personal, sockets, topics
from app.live.bus import Bus
from app.live.errands import Errands
from app.live.gate import Gate
from app.live.node import LIVE, Node
from app.live.readers import SECONDS
from app.live.transport import Manager, make_socketio
from app.web import visitor_cache
from app.web.fragments import fragments

_GATE = "entraide_live_gate"
_CREW = 4
_COMPARE_SECONDS = 60
_NOTE_SECONDS = 30
_TURNS = 10
"""In so many minutes everybody who is connected has been asked for again."""


def init_live(app: Flask) -> None:
    """Give the application its sockets and its end of the bus."""
    settings = app.config["SETTINGS"]
    is_inline = settings.are_jobs_immediate
    manager = Manager()
    made = make_socketio(app, manager)
    node = Node(
        app=app,
        server=made.server,
        bus=Bus(app, redis_url=settings.redis_url, is_inline=is_inline),
        crew=Errands(app, workers=_CREW, is_inline=is_inline),
    )
    gate = Gate(made.server)
    manager.report(arrived=partial(_arrive, node, gate), left=partial(_leave, node))
    sockets.listen(made)
    _listen(node)
    app.extensions[LIVE] = node
    app.extensions[_GATE] = gate


def start_live(app: Flask) -> None:
    """Begin to hear the other nodes, and to keep house."""
    node: Node = app.extensions[LIVE]
    node.bus.listen()
    node.server.start_background_task(_keep_house, node, app.extensions[_GATE])


def end_live(app: Flask) -> None:
    """Cut all lines, so that their browsers come back to a process that stays."""
    node: Node = app.extensions[LIVE]
    node.bus.leave()
    for connection in node.connections.all():
        node.server.start_background_task(node.hang_up, connection.sid)


def _listen(node: Node) -> None:
    """Say what each kind of message on the bus does."""
    hears: dict[str, Callable[[Any], None]] = {
        "push": partial(topics.deliver, node),
        "personal": partial(personal.deliver, node),
        "evict": partial(topics.evict, node),
        "recheck.topic": partial(topics.recheck_topic, node),
        "recheck.account": partial(topics.recheck_account, node),
        "recheck.everything": lambda _nothing: topics.recheck_everything(node),
        "sessions.ended": partial(topics.end_sessions, node),
        "readers": node.readers.hear,
        "typing": node.writers.hear,
        "presence": partial(topics.hide, node),
        "pages.forget": visitor_cache.forget_pages,
        "fragments.forget_all": lambda _nothing: _forget_everything(),
    }
    for kind, hear in hears.items():
        node.bus.on(kind, hear)
    node.bus.on_return(partial(_come_back, node))


def _come_back(node: Node) -> None:
    """Make good for messages of the bus that may have been missed."""
    _forget_everything()
    for connection in node.connections.all():
        personal.catch_up(node, connection)
    topics.refresh_all(node)
    topics.recheck_people(node)  # rights may have been lost meanwhile


def _forget_everything() -> None:
    """Forget all that is kept of pages in this process."""
    fragments().forget_all()
    visitor_cache.forget_pages(None)


def _arrive(node: Node, gate: Gate, sid: str) -> None:
    """Welcome a socket that was let in."""
    gate.welcome(node.server.manager.eio_sid_from_sid(sid, "/"))
    connection = node.connections.find(sid)
    if connection is None:  # it was taken away while it came in
        node.dismiss(sid)
    else:
        personal.begin(node, connection)


def _leave(node: Node, sid: str) -> None:
    """Forget a socket that is gone."""
    node.connections.remove(sid)


def _keep_house(node: Node, gate: Gate) -> None:
    """Do what comes round by the clock, for as long as the process lives."""
    compared_at = noted_at = time.monotonic()
    turn = 0
    while True:
        node.server.sleep(SECONDS)
        node.crew.add(node.show_company)
        node.crew.add(gate.sweep)
        if node.bus.is_shared and time.monotonic() - noted_at > _NOTE_SECONDS:
            noted_at = time.monotonic()
            node.crew.add(_note_here, node)
        if node.bus.is_shared and time.monotonic() - compared_at > _COMPARE_SECONDS:
            compared_at = time.monotonic()
            turn += 1
            node.crew.add(personal.compare, node)
            node.crew.add(topics.compare_rights, node)
            node.crew.add(topics.compare_people, node, turn, _TURNS)


def _note_here(node: Node) -> None:
    """Let other processes know who is connected to this one: they need no letter."""
    node.bus.note_here({connection.account_id for connection in node.connections.all()})
