"""Readers of letters."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from app.core.db import db
from app.mail.models import Letter


def letters() -> list[Letter]:
    """Return all letters as they are now, the oldest first."""
    db.session.close()  # jobs have written meanwhile, in sessions of their own
    return list(db.session.scalars(sa.select(Letter).order_by(Letter.id)))


def delivered(letter: Letter) -> EmailMessage:
    """Return a letter as it arrived in the folder of letters."""
    folder = current_app.config["SETTINGS"].data_dir / "letters"
    arrived = (_message(path) for path in folder.glob(f"*-{letter.id}-{letter.letter}.eml"))
    return next(message for message in arrived if message["Message-ID"] == letter.message_id)


def _message(path: Path) -> EmailMessage:
    """Read a file as a mail program does."""
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def link_in(letter: Letter) -> str:
    """Return the path of the link that a letter brought."""
    body = delivered(letter).get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://[^/\s]+(/\S+/[\w-]{20,})", body.get_content())
    assert found is not None
    return found.group(1)
