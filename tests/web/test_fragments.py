"""Pieces kept: by key, in bounded room, never made of what was forgotten meanwhile."""

from app.web.fragments import Fragments


def test_a_piece_is_made_once():
    kept = Fragments()
    assert kept.find_or_make(("a",), lambda: "first") == "first"
    assert kept.find_or_make(("a",), lambda: "second") == "first"


def test_the_piece_not_asked_for_longest_goes_when_the_room_is_full():
    kept = Fragments(room_bytes=10_000)
    for name in ("a", "b"):
        kept.find_or_make((name,), lambda: "x" * 3500)
    kept.find_or_make(("a",), lambda: "again")
    kept.find_or_make(("c",), lambda: "x" * 3500)
    assert kept.find_or_make(("a",), lambda: "made again") == "x" * 3500
    assert kept.find_or_make(("b",), lambda: "made again") == "made again"


def test_what_is_larger_than_all_the_room_is_made_each_time_and_pushes_nothing_out():
    kept = Fragments(room_bytes=5_000)
    kept.find_or_make(("a",), lambda: "small")
    assert kept.find_or_make(("b",), lambda: "x" * 6000) == "x" * 6000
    assert kept.find_or_make(("b",), lambda: "again") == "again"
    assert kept.find_or_make(("a",), lambda: "made again") == "small"


def test_what_was_begun_before_everything_was_forgotten_is_not_kept():
    kept = Fragments()

    def make() -> str:
        kept.forget_all()
        return "with the old name"

    assert kept.find_or_make(("a",), make) == "with the old name"
    assert kept.find_or_make(("a",), lambda: "with the new name") == "with the new name"
