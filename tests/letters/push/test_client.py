"""Where a push may go, and that nothing at the other end holds a worker."""

import socket
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.letters.push.addresses import is_at, is_endpoint, is_public
from app.letters.push.client import PUSH_CLIENT, push_client
from app.letters.push.http import PushTransport
from app.letters.push.keys import is_browser_key, is_browser_secret, packed, public_key_of
from app.letters.push.limits import REFUSED_REST
from app.letters.push.shapes import Device, Outcome
from config import Config
from tests.letters.push.conftest import AUTH, PRIVATE_KEY, open_client
from tests.letters.push.service import PushService

pytestmark = pytest.mark.no_app
KEY = public_key_of(PRIVATE_KEY)


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:def", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/gAAA", True),
        ("https://web.push.apple.com:443/QGz", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://user:word@fcm.googleapis.com/x", False),
        ("https://localhost/x", False),
        ("https://127.0.0.1/x", False),
        ("https://0x7f.1/x", False),
        ("https://2130706433/x", False),
        ("https://[::1]/x", False),
        ("https://[2a00:1450::1]/x", False),
        ("https://push.example./x", False),
        ("https://[2606:4700::1%.push.apple.com]/x", False),
        ("https://[v1.x.push.apple.com]/x", False),
        ("https://.push.apple.com/x", False),
        ("https://a..push.apple.com/x", False),
        ("https://evil.com%00.push.apple.com/x", False),
        ("https://evil.com\\.push.apple.com/x", False),
        ("https://push.example.org/x#y", False),
        ("https://push.example.org/x\r\nX-Evil: 1", False),
        ("https://push.example.org/é", False),
        ("https://push.example.org:99999999/x", False),
        ("https://push.example.org/" + "x" * 1000, False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_what_looks_like_a_push_service_is_taken(address: str, is_fine: bool):  # noqa: FBT001 - from the table
    assert is_endpoint(address) is is_fine


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("updates.push.services.mozilla.com", True),
        ("fcm.googleapis.com", True),
        ("FCM.googleapis.com:443", True),
        ("android.googleapis.com", True),
        ("jmt17.google.com", True),
        ("web.push.apple.com", True),
        ("wns2-par02p.notify.windows.com", True),
        ("push.apple.com", False),
        ("evilpush.apple.com", False),
        ("fcm.googleapis.com.example.org", False),
        ("www.fcm.googleapis.com", False),
        ("push.example.org", False),
    ],
)
def test_the_services_of_browsers_are_known_and_no_others(host: str, is_known: bool):  # noqa: FBT001 - from the table
    hosts = Config(data_dir=Path(), database_url="", secret_key="s" * 32).push_hosts
    assert is_at(f"https://{host}/x", hosts) is is_known


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("142.250.74.10", True),
        ("2a00:1450:4007:80e::200a", True),
        ("0.0.0.0", False),  # noqa: S104 - refused
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:142.250.74.10", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("2001:0:a00:1::1", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff0e::1", False),
        ("not an address", False),
    ],
)
def test_only_the_internet_at_large_is_public(address: str, is_fine: bool):  # noqa: FBT001 - from the table
    assert is_public(address) is is_fine


def test_a_name_that_leads_inside_is_not_connected_to(
    service: PushService, monkeypatch: pytest.MonkeyPatch
):
    way = PushTransport(
        tls=service.transport().tls
    )  # what a site has: only the internet is allowed
    with pytest.raises(OSError, match="not on the internet"):
        way.post(service.endpoint("x"), {}, b"")
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("142.250.74.10", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: found)
    with pytest.raises(OSError, match="not on the internet"):
        way.post("https://push.example.org/x", {}, b"")
    assert service.received == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    service: PushService, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    ask = socket.getaddrinfo

    def find(host: str, *more: object, **others: object) -> object:
        asked.append(host)
        return ask(host, *more, **others)  # type: ignore[arg-type] # as it was asked

    monkeypatch.setattr(socket, "getaddrinfo", find)
    service.status = 201
    assert service.transport().post(service.endpoint("x"), {}, b"x").status == 201
    assert asked.count("localhost") == 1


