"""What rooms may ask of the live path. Only listeners, live modules and views call it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from flask import Flask, current_app, has_request_context

from app.core.i18n import LANGUAGES, spoken
from app.core.own_requests import own_request
from app.live.node import LIVE, Node, this_node
from app.live.personal import packed
from app.live.shapes import Payload, Personal, PersonalSource
from app.live.topics import ANY_LANGUAGE
from app.web import visitor_cache
from app.web.fragments import fragments


def introduce(app: Flask, source: PersonalSource) -> None:
    """Name the room whose personal messages are carried; called when the house is furnished."""
    node: Node = app.extensions[LIVE]
    node.source = source


def push(
    topic: str,
    event: str,
    payload: Payload | Callable[[], Payload],
    *,
    silent: Collection[int] = (),
    only: str | None = None,
    written_by: int | None = None,
) -> None:
    """Send an event to all who watch a topic.

    Args:
        topic: as in `forum.thread:12`.
        event: one of the names in `docs/rooms/live.md`.
        payload: what is sent; a function is called once for each language that may be read, so
            that the HTML in it is rendered once for everybody.
        silent: accounts that are not told.
        only: another topic; of those who watch, only people who may watch that one too are told.
            They are found on each node when it is delivered, in one question.
        written_by: somebody who is writing there no more, for this is what they wrote.
    """
    node = this_node()
    here = {watcher.language for watcher in node.connections.of_topic(topic)}
    languages = set(LANGUAGES) if node.bus.is_shared else here
    if not languages and not node.rechecks[topic]:
        return  # nobody looks, and this is the only node
    payloads: dict[str, Payload]
    if callable(payload):
        payloads = {language: _in(language, payload) for language in sorted(languages)}
    else:
        payloads = {ANY_LANGUAGE: payload}
    data = {
        "topic": topic,
        "event": event,
        "payloads": payloads,
        "silent": list(silent),
        "only": only,
        "written_by": written_by,
    }
    node.bus.publish("push", data)


def push_personal(
    event: str,
    messages: Sequence[Personal],
    *,
    shared: Mapping[str, Payload] | None = None,
) -> None:
    """Send each person what is theirs, in every tab, on every node.

    Args:
        event: name under which it is sent.
        messages: at most a few hundred; those with a `seq` arrive in its order, once each.
        shared: language → what all of them have in common.
    """
    data: dict[str, Any] = {"event": event, "shared": dict(shared or {})}
    data["to"] = [packed(message) for message in messages]
    this_node().bus.publish("personal", data)


def evict(account_id: int, topic: str | None = None) -> None:
    """Take a person from a topic, or from all sockets; not one more event reaches them."""
    this_node().bus.publish("evict", {"account_id": account_id, "topic": topic})


def hide(account_id: int, *, is_hidden: bool) -> None:
    """Show no more that somebody is here, or show it again; at once, on all nodes."""
    this_node().bus.publish("presence", {"account_id": account_id, "is_hidden": is_hidden})


def recheck(topic: str) -> None:
    """Let everybody who watches a topic show again that they may: its audience has shrunk."""
    this_node().bus.publish("recheck.topic", topic)


def recheck_account(account_id: int) -> None:
    """Let a person show again that they may watch what they watch: they lost a right."""
    this_node().bus.publish("recheck.account", account_id)


def recheck_everything() -> None:
    """Let everybody show again that they may watch what they watch: a whole place was closed."""
    this_node().bus.publish("recheck.everything", None)


def end_sessions(session_ids: Collection[int]) -> None:
    """Close the sockets that were opened under these sign-ins."""
    this_node().bus.publish("sessions.ended", list(session_ids))


def forget_pages(*tags: str) -> None:
    """Forget the pages kept for visitors under these tags: here at once, elsewhere very soon."""
    visitor_cache.forget_pages(tags)
    this_node().bus.tell_others("pages.forget", list(tags))


def forget_fragments() -> None:
    """Forget all rendered pieces and kept pages: a name or a face shown in many has changed."""
    fragments().forget_all()
    visitor_cache.forget_pages(None)
    this_node().bus.tell_others("fragments.forget_all", None)


def readers(topic: str) -> int:
    """Return how many people watch a topic, as far as this node knows."""
    return this_node().readers.count(topic)


def _in(language: str, render: Callable[[], Payload]) -> Payload:
    """Render in one language; by a command as in a request, for pieces contain addresses."""
    around = nullcontext() if has_request_context() else own_request(current_app)
    with around, spoken(language):
        return render()
