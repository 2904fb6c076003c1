"""Letters that come back: what the mail server of the site hands in is read, and believed little.

Source: RFC 3464 (delivery status), RFC 5322 §3.6.4 (Message-ID).
"""

import email
import logging
import re
from collections.abc import Iterable
from email.errors import MessageError
from email.message import Message
from email.policy import compat32, default

import sqlalchemy as sa

from app.core.transaction import atomic
from app.mail.delivery.suppressions import mark_refused
from app.mail.enums import LetterState
from app.mail.models import Letter
from app.mail.smtp.outcomes import is_of_address

MOST_BYTES = 1_000_000
"""What is read of a returned letter: ours are small, and the report stands at the beginning."""

_TOKEN = r"[0-9a-f]{32}"  # noqa: S105 - the form of one, not one
_OF_PATH = re.compile(rf"\+({_TOKEN})@")
_OF_LETTER = re.compile(rf"<({_TOKEN})@[^>\s]+>")
_ADDRESSED = ("X-Original-To", "Delivered-To", "To")
_TROUBLE_LENGTH = 300
_log = logging.getLogger(__name__)


def take_bounce(content: bytes) -> bool:
    """Note that a letter came back, if that is what this is; tell whether it was.

    Only who has had the letter knows its name, so that nobody can have somebody else's address
    marked. What is only delayed, an absence note, or spam, changes nothing.
    """
    try:
        message = email.message_from_bytes(content[:MOST_BYTES], policy=default)
        status = _failure(message)
        token = _token(message)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, MessageError):
        # written to be unreadable
        return False
    if status is None or token is None:
        return False
    return _note(token, status)


def _note(token: str, status: str) -> bool:
    """Note on the letter, and on its address if it is to blame, how it came back."""
    trouble = f"It came back: {status}"[:_TROUBLE_LENGTH]
    with atomic() as session:
        letter = session.execute(
            sa.update(Letter)
            .where(Letter.message_id > f"<{token}@", Letter.message_id < f"<{token}A")
            .values(state=LetterState.FAILED, last_error=trouble, body_text="", body_html="")
            .returning(Letter.id, Letter.email)
        ).one_or_none()
        if letter is None:
            return False
        if is_of_address(status, is_to_recipient=True):
            mark_refused(letter.email, status)
    _log.warning("Letter %d came back: %s", letter.id, status)
    return True


def _failure(message: Message) -> str | None:
    """Return the status and the words of a report that says that a letter was not delivered."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for fields in _blocks(part):
                if fields.get("Action", "").strip().lower() == "failed":
                    words = f"{fields.get('Status', '')} {fields.get('Diagnostic-Code', '')}"
                    printable = (char if char.isprintable() else " " for char in words)
                    return " ".join("".join(printable).split())
    return None


def _blocks(report: Message) -> Iterable[Message]:
    """Return the groups of fields of a report: one of the letter, one for each recipient."""
    payload = report.get_payload()
    return (
        [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    )


def _token(message: Message) -> str | None:
    """Return which of our letters came back: from the address it came back to, or from itself."""
    for name in _ADDRESSED:
        for value in message.get_all(name, []):
            found = _OF_PATH.search(str(value))
            if found:
                return found[1]
    for part in message.walk():
        if part is message:
            continue
        found = _OF_LETTER.search(_name_of(part))
        if found:
            return found[1]
    return None


def _name_of(part: Message) -> str:
    """Return the Message-ID of a letter that was sent back whole, or of its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        words = payload if isinstance(payload, bytes) else b""
        part = email.message_from_bytes(words, policy=compat32)
    return str(part.get("Message-ID", ""))
