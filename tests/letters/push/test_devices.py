"""Devices: how one becomes one, and that signing out, suspension and closing end it."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.viewer import Right, Viewer
from app.letters.push import devices
from app.letters.push.devices import decline, push_settings, tell_here, tell_here_no_more
from app.letters.push.keys import packed
from app.letters.push.limits import GIVEN_UP_AFTER, MOST_DEVICES, SOON
from app.letters.push.models import PushDevice, PushPrompt
from app.letters.push.shapes import Outcome, PushResult
from app.notices import services as notices
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.letters.conftest import Thread, make_reader
from tests.letters.push.conftest import AUTH, Browser, device_count, make_browser, push_count
from tests.letters.push.service import PushService

pytestmark = pytest.mark.usefixtures("noon", "push_client")
PAGE = "/parametres/lettres"


def _fields(browser: Browser) -> dict[str, str]:
    return {
        "endpoint": f"https://push.example.org/{browser.name}/other",
        "p256dh": browser.p256dh,
        "auth": packed(AUTH),
    }


def test_the_page_offers_the_key_and_tells_how_things_stand(client_for: ClientFor, push_client):
    reader = make_reader()
    client = client_for(reader)
    page = client.get(PAGE).text
    assert f'data-push="{push_client.public_key}"' in page
    assert "data-push-on" not in page
    browser = make_browser(reader)
    answer = client.post(f"{PAGE}/appareil", data=_fields(browser), headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    assert "data-push-on" in answer.text
    assert "1 autre de vos appareils" in answer.text
    page = client.get(PAGE).text
    assert "data-push-on" in page
    answer = client.post(f"{PAGE}/appareil/arreter", headers={"X-Fragment": "1"})
    assert "data-push-on" not in answer.text
    assert device_count() == 1


def test_without_scripts_one_is_sent_back(client_for: ClientFor):
    reader = make_reader()
    client = client_for(reader)
    answer = client.post(f"{PAGE}/appareil", data=_fields(make_browser(reader)))
    assert (answer.status_code, answer.location) == (303, PAGE)
    answer = client.post(f"{PAGE}/appareil/arreter")
    assert (answer.status_code, device_count()) == (303, 1)


@pytest.mark.parametrize("field", ["endpoint", "p256dh", "auth"])
def test_what_no_browser_says_is_refused(client_for: ClientFor, field: str):
    reader = make_reader()
    typed = _fields(make_browser(reader)) | {field: "x"}
    answer = client_for(reader).post(f"{PAGE}/appareil", data=typed)
    assert answer.status_code == 422
    assert "ne peut pas vous prévenir" in answer.text


def test_a_service_that_no_browser_uses_is_refused(client_for: ClientFor):
    reader = make_reader()
    typed = _fields(make_browser(reader)) | {"endpoint": "https://push.example.com/inside"}
    answer = client_for(reader).post(f"{PAGE}/appareil", data=typed)
    assert answer.status_code == 422
    assert "ne connaît pas le service de notifications" in answer.text
    assert device_count() == 1


def test_a_device_belongs_to_the_last_who_asked_for_it():
    first, second = make_browser(make_reader()), make_browser(make_account())
    tell_here(second.viewer, **_fields(first))
    tell_here(first.viewer, **_fields(first))
    tell_here(first.viewer, **_fields(first))
    assert device_count() == 1
    assert push_settings(first.viewer).is_on
    assert not push_settings(second.viewer).is_on


def test_of_too_many_the_oldest_goes():
    reader = make_reader()
    oldest, *others = [make_browser(reader) for _ in range(MOST_DEVICES + 1)]
    assert device_count() == MOST_DEVICES
    assert not push_settings(oldest.viewer).is_on
    assert push_settings(others[0].viewer).others == MOST_DEVICES - 1


def _sign_out(browser: Browser) -> None:
    accounts.sign_out(browser.viewer)


def _revoke(browser: Browser) -> None:
    accounts.end_session(Viewer(account_id=browser.account_id), browser.session_id)


def _suspend(browser: Browser) -> None:
    team = make_account(rights=(Right.PEOPLE_MANAGE,))
    until = clock.now() + timedelta(days=1)
    accounts.suspend(seen_by(team), browser.account_id, until, "Essai")


def _close(browser: Browser) -> None:
    team = make_account(rights=(Right.PEOPLE_MANAGE, Right.SITE_ADMINISTER))
    accounts.close(seen_by(team), browser.account_id)


def _turn_off(browser: Browser) -> None:
    tell_here_no_more(browser.viewer)


@pytest.mark.parametrize("act", [_sign_out, _revoke, _suspend, _close, _turn_off])
def test_it_ends_with_the_session_and_the_account(service: PushService, noon, act):
    reader = make_reader()
    browser = make_browser(reader, endpoint=service.endpoint("lea"))
    Thread(reader).answer()
    act(browser)
    noon.shift(SOON)
    enqueue("letters.push_sweep")
    assert (device_count(), push_count(), service.received) == (0, 0, [])


def test_who_signs_out_between_two_pushes_is_told_no_more(app: Flask, service: PushService, noon):
    reader = make_reader()
    browser = make_browser(reader, endpoint=service.endpoint("lea"))
    for title in ("Une chose ?", "Une autre chose ?"):
        Thread(reader, title=title).answer()

    def sign_out() -> None:
        with app.app_context():
            accounts.sign_out(browser.viewer)
            db.session.remove()

    service.while_asked.append(sign_out)
    noon.shift(SOON)
    db.session.close()
    enqueue("letters.push_sweep")
    assert len(service.received) == 1


def test_a_device_that_takes_nothing_for_weeks_is_forgotten():
    make_browser(make_reader())
    device_id = db.session.scalars(sa.select(PushDevice.id)).one()
    for _time in range(GIVEN_UP_AFTER):
        assert device_count() == 1
        devices.note(device_id, PushResult(outcome=Outcome.AWAY))
    assert device_count() == 0
    devices.note(device_id, PushResult(outcome=Outcome.AWAY))


def _offers(client_for: ClientFor, reader: Account) -> bool:
    client = client_for(reader)
    elsewhere = ("/", "/questions", "/groupes", "/parametres", "/nulle-part")
    assert not [path for path in elsewhere if "data-push-offer" in client.get(path).text]
    return "data-push-offer" in client.get("/notifications").text


def test_one_is_asked_once_when_the_first_answer_was_read(client_for: ClientFor):
    reader = make_reader()
    thread = Thread(reader)
    assert not _offers(client_for, reader)
    thread.answer()
    assert not _offers(client_for, reader)
    notices.mark_read(seen_by(reader))
    assert _offers(client_for, reader)
    answer = client_for(reader).post(f"{PAGE}/appareil/refuser")
    assert answer.status_code == 303
    assert not _offers(client_for, reader)
    thread.answer()
    notices.mark_read(seen_by(reader))
    assert not _offers(client_for, reader)


def test_whoever_chose_before_is_not_asked():
    reader, other = make_reader(), make_account()
    make_browser(reader)
    decline(seen_by(other))
    for somebody in (reader, other):
        Thread(somebody).answer()
        notices.mark_read(seen_by(somebody))
    assert db.session.scalars(sa.select(PushPrompt).where(PushPrompt.is_open)).all() == []


def test_tokens_of_keys_stand_in_no_page_but_the_settings(client_for: ClientFor, push_client):
    reader = make_reader()
    page = client_for(reader).get("/questions").text
    assert not re.search(re.escape(push_client.public_key), page)
