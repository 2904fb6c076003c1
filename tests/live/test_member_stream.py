"""Personal messages: in order, without a gap, never twice."""

from collections.abc import Collection

import pytest

from app.live import services
from app.live.nodes.node import Node
from app.live.shapes import Missed, Personal, PersonalSource
from app.live.subscriptions import member_stream
from tests.factories.accounts import make_account


class Letters:
    """A room with personal messages: one row of letters for each account."""

    def __init__(self) -> None:
        """Begin with empty boxes."""
        self.boxes: dict[int, list[Personal]] = {}
        self.hidden: set[int] = set()
        """Numbers that were taken back."""
        self.asked: list[tuple[int, int | None]] = []

    def write(self, account_id: int) -> Personal:
        """Add a letter."""
        box = self.boxes.setdefault(account_id, [])
        seq = len(box) + 1
        box.append(
            Personal(account_id=account_id, seq=seq, unread=seq, as_of=seq, payload={"seq": seq})
        )
        return box[-1]

    def missed(self, account_id: int, after: int | None, limit: int) -> Missed:
        """Answer what came after a number."""
        self.asked.append((account_id, after))
        box = self.boxes.get(account_id, [])
        later = [one for one in box if after is not None and (one.seq or 0) > after]
        kept = tuple(one for one in later if one.seq not in self.hidden)
        state = Personal(account_id=account_id, unread=len(box), as_of=len(box), payload={})
        return Missed(messages=kept[:limit], last_seq=len(box), state=state)

    def newest(self, account_ids: Collection[int]) -> dict[int, int]:
        """Answer the newest numbers."""
        return {each: len(self.boxes[each]) for each in account_ids if each in self.boxes}

    def source(self) -> PersonalSource:
        """Return what `live` is told."""
        return PersonalSource(
            event="notice",
            state_event="state",
            missed=self.missed,
            newest=self.newest,
            silent_towards=lambda _account_id: (),
        )


@pytest.fixture
def letters(node: Node) -> Letters:
    """Return a room whose messages are carried during this test."""
    letters = Letters()
    node.source = letters.source()
    return letters


def _seqs(socket) -> list[int]:
    return [payload["seq"] for name, payload in socket.heard() if name == "notice"]


def test_a_browser_gets_everything_after_the_number_it_saw_last(socket_for, letters):
    member = make_account()
    for _each in range(5):
        letters.write(member.id)
    assert _seqs(socket_for(member, auth={"after": 2})) == [3, 4, 5]
    assert _seqs(socket_for(member, auth={"after": 0})) == [1, 2, 3, 4, 5]
    assert _seqs(socket_for(member, auth={"after": None})) == []


def test_the_next_number_is_sent_on_without_asking_anybody(socket_for, letters):
    member = make_account()
    tabs = [socket_for(member) for _ in range(2)]
    letters.asked.clear()
    services.push_personal("notice", [letters.write(member.id) for _ in range(3)])
    assert [_seqs(tab) for tab in tabs] == [[1, 2, 3]] * 2
    assert letters.asked == []


def test_hints_in_any_order_and_twice_arrive_once_and_in_order(socket_for, letters):
    member = make_account()
    socket = socket_for(member)
    written = [letters.write(member.id) for _ in range(30)] * 2
    hints = [written[step * 17 % 60] for step in range(60)]
    seen: list[int] = []
    for hint in hints:
        services.push_personal("notice", [hint])
        seen += _seqs(socket)
    assert seen == list(range(1, 31))


def test_a_lost_hint_is_made_good_by_the_next_one_or_by_the_clock(socket_for, letters, node):
    member = make_account()
    socket = socket_for(member)
    letters.write(member.id)
    services.push_personal("notice", [letters.write(member.id)])
    assert _seqs(socket) == [1, 2]
    letters.write(member.id)
    member_stream.compare(node)
    assert _seqs(socket) == [3]


def test_what_was_taken_back_leaves_no_hole_to_wait_for(socket_for, letters):
    member = make_account()
    socket = socket_for(member)
    letters.write(member.id)
    letters.hidden.add(1)
    services.push_personal("notice", [letters.write(member.id)])
    services.push_personal("notice", [letters.write(member.id)])
    assert _seqs(socket) == [2, 3]


@pytest.mark.parametrize("after", [0, 300, 10**15])
def test_whoever_missed_too_much_is_told_to_load_the_page_again(socket_for, letters, after):
    member = make_account()
    for _each in range(250):
        letters.write(member.id)
    socket = socket_for(member, auth={"after": after})
    assert socket.heard() == [("resync", {})]
    services.push_personal("notice", [letters.write(member.id)])
    assert _seqs(socket) == [251]


def test_a_late_message_shows_no_older_count(socket_for, letters):
    member = make_account()
    socket = socket_for(member)
    first, second = letters.write(member.id), letters.write(member.id)
    read = Personal(account_id=member.id, unread=0, as_of=3, payload={"upto": 2})
    services.push_personal("notices.read", [read])
    services.push_personal("notice", [first, second])
    assert [payload["unread"] for _name, payload in socket.heard()] == [0, 0, 0]


@pytest.mark.parametrize(
    ("auth", "told"),
    [
        ({"after": 2, "version": 2}, []),
        ({"after": 2, "version": 1}, [("state", {"unread": 2, "version": 2})]),
        ({"after": None, "version": 0}, [("state", {"unread": 2, "version": 2})]),
        ({"after": 2}, []),
        ({"after": 2, "version": "1"}, []),
        ({"after": 2, "version": -1}, []),
    ],
)
def test_a_browser_hears_what_is_unread_now_when_its_page_shows_an_older_count(
    socket_for, letters, auth, told
):
    member = make_account()
    for _each in range(2):
        letters.write(member.id)
    assert socket_for(member, auth=auth).heard() == told


def test_what_it_missed_tells_what_is_unread_once(socket_for, letters):
    member = make_account()
    letters.write(member.id)
    [(name, payload)] = socket_for(member, auth={"after": 0, "version": 0}).heard()
    assert (name, payload["unread"], payload["version"]) == ("notice", 1, 1)


def test_shared_words_are_in_the_language_of_the_tab(socket_for, letters):
    member = make_account()
    french, english = socket_for(member), socket_for(member, language="en")
    words = {"fr": {"text": "Bonjour"}, "en": {"text": "Hello"}}
    services.push_personal("notice", [letters.write(member.id)], shared=words)
    assert french.heard()[0][1]["text"] == "Bonjour"
    assert english.heard()[0][1]["text"] == "Hello"


def test_a_browser_whose_messages_cannot_be_read_is_cut_off_to_come_back(
    socket_for, letters, node, monkeypatch
):
    member = make_account()
    socket_for(member)
    monkeypatch.setattr(letters, "missed", lambda *_any: 1 / 0)
    node.source = letters.source()
    letters.write(member.id)
    services.push_personal("notice", [letters.write(member.id)])
    assert node.connections.all() == []
