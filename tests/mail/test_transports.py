"""How letters leave: the address of the server, secrecy, the folder, the name of the sender."""

import dataclasses
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask import Flask

from app.mail.smtp.outcomes import NoPrivacy, ServerAway
from app.mail.smtp.transports import (
    POST_OFFICE,
    BadSmtpUrl,
    Folder,
    OutgoingLetter,
    SmtpServer,
    init_mail,
)
from tests.mail.conftest import Server, free_port

pytestmark = pytest.mark.no_app


def _parcel(name: str = "") -> OutgoingLetter:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = Mailbox("", "a", "exemple.test"), Mailbox("", "b", "x.test")
    message.set_content("Bonjour")
    return OutgoingLetter(
        message=message, name=name, return_path="r@x.test", hand_over=lambda: None
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.test", ("mail.test", 25, "", "", False)),
        ("smtp://mail.test:587", ("mail.test", 587, "", "", False)),
        ("smtps://u:p@mail.test", ("mail.test", 465, "u", "p", True)),
        ("smtp://a%40b.fr:p%2F%3A@[::1]:2525", ("::1", 2525, "a@b.fr", "p/:", False)),
    ],
)
def test_the_address_of_the_server_is_read(url: str, expected: tuple[object, ...]):
    assert dataclasses.astuple(SmtpServer.parse(url))[:5] == expected


def test_tls_from_the_start_comes_before_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    context, server = _own_tls(tmp_path), Server(port=free_port())
    trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    with _running(server, ssl_context=context):
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        SmtpServer.parse(f"smtps://localhost:{server.port}").deliver(_parcel())
    assert [b"Bonjour" in kept.content for kept in server.kept] == [True]


@pytest.mark.parametrize("url", ["mail.test", "http://mail.test", "smtp://", "smtp:mail.test:25"])
def test_another_address_is_refused_at_the_start(url: str):
    with pytest.raises(BadSmtpUrl):
        SmtpServer.parse(url)


def test_a_password_is_never_sent_where_others_can_read(monkeypatch: pytest.MonkeyPatch):
    with _running(Server(port=free_port())) as server:
        monkeypatch.setattr("app.mail.smtp.transports._is_this_machine", lambda _host: False)
        with pytest.raises(NoPrivacy):
            SmtpServer.parse(f"smtp://u:p@127.0.0.1:{server.port}").deliver(_parcel())
    assert server.kept == []


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path):
    server = Server(port=free_port())
    with (
        _running(server, tls_context=_own_tls(tmp_path)),
        pytest.raises(ServerAway, match="SSLCertVerificationError"),
    ):
        SmtpServer.parse(f"smtp://127.0.0.1:{server.port}").deliver(_parcel())
    assert server.kept == []


def test_starttls_comes_before_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    context = _own_tls(tmp_path)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    seen: list[object] = []

    def authenticate(_server: object, session: object, *_rest: object) -> AuthResult:
        seen.append(session)
        return AuthResult(success=True)

    server = Server(port=free_port())
    with _running(server, tls_context=context, authenticator=authenticate):
        SmtpServer.parse(f"smtp://u:p@localhost:{server.port}").deliver(_parcel())
    assert len(server.kept) == len(seen) == 1


def test_without_a_server_letters_are_files(tmp_path: Path):
    Folder(tmp_path / "letters").deliver(_parcel("20260312-1-note"))
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["20260312-1-note.eml"]
    assert b"Bonjour" in (tmp_path / "letters" / "20260312-1-note.eml").read_bytes()


@pytest.mark.parametrize(
    ("settings", "site", "sender"),
    [
        ({}, "http://127.0.0.1:5000", "entraide@localhost"),
        ({"host": "::", "port": 80}, "http://localhost:80", "entraide@localhost"),
        ({"host": "asso.lan"}, "http://asso.lan:5000", "entraide@asso.lan"),
        ({"host": "::1"}, "http://[::1]:5000", "entraide@localhost"),
        ({"site_url": "https://asso.test"}, "https://asso.test", "entraide@asso.test"),
        ({"smtp_url": "smtp://moi%40asso.test:p@m.test"}, "http://127.0.0.1:5000", "moi@asso.test"),
        ({"smtp_url": "smtp://m.test?from=a@b.test"}, "http://127.0.0.1:5000", "a@b.test"),
    ],
)
def test_the_site_and_the_sender_come_from_the_settings(settings, site: str, sender: str):
    known = {"data_dir": Path(), "smtp_url": None, "site_url": None, "host": "127.0.0.1"}
    app = Flask(__name__)
    fields = {**known, "port": 5000, "site_name": "Entraide", **settings}
    app.config["SETTINGS"] = type("Settings", (), fields)
    init_mail(app)
    office = app.extensions[POST_OFFICE]
    assert (office.site, office.sender.addr_spec) == (site, sender)


@contextmanager
def _running(
    server: Server,
    *,
    tls_context: ssl.SSLContext | None = None,
    ssl_context: ssl.SSLContext | None = None,
    authenticator: Callable[..., AuthResult] | None = None,
) -> Iterator[Server]:
    """Run a mail server for a while."""
    controller = Controller(
        server.hooks,
        hostname="127.0.0.1",
        port=server.port,
        tls_context=tls_context,
        ssl_context=ssl_context,
        authenticator=authenticator,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _own_tls(folder: Path) -> ssl.SSLContext:
    """Return a context with a certificate that this machine has just made for itself."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            key,
            "-out",
            certificate,
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
