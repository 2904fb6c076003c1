"""How a letter is written: templates in the reader's language, and the message that travels."""

import re
from collections.abc import Mapping
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from flask import current_app

from app.core import clock
from app.core.i18n import in_language, language
from app.mail.messages.defang import unlinked
from app.mail.models import Letter
from app.mail.shapes import Address
from app.mail.smtp.transports import post_office

_SUBJECT_LENGTH = 200
_POLICY = SMTP.clone(cte_type="7bit")
"""Seven bits: no server on the way has to understand more."""
_HEADERS = {
    *(b"Subject", b"From", b"To", b"Date", b"Message-ID", b"Auto-Submitted"),
    *(b"List-Unsubscribe", b"List-Unsubscribe-Post", b"MIME-Version", b"Content-Type"),
    *(b"Content-Language", b"Content-Transfer-Encoding"),
}
_HALF_BREAK = re.compile(rb"\r(?!\n)|(?<!\r)\n")


class Written(NamedTuple):
    """A letter in words."""

    language: str
    subject: str
    text: str
    html: str


def written(to: Address, letter: str, context: Mapping[str, object]) -> Written:
    """Write a letter from `templates/mail/<letter>/`, in the language of its reader."""
    with in_language(to.language):
        known = {
            "name": unlinked(to.name),
            "site": post_office().site,
            "stop_path": None,
            **context,
        }
        subject = _rendered(letter, "subject.txt", known)
        return Written(
            language=language(),
            subject=" ".join(subject.split())[:_SUBJECT_LENGTH],
            text=_rendered(letter, "body.txt", known).strip() + "\n",
            html=_rendered(letter, "body.html", known),
        )


def message_of(letter: Letter, *, sender: Mailbox) -> EmailMessage:
    """Return the message that travels.

    What people wrote into a header is made harmless first: `EmailMessage` decodes the encoded words
    (RFC 2047) that it finds there, line breaks and all, and some releases of Python write them raw.
    Source: RFC 5322; RFC 3834 for `Auto-Submitted`; RFC 8058 for the one-click headers.

    Raises:
        ValueError: it would hold a header that is none of ours, or half a line break.
    """
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = _one_line(letter.subject)
    message["From"] = sender
    message["To"] = Mailbox(display_name=_one_line(letter.name), addr_spec=letter.email)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body_text)
    message.add_alternative(letter.body_html, subtype="html")
    message["Content-Language"] = letter.language  # earlier, it would go to the first part
    _require_whole(message)
    return message


def _require_whole(message: EmailMessage) -> None:
    """Check the finished letter: our headers alone, and whole line breaks."""
    sent = message.as_bytes(policy=_POLICY.clone(linesep="\r\n"))
    head, _gap, _rest = sent.partition(b"\r\n\r\n")
    names = {line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"}
    if names - _HEADERS or _HALF_BREAK.search(sent):
        raise ValueError(names - _HEADERS)


def _rendered(letter: str, part: str, context: Mapping[str, object]) -> str:
    """Fill one template. It knows nothing of the request: a letter is the same from a job."""
    return current_app.jinja_env.get_template(f"mail/{letter}/{part}").render(context)


def _one_line(name: str) -> str:
    """Return a name without control characters, and without what looks like an encoded word."""
    return "".join(char if char.isprintable() else " " for char in name).replace("=?", "= ?")
