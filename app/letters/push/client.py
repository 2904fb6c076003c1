"""How pushes leave: encrypted for one browser, signed by the site; and what became of each.

Source: RFC 8030 (Web Push), RFC 8291 (encryption), RFC 8292 (VAPID).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask, current_app
from py_vapid import Vapid02

from app.core import clock
from app.letters.push.addresses import is_at
from app.letters.push.http import Answer, PushTransport
from app.letters.push.keys import public_key_of, unpacked
from app.letters.push.limits import HOST_REST, KEPT_FOR, REFUSED_REST
from app.letters.push.shapes import Device, Outcome, PushResult

PUSH_CLIENT = "entraide_push_client"
"""Where `init_push` keeps the way pushes leave, in `app.extensions`."""

_SIGNED_FOR = timedelta(hours=12)
"""Services accept a day at the most. Source: RFC 8292 §2."""
_GONE = frozenset({404, 410})
_AWAY = frozenset({408, 429})
_TAKEN = range(200, 300)
_BROKEN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PushClient:
    """The way pushes leave, and the key they are signed with."""

    private_key: str = field(repr=False)
    public_key: str
    hosts: tuple[str, ...]
    """The push services that are written to."""
    contact: str
    """Where the services may complain: `https://…` or `mailto:…`."""
    site_name: str = "Entraide"
    """Stands above what is told."""
    transport: PushTransport = field(default_factory=PushTransport)
    resting: dict[str, datetime] = field(default_factory=dict)
    """Services that did not answer this process, and until when it does not ask them again."""

    def push(self, device: Device, words: str, *, topic: str) -> PushResult:
        """Push some words to a device; those with the same topic replace each other on the way."""
        if not is_at(device.endpoint, self.hosts):
            return PushResult(outcome=Outcome.AWAY, rest=REFUSED_REST)
        url = urlsplit(device.endpoint)
        if self.resting.get(url.netloc, clock.now()) > clock.now():
            return PushResult(outcome=Outcome.AWAY)
        try:
            headers = {
                **self._signature(f"{url.scheme}://{url.netloc}"),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(int(KEPT_FOR.total_seconds())),
                "Topic": topic,
                "Urgency": "normal",
            }
            answer = self.transport.post(device.endpoint, headers, encrypted(words, device))
        except (OSError, UnicodeError):  # the outside world; a name that is none
            self.resting[url.netloc] = clock.now() + HOST_REST
            return PushResult(outcome=Outcome.AWAY)
        return _outcome_of(answer)

    def _signature(self, audience: str) -> dict[str, str]:
        """Return the header that says that it is this site that pushes."""
        until = clock.now() + _SIGNED_FOR
        claims = {"aud": audience, "sub": self.contact, "exp": int(until.timestamp())}
        signer = Vapid02.from_raw(self.private_key.encode())
        signer.conf = {"no-strict": True}  # it takes no address with a port, and not every mailbox
        signed: dict[str, str] = signer.sign(claims)
        return signed


def init_push(app: Flask) -> None:
    """Open the way, for a site that has a key."""
    settings = app.config["SETTINGS"]
    key = settings.vapid_private_key
    is_public_site = (settings.site_url or "").startswith("https://")
    if key is not None:
        app.extensions[PUSH_CLIENT] = PushClient(
            private_key=key,
            public_key=public_key_of(key),
            hosts=settings.push_hosts,
            site_name=settings.site_name,
            contact=settings.site_url if is_public_site else f"mailto:{settings.admin_email}",
        )


def push_client() -> PushClient | None:
    """Return the way pushes leave; `None` for a site without a key."""
    client: PushClient | None = current_app.extensions.get(PUSH_CLIENT)
    return client


def encrypted(words: str, device: Device) -> bytes:
    """Return words that only this browser can read: its push service cannot."""
    sealed: bytes = http_ece.encrypt(
        words.encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=unpacked(device.p256dh),
        auth_secret=unpacked(device.auth),
        version="aes128gcm",
    )
    return sealed


def _outcome_of(answer: Answer) -> PushResult:
    """Say what an answer means."""
    if answer.status in _TAKEN:
        return PushResult(outcome=Outcome.TAKEN)
    if answer.status in _GONE:
        return PushResult(outcome=Outcome.GONE)
    if answer.status in _AWAY or answer.status >= _BROKEN:
        return PushResult(outcome=Outcome.AWAY, rest=_seconds(answer.retry_after))
    return PushResult(outcome=Outcome.AWAY, rest=REFUSED_REST)


def _seconds(text: str) -> timedelta:
    """Return what a service asks us to wait; nothing when it names a date or does not say."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len("86400")
    return timedelta(seconds=int(text)) if is_number else timedelta(0)
