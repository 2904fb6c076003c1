"""Pushes about notices: soon, to those who are away, each notice by one transport."""

from datetime import timedelta

import pytest
import time_machine
from py_vapid import Vapid02

from app.accounts.models import Account
from app.core.db import db
from app.core.jobs import enqueue
from app.groups import services as groups
from app.letters import services
from app.letters.limits import WAIT
from app.letters.push import jobs
from app.letters.push.client import PushClient
from app.letters.push.limits import MOST_PUSHES, SOON, TRIED_FOR
from app.letters.shapes import Quiet
from app.notices import services as notices
from tests.factories import seen_by
from tests.factories.forum import make_thread
from tests.factories.mail import letters
from tests.letters.conftest import Thread, make_reader, waiting_count
from tests.letters.push.conftest import Browser, device_count, make_browser, push_count
from tests.letters.push.service import PushService

pytestmark = pytest.mark.usefixtures("noon", "push_client")
Clock = time_machine.Traveller
MINUTE = timedelta(minutes=1)


@pytest.fixture
def reader() -> Account:
    """Return somebody who wants letters too."""
    return make_reader()


@pytest.fixture
def phone(reader: Account, service: PushService, push_client: PushClient) -> Browser:
    """Return the phone they are told on."""
    assert push_client.public_key
    return make_browser(reader, endpoint=service.endpoint("lea"))


def _later(clock: Clock, wait: timedelta = SOON) -> None:
    """Let time pass, and sweep."""
    clock.shift(wait)
    db.session.close()
    enqueue("letters.push_sweep")
    enqueue("letters.sweep")


def _passes(clock: Clock, wait: timedelta) -> None:
    """Let time pass minute by minute, as jobs see it."""
    for _minute in range(int(wait / MINUTE)):
        _later(clock, MINUTE)


