"""The pages of notices, without any script."""

import re

import pytest

from app.notices import services
from app.notices.enums import Level
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import box_of


@pytest.fixture
def reader(board):
    reader = make_account()
    board.told_to(reader.id)
    return reader


def _texts(page) -> list[str]:
    return re.findall(r'<a [^>]*href="/tableau/\d+"[^>]*>([^<]*)</a>', page.text)


def _chosen(page) -> list[str]:
    return re.findall(r'<input checked[^>]* value="([^"]*)"', page.text)


def test_a_guest_is_sent_to_sign_in(client_for):
    for address in ("/notifications", "/parametres/notifications"):
        assert client_for(None).get(address).status_code == 303


def test_the_list_shows_the_latest_first_and_says_why(client_for, board, reader):
    author = make_account(display_name="Léa <b>")
    board.post(1, actor_id=author.id)
    board.post(2, actor_id=author.id)
    page = client_for(reader).get("/notifications")
    assert _texts(page) == ["Léa &lt;b&gt; : Note 2", "Léa &lt;b&gt; : Note 1"]
    assert "Pourquoi" in page.text
    assert "Cela vous est adressé" in page.text
    assert 'data-notice-seq="2"' in page.text


def test_the_tab_of_what_is_unread_has_a_number_only_while_something_is(client_for, board, reader):
    for number in range(3):
        page = client_for(reader).get("/notifications").text
        (mark,) = re.findall(r"data-unread-count(?:\s+(hidden))?\s*>(\d+)<", page)
        assert mark == ("" if number else "hidden", str(number))
        board.post(number, actor_id=make_account().id)


def test_the_list_can_be_narrowed_and_turned(client_for, board, reader):
    for number in range(1, 33):
        board.post(number, kind="tests.posted" if number % 2 else "tests.decided")
    services.choose_level(seen_by(reader), Level.EVERYTHING)
    board.post(40, kind="tests.seen")
    services.mark_read(seen_by(reader), upto=30)
    client = client_for(reader)
    assert len(_texts(client.get("/notifications?voir=non-lues"))) == 3
    assert "Note 40" not in client.get("/notifications?voir=directes").text
    first = client.get("/notifications?voir=rien-de-tel")
    next_url = re.search(r'rel="next" href="([^"]*)"', first.text)
    assert next_url is not None
    assert _texts(client.get(next_url[1].replace("&amp;", "&"))) == [
        f"Ancien membre : Note {number}" for number in (3, 2, 1)
    ]


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "WzFd" * 400])
def test_a_cursor_of_another_list_leads_nowhere(client_for, reader, cursor):
    assert client_for(reader).get(f"/notifications?apres={cursor}").status_code == 404


def test_reading_by_plain_forms(client_for, board, reader):
    for number in range(1, 5):
        board.post(number)
    client = client_for(reader)
    one = client.post("/notifications/4/lue")
    assert (one.status_code, one.location) == (303, "/notifications")
    assert box_of(reader.id) == (4, 3)
    client.post("/notifications/lues", data={"upto": "1"})
    assert box_of(reader.id) == (4, 2)
    answer = client.post(
        "/notifications/lues", data={"container": "tests.note:2"}, headers={"X-Fragment": "1"}
    )
    assert answer.text == "1"
    client.post("/notifications/lues")
    assert box_of(reader.id) == (4, 0)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"upto": "-1"}, 422),
        ({"upto": "1e3"}, 422),
        ({"upto": "9" * 30}, 422),
        ({"container": "x"}, 404),
    ],
)
def test_what_makes_no_sense_reads_nothing(client_for, board, reader, form, status):
    board.post()
    assert client_for(reader).post("/notifications/lues", data=form).status_code == status
    assert box_of(reader.id) == (1, 1)


def test_a_strangers_notice_cannot_be_read(client_for, board, reader):
    board.post()
    client_for(make_account()).post("/notifications/1/lue")
    assert box_of(reader.id) == (1, 1)


def test_the_level_is_chosen_and_shown(client_for, reader):
    client = client_for(reader)
    assert _chosen(client.get("/parametres/notifications")) == ["friends"]
    saved = client.post("/parametres/notifications", data={"level": "nothing"})
    assert saved.status_code == 303
    assert _chosen(client.get("/parametres/notifications")) == ["nothing"]
    refused = client.post("/parametres/notifications", data={"level": "enemies"})
    assert refused.status_code == 422
    assert "Choisissez l’un des niveaux." in refused.text
    assert client.post("/parametres/notifications").status_code == 422


def test_a_kind_is_switched_off_from_the_notice_and_on_from_the_settings(client_for, board, reader):
    board.post()
    client = client_for(reader)
    form = {"kind": "tests.posted", "wanted": "0"}
    assert client.post("/parametres/notifications/genres", data=form).status_code == 303
    board.post(2)
    assert box_of(reader.id) == (1, 1)
    assert "Activer" in client.get("/parametres/notifications").text
    client.post("/parametres/notifications/genres", data={**form, "wanted": "1"})
    board.post(3)
    assert box_of(reader.id) == (2, 2)


@pytest.mark.parametrize("kind", ["tests.decided", "tests.unknown", ""])
def test_decisions_cannot_be_switched_off(client_for, board, reader, kind):
    form = {"kind": kind, "wanted": "0"}
    answer = client_for(reader).post("/parametres/notifications/genres", data=form)
    assert answer.status_code == 422
    board.post(kind="tests.decided")
    assert box_of(reader.id) == (1, 1)


def test_the_pages_cost_few_statements(client_for, board, reader, queries):
    client = client_for(reader)
    for count in (2, 30):
        for number in range(count):
            board.post(number, actor_id=make_account().id)
        with queries(at_most=6):
            client.get("/notifications")
    with queries(at_most=4):
        client.get("/parametres/notifications")
