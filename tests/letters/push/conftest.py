"""Browsers that are told, and the push service of this machine."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass

import http_ece
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from app.accounts.models import Account, SignInSession
from app.accounts.secrets.tokens import hash_of
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.letters.push.client import PUSH_CLIENT, PushClient
from app.letters.push.devices import tell_here
from app.letters.push.keys import packed, public_key_of
from app.letters.push.models import PushDevice, WaitingPush
from tests.factories.accounts import make_session
from tests.letters.push.service import PushService, Received, push_service

PRIVATE_KEY = packed(bytes(31) + b"\x07")
HOSTS = ("localhost", "push.example.org")
AUTH = b"sixteen bytes ok"
_numbers = itertools.count(1)


@dataclass
class Browser:
    """A browser of somebody, which can read what is pushed to it."""

    account_id: int
    session_id: int
    name: str
    key: ec.EllipticCurvePrivateKey

    @property
    def viewer(self) -> Viewer:
        """Who looks through it."""
        return Viewer(account_id=self.account_id, session_id=self.session_id)

    @property
    def p256dh(self) -> str:
        """Its public key."""
        point = (Encoding.X962, PublicFormat.UncompressedPoint)
        return packed(self.key.public_key().public_bytes(*point))

    def read(self, received: Received) -> dict[str, object]:
        """Return what a push says."""
        words = http_ece.decrypt(received.body, private_key=self.key, auth_secret=AUTH)
        said: dict[str, object] = json.loads(words)
        return said


def make_browser(account: Account, *, endpoint: str = "") -> Browser:
    """Sign somebody in on a browser, and have it told at an address of the usual form."""
    key = hash_of(make_session(account))
    row = sa.select(SignInSession.id).where(SignInSession.key_hash == key)
    session_id = db.session.scalars(row).one()
    name = f"device{next(_numbers)}"
    browser = Browser(account.id, session_id, name, ec.generate_private_key(ec.SECP256R1()))
    address = f"https://push.example.org/{name}"
    tell_here(browser.viewer, endpoint=address, p256dh=browser.p256dh, auth=packed(AUTH))
    if endpoint:  # one that only tests may use
        with atomic() as session:
            mine = sa.update(PushDevice).where(PushDevice.session_id == session_id)
            session.execute(mine.values(endpoint=endpoint))
    return browser


def device_count() -> int:
    """Return how many devices are told."""
    db.session.close()
    return db.session.scalar(sa.select(sa.func.count()).select_from(PushDevice)) or 0


def push_count() -> int:
    """Return how many notices wait to be pushed."""
    db.session.close()
    return db.session.scalar(sa.select(sa.func.count()).select_from(WaitingPush)) or 0


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    """Keep one service for all tests."""
    with push_service(tmp_path_factory.mktemp("push")) as service:
        yield service


@pytest.fixture
def service(_running: PushService) -> PushService:
    """Return the service, which has received nothing and takes everything."""
    _running.status, _running.hangs = 201, 0.0
    _running.statuses, _running.headers = {}, {}
    _running.says, _running.repeats = b"", b""
    _running.received, _running.while_asked = [], []
    return _running


def open_client(service: PushService, *, seconds: float = 5.0) -> PushClient:
    """Return the way pushes leave, to this service."""
    return PushClient(
        private_key=PRIVATE_KEY,
        public_key=public_key_of(PRIVATE_KEY),
        hosts=HOSTS,
        contact="https://entraide.example",
        transport=service.transport(seconds=seconds),
    )


@pytest.fixture
def push_client(app: Flask, service: PushService, monkeypatch: pytest.MonkeyPatch) -> PushClient:
    """Open the way for the application."""
    client = open_client(service)
    monkeypatch.setitem(app.extensions, PUSH_CLIENT, client)
    return client