def test_a_redirection_is_an_answer_and_is_not_followed(service: PushService):
    service.status, service.headers = 302, {"Location": service.endpoint("inside")}
    assert service.transport().post(service.endpoint("x"), {}, b"x").status == 302
    assert len(service.received) == 1


def test_an_unknown_certificate_is_refused(service: PushService):
    way = PushTransport(is_allowed=lambda _address: True)
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        way.post(service.endpoint("x"), {}, b"x")


def _device(service: PushService) -> Device:
    return Device(
        id=1,
        endpoint=service.endpoint("x"),
        p256dh=KEY,
        auth=packed(AUTH),
        language="fr",
        rest_until=None,
    )


def test_a_service_that_is_known_no_more_is_asked_nothing(service: PushService):
    client = replace(open_client(service), hosts=("push.example.org",))
    result = client.push(_device(service), "x", topic="bundle-1")
    assert (result.outcome, result.rest) == (Outcome.AWAY, REFUSED_REST)
    assert service.received == []


def test_a_service_that_trickles_is_cut_and_left_alone_for_a_while(service: PushService):
    service.hangs = 0.1
    client = open_client(service, seconds=0.5)
    began = time.monotonic()
    assert client.push(_device(service), "x", topic="bundle-1").outcome is Outcome.AWAY
    assert time.monotonic() - began < 30  # all of it takes four seconds and more
    assert client.push(_device(service), "x", topic="bundle-1").outcome is Outcome.AWAY
    assert len(service.received) == 1


def test_somebody_who_never_greets_is_cut():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        way = PushTransport(is_allowed=lambda _address: True, seconds=0.3)
        with pytest.raises(OSError):  # noqa: PT011 - whatever TLS makes of it
            way.post(f"https://localhost:{silent.getsockname()[1]}/x", {}, b"x")


@pytest.mark.parametrize(
    ("said", "repeated"),
    [
        (b"bonjour\r\n\r\n", b""),
        (b"HTTP/1.1 soon\r\n\r\n", b""),
        (b"HTTP/1.1 201 Created\r\n" + b"X: y\r\n" * 200 + b"\r\n", b""),
        (b"HTTP/1.1 201 " + b"x" * 70_000 + b"\r\n\r\n", b""),
        (b"HTTP/1.1 201 Created\r\n", b"X: y\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"x" * 4096),
    ],
)
def test_what_is_no_answer_or_has_no_end_is_nobody(
    service: PushService, said: bytes, repeated: bytes
):
    service.says, service.repeats = said, repeated
    with pytest.raises(OSError):  # noqa: PT011 - no answer, or none in time
        service.transport(seconds=0.5).post(service.endpoint("x"), {}, b"x")
    service.repeats = b""


def test_an_answer_that_was_cut_half_way_is_none(service: PushService):
    service.hangs = 0.05  # its first line takes a second, and its status stands in the first half
    with pytest.raises(OSError):  # noqa: PT011 - whatever was being waited for
        service.transport(seconds=0.9).post(service.endpoint("x"), {}, b"x")


def test_any_site_may_sign(service: PushService):
    client = open_client(service)
    for contact in ("https://entraide.example:8443", "mailto:admin@localhost"):
        signed = replace(client, contact=contact)
        assert signed.push(_device(service), "x", topic="bundle-1").outcome is Outcome.TAKEN


def test_what_a_service_asks_for_is_understood(service: PushService):
    service.status = 429
    for said, seconds in (("90", 90), ("soon", 0), ("-1", 0), ("9" * 30, 0), ("²", 0)):
        service.headers = {"Retry-After": said.encode("utf-8").decode("latin-1")}
        outcome = open_client(service).push(_device(service), "x", topic="bundle-1")
        assert outcome.rest == timedelta(seconds=seconds)


@pytest.mark.parametrize("key", ["", "é", "A", packed(bytes(65)), packed(b"\x04" + bytes(64))])
def test_a_key_that_is_no_point_of_the_curve_is_refused(key: str):
    assert not is_browser_key(key)
    assert not is_browser_secret(key)
    assert is_browser_key(KEY)
    assert is_browser_secret(packed(AUTH))


def test_a_site_without_a_key_pushes_nothing(app):
    with app.app_context():
        assert PUSH_CLIENT not in app.extensions
        assert push_client() is None
