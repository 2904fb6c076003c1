"""What the rendering process answers, asked without a process."""

import socket
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.text.child import conversion, server
from app.text.rendering.frames import receive, send

pytestmark = pytest.mark.no_app


def answers(*questions: tuple[str, float]) -> list[str | None]:
    """Return the answers to texts, each with its seconds."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for source, seconds in questions:
            send(ours, {"source": source, "handles": ["lea"], "seconds": seconds})
        ours.shutdown(socket.SHUT_WR)
        with suppress(EOFError):
            server.serve(theirs)
        assert receive(ours) == {"is_ready": True}
        return [receive(ours)["html"] for _ in questions]


@pytest.fixture
def converting(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Return a way to make the conversion of `!` fail."""

    def fail_with(reason: BaseException) -> None:
        convert = conversion.Converter.convert

        def failing(self: conversion.Converter, source: str, handles: list[str]) -> str:
            if source == "!":
                raise reason
            return convert(self, source, handles)

        monkeypatch.setattr(conversion.Converter, "convert", failing)

    return fail_with


def test_each_text_is_answered_in_turn() -> None:
    assert answers(("*a*", 1), ("b", 1)) == ["<p><em>a</em></p>", "<p>b</p>"]


@pytest.mark.parametrize(
    "reason",
    [server.TooSlow(), RecursionError(), MemoryError(), conversion.TooLong(), KeyError("a bug")],
)
def test_a_text_that_fails_is_refused_and_the_next_one_is_not(
    reason: BaseException, converting: Callable[[BaseException], None]
) -> None:
    converting(reason)
    assert answers(("!", 1), ("*b*", 1)) == [None, "<p><em>b</em></p>"]


def test_a_text_that_becomes_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "LONGEST_HTML", 50)
    assert answers(("a" * 60, 1), ("a", 1)) == [None, "<p>a</p>"]