def test_a_notice_is_pushed_soon_and_needs_no_letter(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    thread = Thread(reader)
    thread.answer()
    _later(noon, SOON - timedelta(seconds=1))
    assert service.received == []
    _later(noon, timedelta(seconds=1))
    (push,) = service.received
    said = phone.read(push)
    assert str(said["text"]).startswith("Karim a répondu à votre question")
    assert str(said["url"]).startswith(f"/questions/{thread.id}")
    assert (said["unread"], said["lang"]) == (1, "fr")
    _passes(noon, WAIT * 2)
    assert len(service.received) == 1
    assert letters() == []
    assert waiting_count() == push_count() == 0


def test_a_push_is_signed_and_says_how_long_it_is_good_for(
    noon: Clock, reader: Account, phone: Browser, service: PushService, push_client: PushClient
):
    Thread(reader).answer()
    _later(noon)
    (push,) = service.received
    assert phone.read(push)
    assert push.headers["Content-Encoding"] == "aes128gcm"
    assert push.headers["TTL"] == "43200"
    assert push.headers["Topic"].startswith("bundle-")
    assert Vapid02.verify(push.headers["Authorization"])
    assert f"k={push_client.public_key}" in push.headers["Authorization"]


@pytest.mark.usefixtures("phone")
def test_without_a_device_that_takes_it_the_letter_is_written(
    noon: Clock, reader: Account, service: PushService
):
    service.status = 403
    Thread(reader).answer()
    _later(noon)
    assert len(service.received) == 1
    _passes(noon, TRIED_FOR + 2 * MINUTE)
    assert len(service.received) == 1  # a service that refuses is not asked again soon
    assert len(letters()) == 1
    assert push_count() == 0


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(
    noon: Clock, reader: Account, service: PushService, status: int
):
    service.status = status
    Thread(reader).answer()
    _later(noon)
    assert device_count() == 0
    _passes(noon, WAIT + MINUTE)
    assert len(service.received) == 1
    assert len(letters()) == 1


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_cannot_now_is_asked_again_after_growing_pauses(
    noon: Clock, reader: Account, service: PushService, status: int
):
    service.status = status
    Thread(reader).answer()
    _later(noon)
    _later(noon, timedelta(seconds=29))
    assert len(service.received) == 1
    _later(noon, timedelta(seconds=1))
    assert len(service.received) == 2
    _later(noon, timedelta(seconds=119))
    assert len(service.received) == 2
    service.status = 201
    _later(noon, timedelta(seconds=1))
    assert len(service.received) == 3
    _passes(noon, WAIT * 2)
    assert (len(service.received), letters()) == (3, [])


@pytest.mark.usefixtures("phone")
def test_a_service_says_how_long_it_wants_to_be_left_alone(
    noon: Clock, reader: Account, service: PushService
):
    service.status, service.headers = 429, {"Retry-After": "120"}
    Thread(reader).answer()
    _later(noon)
    _passes(noon, MINUTE)
    assert len(service.received) == 1
    service.status = 201
    _passes(noon, MINUTE)
    assert len(service.received) == 2
    assert push_count() == 0


def test_what_is_read_meanwhile_is_not_pushed(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    Thread(reader).answer()
    notices.mark_read(phone.viewer)
    _later(noon)
    assert (service.received, push_count()) == ([], 0)


def test_whoever_is_here_is_told_once_they_are_gone(
    noon: Clock, reader: Account, phone: Browser, service: PushService, monkeypatch
):
    monkeypatch.setattr(jobs, "is_here", lambda account_id: account_id == reader.id)
    Thread(reader).answer()
    _later(noon)
    _passes(noon, 2 * MINUTE)
    assert service.received == []
    monkeypatch.setattr(jobs, "is_here", lambda _account_id: False)
    _passes(noon, MINUTE)
    assert phone.read(service.received[0])["tag"]


@pytest.mark.usefixtures("phone")
def test_whoever_stays_has_seen_it(noon: Clock, reader: Account, service: PushService, monkeypatch):
    monkeypatch.setattr(jobs, "is_here", lambda _account_id: True)
    Thread(reader).answer()
    _later(noon)
    _passes(noon, TRIED_FOR)
    assert (service.received, push_count()) == ([], 0)


def test_quiet_hours_hold_pushes_and_bring_one_for_each_line(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    noon.shift(timedelta(hours=9))  # 21:00 in Paris
    thread = Thread(reader)
    thread.answer()
    zoe = make_reader(handle="zoe")
    groups.join(seen_by(zoe), thread.group.id)
    thread.answer(zoe)
    Thread(reader, title="Quel trésorier ?").answer()
    _later(noon)
    _later(noon, timedelta(hours=10, minutes=59))
    assert service.received == []
    _later(noon, MINUTE)  # 8:00
    said = [str(phone.read(push)["text"]) for push in service.received]
    assert len(said) == 2
    assert "Quel trésorier" in said[0]
    assert "Karim" in said[1]
    _passes(noon, WAIT * 2)
    assert (len(service.received), letters()) == (2, [])


def test_of_many_lines_some_are_told_and_the_rest_is_counted(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    for number in range(MOST_PUSHES + 3):
        Thread(reader, title=f"Question {number} ?").answer()
    _later(noon)
    assert len(service.received) == MOST_PUSHES + 1
    last = phone.read(service.received[-1])
    assert (last["text"], last["url"]) == ("3 autres notifications", "/notifications")
    assert push_count() == waiting_count() == 0


def test_every_kind_that_is_delivered_is_pushed_and_others_are_not(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    thread = Thread(reader)
    make_thread(group=thread.group, author=thread.writer, title="Pour les amis seulement ?")
    notices.choose_level(phone.viewer, "everything")
    make_thread(group=thread.group, author=thread.writer, title="Un succès à partager ?")
    _later(noon)
    (push,) = service.received
    assert "Un succès" in str(phone.read(push)["text"])


def test_the_rules_are_asked_again(
    noon: Clock, reader: Account, phone: Browser, service: PushService
):
    notices.choose_level(phone.viewer, "everything")
    thread = Thread(reader)
    make_thread(group=thread.group, author=thread.writer)
    notices.choose_level(phone.viewer, "nothing")
    _later(noon)
    assert (service.received, push_count()) == ([], 0)


def test_those_who_want_no_letters_are_told_all_the_same(
    noon: Clock, phone: Browser, reader: Account, service: PushService
):
    services.choose(seen_by(reader), is_on=False, quiet=Quiet())
    Thread(reader).answer()
    _later(noon)
    assert phone.read(service.received[0])["text"]


@pytest.mark.usefixtures("phone")
def test_one_device_that_takes_it_is_enough(noon: Clock, reader: Account, service: PushService):
    make_browser(reader, endpoint=service.endpoint("old"))
    service.statuses = {"/old": 503}
    Thread(reader).answer()
    _later(noon)
    _passes(noon, WAIT * 2)
    assert sorted(push.path for push in service.received) == ["/lea", "/old"]
    assert letters() == []
