"""The weekly letter is stopped by itself, alone: from the letter, or among one's settings."""

import pytest
import time_machine

from app.letters import queries, services
from app.letters.links.tokens import NOTICES, WEEKLY
from app.letters.schedule.weekly_letter import give_turns
from app.letters.shapes import Quiet
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.mail import letters
from tests.letters.conftest import make_reader
from tests.letters.weekly import one_week, times_of, turn_row

STOP = "/lettres/semaine/arreter/"
SENT = {"quiet_from": "21", "quiet_until": "8", "time_zone": "Europe/Paris"}


def test_one_click_stops_the_weekly_letter_alone(
    client_for: ClientFor, noon: time_machine.Traveller
):
    reader = make_reader()
    one_week(noon, reader)
    visitor = client_for(None)
    page = visitor.get(STOP + WEEKLY.token_for(reader.id))
    assert (page.status_code, (reader.email or "") in page.text) == (200, False)
    assert turn_row(reader).due_at is not None
    for _time in range(2):
        answer = visitor.post(
            STOP + WEEKLY.token_for(reader.id), data={"List-Unsubscribe": "One-Click"}
        )
        assert (answer.status_code, "C’est fait" in answer.text) == (200, True)
    assert turn_row(reader).due_at is None
    assert queries.choices_of([reader.id])[reader.id].is_on
    give_turns()
    assert turn_row(reader).due_at is None


def test_keys_open_what_they_are_for(client_for: ClientFor):
    reader, other = make_reader(), make_account()
    signature = WEEKLY.token_for(reader.id).partition("-")[2]
    client = client_for(None)
    for token in (NOTICES.token_for(reader.id), f"{other.id}-{signature}", "x", f"{reader.id}-é"):
        assert client.get(STOP + token).status_code == 404
        assert client.post(STOP + token).status_code == 404
    assert client.post(f"/lettres/arreter/{WEEKLY.token_for(reader.id)}").status_code == 404


@pytest.mark.parametrize("accepts", [True, False])
def test_it_is_on_for_those_who_agreed_until_they_choose(client_for: ClientFor, *, accepts: bool):
    client = client_for(make_reader(accepts_letters=accepts))
    page = client.get("/parametres/lettres").text
    box = page[page.index('name="is_weekly"') - 200 : page.index('name="is_weekly"') + 200]
    assert (" checked" in box) is accepts


def test_it_can_be_had_without_the_letters_about_notices(client_for: ClientFor):
    reader = make_reader(accepts_letters=False)
    client = client_for(reader)
    assert client.post("/parametres/lettres", data=SENT | {"is_weekly": "y"}).status_code == 303
    assert turn_row(reader).due_at is not None
    assert not queries.choices_of([reader.id])[reader.id].is_on
    assert "La prochaine viendra le" in client.get("/parametres/lettres").text
    assert client.post("/parametres/lettres", data=SENT | {"is_on": "y"}).status_code == 303
    assert turn_row(reader).due_at is None
    assert queries.choices_of([reader.id])[reader.id].is_on


def test_choosing_again_brings_no_second_letter_in_a_week(noon: time_machine.Traveller):
    reader = make_reader()
    one_week(noon, reader)
    for zone in ("Pacific/Tahiti", "Pacific/Wallis", "Europe/Paris"):
        services.choose(seen_by(reader), is_on=True, quiet=Quiet(time_zone=zone), is_weekly=True)
        sent_at, due_at = times_of(reader)
        assert (due_at - sent_at).days >= 4
    assert len(letters()) == 1


def test_that_it_stopped_by_itself_is_said(client_for: ClientFor, noon: time_machine.Traveller):
    reader = make_reader()
    for _week in range(4):
        one_week(noon, reader)
    assert "s’est arrêtée d’elle-même" in client_for(reader).get("/parametres/lettres").text
