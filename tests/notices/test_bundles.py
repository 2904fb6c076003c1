"""Similar notices are one line until it is read: they name people, count, and move to the top."""

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.notices import queries, services
from app.notices.rules.milestones import is_milestone
from app.notices.shapes import NoticeLine
from tests.factories.accounts import make_account, seen_by
from tests.factories.friends import make_friends
from tests.factories.notices import BOARD, LONG_AGO, Board, box_of, rows_of

SAID = "tests.said"


def _lines(reader: Account) -> list[NoticeLine]:
    db.session.close()
    return list(queries.notice_page(seen_by(reader)).items)


def _texts(reader: Account) -> list[str]:
    return [line.text for line in _lines(reader)]


def _reader(board: Board) -> Account:
    reader = make_account()
    board.told_to(reader.id)
    return reader


def _people(*names: str) -> list[int]:
    return [make_account(display_name=name).id for name in names]


def test_those_of_one_thread_and_kind_are_one_line_and_one_unread(board):
    reader, (lea, karim, zoe) = _reader(board), _people("Léa", "Karim", "Zoé")
    board.post(1, kind=SAID, actor_id=lea)
    board.post(2, actor_id=lea)
    assert _texts(reader) == ["Léa : Note 2", "Léa : Note 1"]
    board.post(3, kind=SAID, actor_id=karim)
    assert _texts(reader) == ["Karim et Léa : Note 3", "Léa : Note 2"], "it moved to the top"
    board.post(4, kind=SAID, actor_id=zoe)
    board.post(5, kind=SAID, actor_id=lea)
    assert _texts(reader)[0] == "Léa, Zoé et 1 autre : Note 5"
    assert box_of(reader.id) == (5, 2)
    assert [row.seq for row in rows_of(reader.id)] == [1, 2, 3, 4, 5]


def test_the_same_person_again_is_named_once(board):
    reader, (lea, karim) = _reader(board), _people("Léa", "Karim")
    for number, actor in enumerate((lea, lea, karim, karim), start=1):
        board.post(number, kind=SAID, actor_id=actor)
    assert _texts(reader) == ["Karim et Léa : Note 4"]


def test_a_bundle_that_was_read_is_left_alone(board):
    reader, (lea, karim) = _reader(board), _people("Léa", "Karim")
    board.post(1, kind=SAID, actor_id=lea)
    services.mark_read(seen_by(reader))
    board.post(2, kind=SAID, actor_id=karim)
    assert _texts(reader) == ["Karim : Note 2", "Léa : Note 1"]
    assert [line.is_read for line in _lines(reader)] == [False, True]
    assert box_of(reader.id) == (2, 1)


def test_what_is_told_again_over_the_wire_has_the_same_name_and_a_new_number(board):
    reader, (lea, karim) = _reader(board), _people("Léa", "Karim")
    board.post(1, kind=SAID, actor_id=lea)
    board.post(2, kind=SAID, actor_id=karim)
    lines, inbox, _last = queries.notices_after(reader.id, 0, 200)
    assert [(line.seq, line.id) for line in lines] == [(1, 1), (2, 1)]
    assert [line.text for line in lines] == ["Léa : Note 1", "Karim et Léa : Note 2"]
    assert inbox.unread == 1


def test_reading_one_reads_its_bundle(board):
    reader, (lea,) = _reader(board), _people("Léa")
    for number in range(1, 4):
        board.post(number, kind=SAID, actor_id=lea)
    assert services.mark_read(seen_by(reader), bundle=1) == 0
    assert all(row.read_at for row in rows_of(reader.id))


def test_a_bundle_read_in_part_is_unread(board):
    reader, people = _reader(board), _people("Léa", "Karim")
    for number, actor in enumerate(people, start=1):
        board.post(number, kind=SAID, actor_id=actor)
    assert services.mark_read(seen_by(reader), container=SubjectRef("tests.note", 2)) == 1
    (line,) = _lines(reader)
    assert not line.is_read
    assert len(queries.notice_page(seen_by(reader), show=queries.Show.UNREAD).items) == 1


