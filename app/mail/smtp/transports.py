"""How letters leave: by SMTP, or as files in a folder where there is no mail server."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Flask, current_app

from app.mail.messages.defang import unlinked
from app.mail.messages.durations import duration_in_words
from app.mail.smtp.outcomes import NoPrivacy, ServerAway, named
from app.mail.smtp.session import Deadline, Patience, SmtpSession, TlsSmtpSession

POST_OFFICE = "entraide_post_office"
"""Where `init_mail` keeps the way letters leave, in `app.extensions`."""

_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLetter:
    """A letter that is ready to leave."""

    message: EmailMessage
    name: str
    """For a file."""
    return_path: str
    """Where the letter goes back to when it cannot be delivered."""
    hand_over: Callable[[], None]
    """Called just before the letter becomes the server's; what it raises stops the letter."""


Deliver = Callable[[OutgoingLetter], None]
"""Takes a parcel; raises what `outcomes` names, or another `OSError`."""


class BadSmtpUrl(ValueError):
    """`SMTP_URL` must look like `smtp://user:password@host:port`, or `smtps://…`."""


class SendLock:
    """Where a process sends its letters, one at a time.

    A mail server that hangs holds up one worker, not all of them: the others have notices to
    write. Whoever finds the desk taken rings, and the one who sits there looks again.
    """

    def __init__(self) -> None:
        """Begin with nobody at it."""
        self._seat = threading.Lock()
        self._is_rung = False

    def ring(self) -> None:
        """Say that there is something to send."""
        self._is_rung = True

    @contextmanager
    def sit(self) -> Iterator[bool]:
        """Take the seat: true when it was free and somebody had rung."""
        is_mine = self._is_rung and self._seat.acquire(blocking=False)
        if not is_mine:
            yield False
            return
        self._is_rung = False
        try:
            yield True
        finally:
            self._seat.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOffice:
    """How letters of this site leave, and in whose name."""

    deliver: Deliver
    """How one letter leaves."""
    sender: Mailbox
    site: str
    """Address of the site that links in letters begin with, without a trailing slash."""
    bounces: str = ""
    """Address that takes returned letters, with what is added after "+"; empty: the sender's."""
    desk: SendLock = field(default_factory=SendLock)

    def return_path(self, message_id: str) -> str:
        """Return where a letter goes back to: an address that names the letter, where possible."""
        local, _at, domain = self.bounces.rpartition("@")
        token = message_id.strip("<>").partition("@")[0]
        return f"{local}+{token}@{domain}" if local else self.sender.addr_spec


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server, as `SMTP_URL` names it."""

    host: str
    port: int
    user: str
    password: str
    has_tls_from_start: bool
    patience: Patience = field(default_factory=Patience)

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

    def deliver(self, parcel: OutgoingLetter) -> None:
        """Send one message.

        Raises:
            ServerAway: the server cannot be reached, or takes nothing of ours now.
            Undeliverable: the server refuses it for good.
            Unsure: nobody knows whether the server has taken it.
            OSError: the server does not take it now, or broke off before it had all of it.
        """
        recipient = parcel.message["To"].addresses[0].addr_spec
        server = self._connected(parcel.return_path.rpartition("@")[2])
        try:
            server.hand_in(parcel.return_path, recipient, parcel.message.as_bytes())
            parcel.hand_over()
            server.end_letter(self.patience)
        finally:
            server.leave()

    def _connected(self, name: str) -> SmtpSession:
        """Return a connection to a server that knows us.

        Raises:
            ServerAway: there is none to be had; which of the letters it was for did not matter.
        """
        deadline = Deadline(self.patience.dialogue, each=self.patience.answer)
        kind = TlsSmtpSession if self.has_tls_from_start else SmtpSession
        try:
            server = kind(self.host, self.port, name=name, deadline=deadline)
        except OSError as trouble:
            raise _away(trouble) from trouble
        try:
            self._introduce(server)
        except OSError as trouble:
            server.close()
            raise _away(trouble) from trouble
        return server

    def _introduce(self, server: SmtpSession) -> None:
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

    def deliver(self, parcel: OutgoingLetter) -> None:
        """Write one message; a reader of the folder never sees half of it.

        Nothing is handed over: the same letter written again is the same file.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        draft = self.path / f".{parcel.name}.part"
        draft.write_bytes(parcel.message.as_bytes())
        draft.rename(self.path / f"{parcel.name}.eml")


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
    app.jinja_env.filters.update(span=duration_in_words, unlinked=unlinked)
    app.extensions[POST_OFFICE] = PostOffice(
        deliver=deliver,
        sender=sender,
        site=site,
        bounces=_argument(settings.smtp_url or "", "bounces"),
    )


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
    chosen = _argument(smtp_url, "from") or unquote(parts.username or "")
    if "@" in chosen:
        return chosen
    host = urlsplit(site).hostname or "localhost"
    return f"entraide@{'localhost' if _is_this_machine(host) else host}"


def _is_this_machine(host: str) -> bool:
    """Tell whether the host is this very machine."""
    number = _number_of(host)
    return host == "localhost" or (number is not None and number.is_loopback)


def _is_any_address(host: str) -> bool:
    """Tell whether the host means "on whatever address": nothing that a link can lead to."""
    number = _number_of(host)
    return not host if number is None else number.is_unspecified


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is written as; `None` for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def _argument(smtp_url: str, name: str) -> str:
    """Return what stands after the question mark of the SMTP address under a name."""
    return parse_qs(urlsplit(smtp_url).query).get(name, [""])[0]


def _away(trouble: OSError) -> OSError:
    """Return the trouble as one of the server, not of a letter."""
    if isinstance(trouble, ServerAway):
        return trouble
    return ServerAway(named(trouble))
