"""What rooms may ask of the live path. Only listeners, live modules and views call it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from flask import current_app, has_request_context

from app.core.i18n import LANGUAGES, in_language
from app.core.own_requests import own_request
from app.core.transaction import gather
from app.live.nodes.invalidations import MESSAGE, record
from app.live.nodes.node import this_node
from app.live.shapes import Payload, Personal
from app.live.subscriptions.member_stream import packed
from app.live.subscriptions.topics import ANY_LANGUAGE

KEPT_PAGES = frozenset({"pages.forget", "fragments.forget_all"})
"""What is to be forgotten of pages, and touches no socket."""


def is_watched(topic: str) -> bool:
    """Tell whether what is pushed to a topic may reach anybody; `True` where only others know."""
    node = this_node()
    return node.bus.is_shared or bool(node.connections.of_topic(topic) or node.rechecks[topic])


def push(
    topic: str,
    event: str,
    payload: Payload | Callable[[], Payload],
    *,
    silent: Collection[int] = (),
    only: str | None = None,
    by: int | None = None,
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
        by: whose act it is. Their own tabs are told so, as `own`: what this person alone sees of
            the subject may be another.
        written_by: somebody who is writing there no more, for this is what they wrote.
    """
    if not is_watched(topic):
        return
    node = this_node()
    here = {watcher.language for watcher in node.connections.of_topic(topic)}
    languages = set(LANGUAGES) if node.bus.is_shared else here
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
        "by": by,
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


def disconnect(*, account_ids: Collection[int] = (), session_ids: Collection[int] = ()) -> None:
    """Close for good the sockets of these people, and those opened under these sign-ins.

    Not one more event reaches them.
    """
    data = {"accounts": sorted(account_ids), "sessions": sorted(session_ids)}
    _invalidate("disconnect", data)


def recheck_presence(account_id: int) -> None:
    """Show no more that somebody is here, unless they want it: that is asked anew."""
    _invalidate("recheck.presence", account_id)


def recheck(topic: str) -> None:
    """Let everybody who watches a topic show again that they may: its audience has shrunk."""
    _invalidate("recheck.topic", topic)


def recheck_account(account_id: int) -> None:
    """Let a person show again that they may watch what they watch: they lost a right."""
    _invalidate("recheck.account", account_id)


def recheck_everything() -> None:
    """Let everybody show again that they may watch what they watch: a whole place was closed."""
    _invalidate("recheck.everything", None)


def forget_pages(*tags: str) -> None:
    """Forget the pages kept for visitors under these tags, on every node."""
    gather("pages.forget", tags, lambda found: _invalidate("pages.forget", sorted(found)))


def forget_fragments() -> None:
    """Forget all rendered pieces and kept pages: a name or a face shown in many has changed."""
    _invalidate("fragments.forget_all", None)


def readers(topic: str) -> int:
    """Return how many people watch a topic, as far as this node knows."""
    return this_node().readers.count(topic)


def _invalidate(kind: str, data: object) -> None:
    """Let every process that serves do something after this transaction, whatever happens to ours.

    Called inside the transaction that makes it necessary: by `during` listeners.
    """
    node = this_node()

    def announce(message: Mapping[str, Any]) -> None:
        if kind in KEPT_PAGES:  # whoever comes now sees no older page here
            node.invalidations.hear(message)
            node.bus.tell_others(MESSAGE, message)
        else:  # in the order of what is pushed
            node.bus.publish(MESSAGE, message)

    record(kind, data, announce)


def _in(language: str, render: Callable[[], Payload]) -> Payload:
    """Render in one language; by a command as in a request, for pieces contain addresses."""
    around = nullcontext() if has_request_context() else own_request(current_app)
    with around, in_language(language):
        return render()
