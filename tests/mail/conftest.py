"""A mail server on this machine, a letter to send, and a post office that sends it there."""

import email
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import default
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from app.mail.smtp.transports import POST_OFFICE, Deliver, OutgoingLetter, PostOffice, SmtpServer

NOTE = {
    "mail/note/subject.txt": "Note to {{ name }}: {{ thing }}\n",
    "mail/note/body.txt": "Dear {{ name }}, {{ thing }} at {{ site }}/here\n",
    "mail/note/body.html": "<p>Dear {{ name }}, <b>{{ thing }}</b></p>\n",
}


@dataclass(frozen=True)
class Kept:
    """What a mail server was given."""

    sender: str | None
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """Return the message as a mail program reads it."""
        message = email.message_from_bytes(self.content, policy=default)
        assert isinstance(message, EmailMessage)
        return message

    def body(self, kind: str) -> str:
        """Return one of the bodies, "plain" or "html"."""
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@dataclass
class Server:
    """A mail server that keeps what it is given, or behaves as a test tells it to."""

    port: int = 0
    kept: list[Kept] = field(default_factory=list)
    answer_to_recipient: str = "250 OK"
    answer_to_data: str = "250 OK"

    async def take_recipient(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, *_options: object
    ) -> str:
        """Take or refuse a recipient."""
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def take_message(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep a message, or refuse it."""
        if self.answer_to_data.startswith("250"):
            content = envelope.original_content or b""
            self.kept.append(Kept(envelope.mail_from, envelope.rcpt_tos, content))
        return self.answer_to_data

    @property
    def hooks(self) -> SimpleNamespace:
        """Return the acts under the names by which aiosmtpd looks for them."""
        return SimpleNamespace(handle_RCPT=self.take_recipient, handle_DATA=self.take_message)


@pytest.fixture
def mail_server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a mail server, and have letters sent to it."""
    handler = Server(port=free_port())
    controller = Controller(handler.hooks, hostname="127.0.0.1", port=handler.port)
    controller.start()
    _send_through(app, monkeypatch, f"smtp://127.0.0.1:{handler.port}")
    yield handler
    controller.stop()


@pytest.fixture
def send_to(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that has letters sent to the mail server of an address."""
    return lambda url: _send_through(app, monkeypatch, url)


@pytest.fixture
def send_by(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Deliver], None]:
    """Return a function that has letters sent in another way."""
    return lambda deliver: monkeypatch.setitem(app.extensions, POST_OFFICE, _office(deliver))


@pytest.fixture(autouse=True)
def _note(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a letter to the templates."""
    known = app.jinja_env.loader
    assert known is not None
    loaders = ChoiceLoader([DictLoader(NOTE), known])
    monkeypatch.setattr(app.jinja_env, "loader", loaders)


@pytest.fixture
def deadly_office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every worker die while it sends."""

    def die(_parcel: OutgoingLetter) -> None:
        raise MemoryError

    monkeypatch.setitem(app.extensions, POST_OFFICE, _office(die))


def _send_through(app: Flask, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Have letters sent to a mail server."""
    office = _office(SmtpServer.parse(url).deliver)
    monkeypatch.setitem(app.extensions, POST_OFFICE, office)


def _office(deliver: Deliver) -> PostOffice:
    """Return a post office of a site that has an address."""
    return PostOffice(
        deliver=deliver,
        sender=Mailbox(display_name="Entraide", addr_spec="entraide@exemple.test"),
        site="https://exemple.test",
    )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