def test_what_is_withdrawn_from_a_bundle_is_named_no_more_and_comes_back(board):
    reader, (lea, karim, zoe) = _reader(board), _people("Léa", "Karim", "Zoé")
    for number, actor in enumerate((lea, karim, zoe), start=1):
        board.post(number, kind=SAID, actor_id=actor)
    services.withdraw(SubjectRef("tests.note", 2))
    assert _texts(reader) == ["Zoé et Léa : Note 3"]
    services.withdraw(SubjectRef("tests.note", 3))
    assert _texts(reader) == ["Léa : Note 1"]
    services.restore(SubjectRef("tests.note", 2), since=LONG_AGO)
    assert _texts(reader) == ["Karim et Léa : Note 2"]
    services.withdraw(BOARD)
    assert (_texts(reader), box_of(reader.id)) == ([], (3, 0))


def test_likes_bundle_up_on_what_is_liked(board):
    reader, (lea, karim) = make_account(), _people("Léa", "Karim")
    services.choose_level(seen_by(reader), "everything")
    for number, actor in ((1, lea), (2, lea), (1, karim)):
        board.post(number, kind="tests.liked", actor_id=actor, concerns={reader.id: "tests.liked"})
    assert _texts(reader) == ["Karim et Léa : Note 1", "Léa : Note 2"]


def test_by_steps_the_first_the_fifth_and_the_25th_are_told(board):
    reader = make_account()
    viewer = seen_by(reader)
    services.choose_level(viewer, "everything")
    services.switch_kind(viewer, "tests.liked", is_on=True, by_steps=True)
    for number in range(1, 27):
        actor = make_account(display_name=f"Ami {number}")
        board.post(kind="tests.liked", actor_id=actor.id, concerns={reader.id: "tests.liked"})
        services.mark_read(viewer)
    assert [line.text for line in reversed(_lines(reader))] == [
        "Ami 1 : Note 1",
        "Ami 5 et 4 autres personnes : Note 1",
        "Ami 25 et 24 autres personnes : Note 1",
    ]


def test_a_step_keeps_its_number_when_a_like_goes(board):
    reader = make_account()
    viewer = seen_by(reader)
    services.choose_level(viewer, "everything")
    services.switch_kind(viewer, "tests.liked", is_on=True, by_steps=True)
    likers = [make_account(display_name=f"Ami {number}") for number in range(1, 6)]
    for liker in likers:
        board.post(
            kind="tests.liked", actor_id=liker.id, concerns={reader.id: "tests.liked"}, once=True
        )
    assert _texts(reader) == ["Ami 5, Ami 1 et 3 autres : Note 1"]
    services.take_back("tests.liked", SubjectRef("tests.note", 1), actor_id=likers[0].id)
    assert _texts(reader) == ["Ami 5 et 4 autres personnes : Note 1"]
    services.take_back("tests.liked", SubjectRef("tests.note", 1), actor_id=likers[4].id)
    assert _texts(reader) == []


def test_a_new_friend_lets_out_steps_only(board):
    reader, friend = make_account(), make_account()
    viewer = seen_by(reader)
    services.switch_kind(viewer, "tests.liked", is_on=True, by_steps=True)
    for actor_id in (make_account().id, friend.id):
        board.post(kind="tests.liked", actor_id=actor_id, concerns={reader.id: "tests.liked"})
    make_friends(reader, friend)
    services.release(reader.id, friend.id)
    assert _texts(reader) == []


def test_steps_go_on_for_ever():
    found = [count for count in range(1, 10_001) if is_milestone(count)]
    assert found == [1, 5, 25, 100, 500, 2500, 10_000]
    assert not is_milestone(0)


def test_a_notice_of_a_friend_can_be_looked_for(board):
    reader, (friend, other) = make_account(), (make_account(), make_account())
    make_friends(reader, friend)
    board.told_to(reader.id)
    board.post(1, actor_id=friend.id)
    board.post(2, actor_id=other.id)
    page = queries.notice_page(seen_by(reader), show=queries.Show.FRIENDS)
    assert [line.actor.id for line in page.items] == [friend.id]


def test_somebody_who_is_gone_is_still_counted_in_a_bundle(board):
    reader, people = _reader(board), (make_account(), make_account())
    for number, actor in enumerate(people, start=1):
        board.post(number, kind=SAID, actor_id=actor.id)
    with atomic() as session:
        session.merge(people[0]).closed_at = clock.now()
    (text,) = _texts(reader)
    assert text == f"{people[1].display_name} et Ancien membre : Note 2"
