"""How the node of a process is put together, and what it does by the clock."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.core.redis import REDIS
from app.core.registry import REGISTRY, Registry
from app.live.connections.packet_guard import PacketGuard
from app.live.connections.transport import Manager, make_socketio
from app.live.nodes.bus import Bus
from app.live.nodes.invalidations import MESSAGE
from app.live.nodes.node import LIVE, NO_SOURCE, Node
from app.live.nodes.work_queue import WorkQueue
from app.live.presence.readers import SECONDS
from app.live.shapes import PersonalSource
from app.live.subscriptions import handlers, member_stream, topics
from app.web import visitor_cache
from app.web.fragments import forget_fragments

_GUARD = "entraide_live_guard"
_WORKERS = 4
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
    registry: Registry = app.extensions[REGISTRY]
    node = Node(
        app=app,
        source=next(iter(registry.of_type(PersonalSource)), NO_SOURCE),
        server=made.server,
        bus=Bus(app, door=app.extensions[REDIS], is_inline=is_inline),
        workers=WorkQueue(app, workers=_WORKERS, is_inline=is_inline),
    )
    guard = PacketGuard(made.server, has_limits=settings.has_limits and settings.limits_factor == 1)
    manager.report(arrived=partial(_arrive, node, guard), left=partial(_leave, node))
    handlers.listen(made)
    _listen(node)
    app.extensions[LIVE] = node
    app.extensions[_GUARD] = guard


def start_live(app: Flask) -> None:
    """Begin to hear the other nodes, and to keep house."""
    node: Node = app.extensions[LIVE]
    node.bus.listen()
    with app.app_context(), suppress(SQLAlchemyError):  # it begins later, and forgets everything
        node.invalidations.begin()
    node.server.start_background_task(_maintain, node, app.extensions[_GUARD])


def end_live(app: Flask) -> None:
    """Cut all lines, so that their browsers come back to a process that stays."""
    node: Node = app.extensions[LIVE]
    node.bus.leave()
    for connection in node.connections.all():
        node.disconnect(connection.sid, may_return=True)


def _listen(node: Node) -> None:
    """Say what each kind of message on the bus does, and each that must not be missed."""
    hears: dict[str, Callable[[Any], None]] = {
        "push": partial(topics.deliver, node),
        "personal": partial(member_stream.deliver, node),
        "readers": node.readers.hear,
        "typing": node.writers.hear,
        MESSAGE: node.invalidations.hear,
    }
    for kind, hear in hears.items():
        node.bus.on(kind, hear)
    acts: dict[str, Callable[[Any], None]] = {
        "disconnect": partial(topics.disconnect, node),
        "recheck.topic": partial(topics.recheck_topic, node),
        "recheck.account": partial(topics.recheck_account, node),
        "recheck.presence": partial(topics.recheck_presence, node),
        "recheck.everything": lambda _nothing: topics.recheck_everything(node),
        "pages.forget": visitor_cache.forget_pages,
        "fragments.forget_all": lambda _nothing: _forget_everything(),
    }
    for kind, act in acts.items():
        node.invalidations.on(kind, act)
    node.bus.on_return(partial(_come_back, node))


def _come_back(node: Node) -> None:
    """Make good for messages of the bus that may have been missed."""
    _forget_everything()
    for connection in node.connections.all():
        member_stream.catch_up(node, connection)
    topics.refresh_all(node)
    topics.recheck_people(node)  # rights may have been lost meanwhile


def _catch_up(node: Node) -> None:
    """Do what other processes made necessary, of which this one has not heard."""
    with suppress(SQLAlchemyError):  # it is asked again in a moment; `/readyz` says that it is away
        node.invalidations.catch_up(partial(_come_back, node))


def _forget_everything() -> None:
    """Forget all that is kept of pages in this process."""
    forget_fragments()
    visitor_cache.forget_pages(None)


def _arrive(node: Node, guard: PacketGuard, sid: str) -> None:
    guard.welcome(node.server.manager.eio_sid_from_sid(sid, "/"))
    connection = node.connections.find(sid)
    if connection is None:  # it was taken away while it came in
        node.disconnect(sid, may_return=False)
    else:
        member_stream.begin(node, connection)


def _leave(node: Node, sid: str) -> None:
    node.connections.remove(sid)


def _maintain(node: Node, guard: PacketGuard) -> None:
    compared_at = noted_at = time.monotonic()
    turn = 0
    while True:
        node.server.sleep(SECONDS)
        node.workers.add(node.show_company)
        node.workers.add(guard.sweep)
        node.workers.add(_catch_up, node)
        node.workers.add(topics.ask_unsettled, node)
        if node.bus.is_shared and time.monotonic() - noted_at > _NOTE_SECONDS:
            noted_at = time.monotonic()
            node.workers.add(_note_here, node)
        if node.bus.is_shared and time.monotonic() - compared_at > _COMPARE_SECONDS:
            compared_at = time.monotonic()
            turn += 1
            node.workers.add(member_stream.compare, node)
            node.workers.add(topics.compare_rights, node)
            node.workers.add(topics.compare_people, node, turn, _TURNS)


def _note_here(node: Node) -> None:
    """Let other processes know who is connected to this one: they need no letter."""
    node.bus.note_here({connection.account_id for connection in node.connections.all()})
