"""What people write never becomes a header, a body of their own, or the end of a letter."""

import re

import pytest

from app.core import clock
from app.core.transaction import atomic
from app.mail import jobs, services
from app.mail.enums import LetterState, Sort
from app.mail.messages.message import message_of
from app.mail.models import Letter
from app.mail.shapes import Address
from app.mail.smtp.transports import post_office
from tests.factories.mail import letters

HOSTILE = (
    "=?utf-8?q?a=0D=0A=0D=0AGagnez?=",
    "=?utf-8?q?a=0D=0ABcc=3A_x=40evil=2Eexample=0D=0A=0D=0AGagnez?= aide",
    "=?utf-8?q?=0D.=0D?=",
    "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxlDQo=?=",
    "=?unicode_escape?q?=5Cud800?= x",
    "a\r\nBcc: x@evil.example",
    "=?=?utf-8?q?=0D=0A?=?=",
    "a\x0bBcc: x\x85\u2028b",
)


def _letter(*, subject: str = "Bonjour", name: str = "Léa") -> Letter:
    return Letter(
        email="lea@exemple.test",
        name=name,
        language="fr",
        letter="notices",
        sort=Sort.NOTICES,
        subject=subject,
        body_text="Bonjour.\n",
        body_html="<p>Bonjour.</p>\n",
        message_id="<1@exemple.test>",
        created_at=clock.now(),
    )


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("field", ["subject", "name"])
def test_an_encoded_word_stays_a_word(words, field):
    message = message_of(_letter(**{field: words}), sender=post_office().sender)
    sent = message.as_bytes()
    head = sent.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = re.findall(rb"^([A-Za-z-]+):", head, re.MULTILINE)
    assert len(names) == len(set(names))
    assert b"Bcc" not in names
    assert sent.count(b"Bonjour.") == 2
    assert b"\r" not in sent.replace(b"\r\n", b"")
    assert message["To"].addresses[0].addr_spec == "lea@exemple.test"


def test_a_letter_that_cannot_be_written_holds_up_no_other(mail_server, monkeypatch):
    written = message_of

    def message_of_most(letter, *, sender):
        if letter.name == "Gaston":
            raise UnicodeError(letter.name)
        return written(letter, sender=sender)

    monkeypatch.setattr(jobs, "message_of", message_of_most)
    with atomic():
        for name in ("Gaston", "Léa"):
            to = Address(email=f"{len(name)}@exemple.test", name=name, language="fr")
            services.post_letter(to, "note", {"thing": "rien"})
    jobs.send_due()
    assert [kept.recipients for kept in mail_server.kept] == [["3@exemple.test"]]
    assert sorted(letter.state for letter in letters()) == [LetterState.FAILED, LetterState.SENT]
