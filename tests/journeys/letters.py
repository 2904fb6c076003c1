"""Letters that reached people: files in the data folder, as long as there is no mail server."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

_PATIENCE_SECONDS = 10
_LINK = re.compile(r"https?://\S+")


def link_of_letter(data_dir: Path, email: str, subject: str) -> str:
    """Return the first link of the letter to somebody with such a subject, once it has come."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for letter in letters_to(data_dir, email):
            if subject in str(letter["Subject"]):
                return str(_LINK.findall(_body(letter))[0])
        time.sleep(0.1)
    pytest.fail(f"No letter “{subject}” came to {email}.")


def letters_to(data_dir: Path, email: str) -> list[EmailMessage]:
    """Return the letters to one address."""
    files = sorted((data_dir / "letters").glob("*.eml"))
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [letter for letter in letters if email in str(letter["To"])]


def _body(letter: EmailMessage) -> str:
    """Return the plain text."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
