"""Letters are stopped at once from a letter, signed in or not; opening a link changes nothing."""

import pytest
import time_machine

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.core import clock
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.letters import queries, services
from app.letters.limits import WAIT
from app.letters.links.tokens import NOTICES, WEEKLY
from app.letters.shapes import Quiet
from app.mail.delivery.suppressions import mark_refused
from app.mail.enums import LetterState, Sort
from app.mail.models import Letter
from app.mail.queries import is_refused
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.mail import letters, link_in
from tests.letters.conftest import Thread, make_reader, waiting_count

STOP = "/lettres/arreter/"


def _is_on(account_id: int) -> bool:
    return queries.choices_of([account_id])[account_id].is_on


def test_a_scanner_that_opens_the_link_changes_nothing(client_for: ClientFor):
    reader = make_reader()
    page = client_for(None).get(STOP + NOTICES.token_for(reader.id))
    assert page.status_code == 200
    assert "Arrêter ces e-mails" in page.text
    assert (reader.email or "") not in page.text
    assert client_for(None).head(STOP + NOTICES.token_for(reader.id)).status_code == 200
    assert _is_on(reader.id)


def test_one_click_of_a_mail_program_stops_at_once(client_for: ClientFor):
    reader = make_reader()
    Thread(reader).answer()
    assert waiting_count() == 1
    sent = {"List-Unsubscribe": "One-Click"}
    for _time in range(2):
        answer = client_for(None).post(STOP + NOTICES.token_for(reader.id), data=sent)
        assert (answer.status_code, "C’est fait" in answer.text) == (200, True)
    assert not _is_on(reader.id)
    assert waiting_count() == 0
    Thread(reader).answer()
    assert waiting_count() == 0


def test_a_letter_that_waits_for_the_mail_server_is_stopped_as_well():
    reader = make_reader()
    Thread(reader).answer()
    with atomic() as session:
        for letter, sort in (("notices", Sort.NOTICES), ("note", Sort.ACCOUNT)):
            session.add(_waiting(reader.email or "", letter, sort))
    services.stop(NOTICES.token_for(reader.id))
    assert [letter.sort for letter in letters()] == [Sort.ACCOUNT]


def test_nothing_more_leaves_for_somebody_who_closed_their_account():
    reader = make_reader()
    with atomic() as session:
        session.add(_waiting(reader.email or "", "notices", Sort.NOTICES))
        session.add(_waiting(reader.email or "", "note", Sort.ACCOUNT))
        session.add(_waiting("karim@exemple.test", "other", Sort.NOTICES))
    account_services.close(seen_by(reader), reader.id)
    assert [letter.letter for letter in letters()] == ["other"]


def _waiting(email: str, letter: str, sort: Sort) -> Letter:
    return Letter(
        email=email,
        name="Léa",
        language="fr",
        letter=letter,
        sort=sort,
        subject="Bonjour",
        body_text="Bonjour.",
        body_html="<p>Bonjour.</p>",
        message_id=f"<{letter}@exemple.test>",
        state=LetterState.WAITING,
        next_try_at=clock.now(),
        created_at=clock.now(),
    )


@pytest.mark.parametrize("change", ["", "0", "é", "-", "9" * 400])
def test_another_key_opens_nothing(client_for: ClientFor, change: str):
    reader, other = make_reader(), make_account()
    signature = NOTICES.token_for(reader.id).partition("-")[2]
    for token in (
        f"{other.id}-{signature}",
        f"{reader.id}-{signature[:-1]}{change}",
        change or "x",
    ):
        assert client_for(None).get(STOP + token).status_code == 404
        assert client_for(None).post(STOP + token).status_code == 404
    assert _is_on(reader.id)


def test_the_key_of_a_closed_account_is_heard_and_does_nothing(client_for: ClientFor):
    reader = make_reader()
    services.choose(seen_by(reader), is_on=True, quiet=Quiet(begin=22, end=7))
    account_services.close(seen_by(reader), reader.id)
    assert client_for(None).post(STOP + NOTICES.token_for(reader.id)).status_code == 200
    assert NOTICES.account_of(NOTICES.token_for(reader.id)) == reader.id
    assert queries.choices_of([reader.id])[reader.id].quiet == Quiet()


def test_what_was_chosen_is_kept_and_shown_again(client_for: ClientFor):
    reader = make_reader(accepts_letters=False)
    client = client_for(reader)
    sent = {"is_on": "y", "quiet_from": "22", "quiet_until": "7", "time_zone": "Indian/Reunion"}
    assert client.post("/parametres/lettres", data=sent).status_code == 303
    assert accounts.accepting_letters([reader.id]) == {reader.id}
    quiet = Quiet(begin=22, end=7, time_zone="Indian/Reunion")
    assert queries.choices_of([reader.id])[reader.id].quiet == quiet
    page = client.get("/parametres/lettres").text
    assert 'value="Indian/Reunion"' in page.replace(" selected", "").replace("selected ", "")
    assert client.post("/parametres/lettres", data=sent | {"is_on": ""}).status_code == 303
    assert not _is_on(reader.id)


def test_an_address_that_refuses_letters_is_told_and_proved_again(client_for: ClientFor):
    reader = make_reader()
    client = client_for(reader)
    assert "refuse nos e-mails" not in client.get("/parametres/lettres").text
    client.post("/parametres/lettres/essai")
    assert letters() == []
    mark_refused(reader.email or "", "550 5.1.1 unknown")
    assert "refuse nos e-mails" in client.get("/parametres/lettres").text
    assert client.post("/parametres/lettres/essai").status_code == 303
    (letter,) = letters()
    path = link_in(letter)
    assert client.get(path).status_code == 200
    assert is_refused(reader.email or "")
    assert client_for(make_account()).post(path).status_code == 404
    assert client.post(path).status_code == 303
    assert not is_refused(reader.email or "")


@pytest.mark.usefixtures("with_limits")
def test_trial_letters_are_few(client_for: ClientFor):
    reader = make_reader()
    mark_refused(reader.email or "", "550 5.1.1 unknown")
    answers = [client_for(reader).post("/parametres/lettres/essai") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]


def test_an_address_that_refuses_letters_gets_none_about_notices(noon: time_machine.Traveller):
    reader = make_reader()
    mark_refused(reader.email or "", "550 5.1.1 unknown")
    Thread(reader).answer()
    noon.shift(WAIT)
    enqueue("letters.sweep")
    assert letters() == []
    assert waiting_count() == 0


@pytest.mark.parametrize("page", ["/lettres/arreter/{}", "/lettres/semaine/arreter/{}"])
def test_the_key_in_the_address_is_told_to_nobody(client_for, page: str):
    reader = make_reader()
    token = NOTICES.token_for(reader.id) if "semaine" not in page else WEEKLY.token_for(reader.id)
    headers = client_for(None).get(page.format(token)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
