"""How letters leave: by SMTP, or as files in a folder where there is no mail server."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Flask, current_app

from app.mail.spans import span_in_words

POST_OFFICE = "entraide_post_office"
"""Where `init_mail` keeps the way letters leave, in `app.extensions`."""

_PATIENCE_SECONDS = 30
_PORTS = {"smtp": 25, "smtps": 465}
_FINAL = 500
"""From this reply code on, a refusal is final. Source: RFC 5321 §4.2.1."""

Deliver = Callable[[EmailMessage, str], None]
"""Takes a message and a name for its file; raises `OSError` or `SMTPException`."""


class BadSmtpUrl(ValueError):
    """`SMTP_URL` must look like `smtp://user:password@host:port`, or `smtps://…`."""


class NoPrivacy(OSError):
    """The mail server offers no TLS: the password was not sent."""


class Undeliverable(Exception):
    """The server refuses this letter for good; trying again would change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOffice:
    """How letters of this site leave, and in whose name."""

    deliver: Deliver
    sender: Mailbox
    site: str
    """Address of the site that links in letters begin with, without a trailing slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server, as `SMTP_URL` names it."""

    host: str
    port: int
    user: str
    password: str
    has_tls_from_start: bool

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `smtp://user:password@host:port` or `smtps://…`.

        Raises:
            BadSmtpUrl: it is not of that form.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise BadSmtpUrl
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            has_tls_from_start=parts.scheme == "smtps",
        )

    def deliver(self, message: EmailMessage, _name: str) -> None:
        """Send one message.

        Raises:
            Undeliverable: the server refuses it for good.
            OSError: the server cannot be reached, or broke off (`SMTPException` is one).
        """
        recipient = message["To"].addresses[0].addr_spec
        sender = message["From"].addresses[0].addr_spec
        with self._connection() as server:
            self._introduce(server)
            try:
                server.sendmail(sender, [recipient], message.as_bytes())
            except smtplib.SMTPRecipientsRefused as refusal:
                code, reason = refusal.recipients[recipient]
                raise _trouble(code, reason) from refusal
            except smtplib.SMTPResponseException as refusal:
                raise _trouble(refusal.smtp_code, refusal.smtp_error) from refusal

    def _connection(self) -> smtplib.SMTP:
        """Return a connection, in TLS from the start if the address says so."""
        if self.has_tls_from_start:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=_PATIENCE_SECONDS, context=context
            )
        return smtplib.SMTP(self.host, self.port, timeout=_PATIENCE_SECONDS)

    def _introduce(self, server: smtplib.SMTP) -> None:
        """Go over to TLS when it is offered, then sign in; never sign in where others can read."""
        server.ehlo_or_helo_if_needed()
        is_private = self.has_tls_from_start or _is_this_machine(self.host)
        if not self.has_tls_from_start and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            is_private = True
        if not self.user:
            return
        if not is_private:
            raise NoPrivacy
        server.login(self.user, self.password)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of `.eml` files, for sites without a mail server."""

    path: Path

    def deliver(self, message: EmailMessage, name: str) -> None:
        """Write one message; a reader of the folder never sees half of it."""
        self.path.mkdir(parents=True, exist_ok=True)
        draft = self.path / f".{name}.part"
        draft.write_bytes(message.as_bytes())
        draft.rename(self.path / f"{name}.eml")


def init_mail(app: Flask) -> None:
    """Give the application the way its letters leave."""
    settings = app.config["SETTINGS"]
    deliver: Deliver = Folder(settings.data_dir / "letters").deliver
    if settings.smtp_url:
        deliver = SmtpServer.parse(settings.smtp_url).deliver
    site = settings.site_url or _local_site(settings.host, settings.port)
    sender = Mailbox(
        display_name=settings.site_name, addr_spec=_sender_address(settings.smtp_url or "", site)
    )
    app.jinja_env.filters["span"] = span_in_words
    app.extensions[POST_OFFICE] = PostOffice(deliver=deliver, sender=sender, site=site)


def post_office() -> PostOffice:
    """Return the way letters leave."""
    office: PostOffice = current_app.extensions[POST_OFFICE]
    return office


def _local_site(host: str, port: int) -> str:
    """Return the address of a site that was given none.

    It comes from the settings alone: the `Host` of a request is what a stranger says, and a
    recovery link must not lead where a stranger wants.
    """
    if _is_any_address(host):
        host = "localhost"
    bracketed = f"[{host}]" if ":" in host else host
    return f"http://{bracketed}:{port}"


def _sender_address(smtp_url: str, site: str) -> str:
    """Return the address letters come from.

    `?from=` of the SMTP address, else its user when that is an address, else one at the site.
    """
    parts = urlsplit(smtp_url)
    chosen = parse_qs(parts.query).get("from", [""])[0] or unquote(parts.username or "")
    if "@" in chosen:
        return chosen
    host = urlsplit(site).hostname or "localhost"
    return f"entraide@{'localhost' if _is_this_machine(host) else host}"


def _is_this_machine(host: str) -> bool:
    """Tell whether the host is this very machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any_address(host: str) -> bool:
    """Tell whether the host means "on whatever address": nothing that a link can lead to."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return not host


def _trouble(code: int, reason: bytes | str) -> Exception:
    """Return the refusal as final or passing."""
    words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    sentence = f"{code} {words}"
    return Undeliverable(sentence) if code >= _FINAL else smtplib.SMTPException(sentence)
