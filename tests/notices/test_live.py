"""Notices on their way to sockets."""

import json

from app.core.i18n import in_language
from app.core.subjects import SubjectRef
from app.notices import services
from tests.factories.accounts import make_account, seen_by


def test_a_notice_is_pushed_whole_in_the_language_of_the_tab(board, socket_for):
    reader, author = make_account(), make_account(display_name="Léa")
    board.told_to(reader.id)
    french, english = socket_for(reader), socket_for(reader, language="en")
    board.post(3, actor_id=author.id)
    [(name, notice)] = french.heard()
    assert name == "notice"
    assert notice.pop("id") > 0
    assert notice == {
        "seq": 1,
        "kind": "tests.posted",
        "text": "Léa : Note 3",
        "url": "/tableau/3",
        "unread": 1,
        "version": 1,
        "why": "Règle 4 : Cela vous est adressé («\u00a0an answer to my question\u00a0»).",
    }
    said = "Rule 4: It is addressed to you (“an answer to my question”)."
    assert english.heard()[0][1]["why"] == said


def test_what_was_missed_reads_like_what_was_pushed(board, socket_for):
    reader, author = make_account(), make_account()
    board.told_to(reader.id)
    here = socket_for(reader)
    for number in range(1, 4):
        board.post(number, actor_id=author.id)
    pushed = [payload for _name, payload in here.heard()]
    missed = [payload for _name, payload in socket_for(reader, auth={"after": 0}).heard()]
    now = {"unread": 3, "version": 3}
    assert missed == [{**one, **now} for one in pushed]


def test_reading_clears_every_tab_and_withdrawing_the_count(board, socket_for):
    reader = make_account()
    board.told_to(reader.id)
    tabs = [socket_for(reader) for _ in range(2)]
    board.post(1)
    board.post(2)
    services.mark_read(seen_by(reader), upto=1)
    services.withdraw(SubjectRef("tests.note", 2))
    for tab in tabs:
        heard = [(name, one["unread"]) for name, one in tab.heard()]
        assert heard == [("notice", 1), ("notice", 2), ("notices.read", 1), ("notices.read", 0)]


def test_what_was_read_while_a_browser_was_away_is_read_when_it_comes_back(board, socket_for):
    reader = make_account()
    board.told_to(reader.id)
    board.post(1)
    board.post(2)
    services.mark_read(seen_by(reader), upto=1)
    away = socket_for(reader, auth={"after": 2, "version": 2})
    assert away.heard() == [("notices.read", {"upto": 0, "ids": [], "unread": 1, "version": 3})]


def test_whoever_had_read_what_is_withdrawn_hears_nothing_of_it(board, socket_for):
    reader = make_account()
    board.told_to(reader.id)
    board.post(1)
    services.mark_read(seen_by(reader))
    tab = socket_for(reader, auth={"after": 1, "version": 2})
    services.withdraw(SubjectRef("tests.note", 1))
    assert tab.heard() == []


def test_a_subject_that_vanished_meanwhile_is_fetched_by_each_reader(board, socket_for):
    reader = make_account()
    board.told_to(reader.id)
    socket = socket_for(reader)
    board.removed.add(1)
    board.post(1)
    [(_name, notice)] = socket.heard()
    assert "Note" not in json.dumps(notice)
    assert notice["seq"] == 1


def test_words_are_made_once_for_a_thousand_readers(board, queries):
    readers = [make_account().id for _ in range(30)]
    board.told_to(*readers)
    with queries(at_most=25), in_language("fr"):
        board.post()
