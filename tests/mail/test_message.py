"""Letters are written in the language of their reader, and no name can forge a header."""

import pytest
from jinja2 import TemplateNotFound

from app.core.i18n import in_language, language
from app.mail import services
from app.mail.enums import LetterState, Sort
from app.mail.shapes import Address
from tests.factories.mail import delivered, letters
from tests.mail.conftest import Server


def test_the_language_is_the_readers_and_comes_back_afterwards():
    with in_language("fr"):
        services.post_letter(
            Address(email="j@exemple.test", name="Joan", language="en"), "note", {"thing": "hello"}
        )
        assert language() == "fr"
    (letter,) = letters()
    assert letter.language == "en"
    assert delivered(letter)["Content-Language"] == "en"


@pytest.mark.parametrize(
    "name",
    [
        "Léa\r\nBcc: voisin@exemple.test",
        "Léa\nSubject: autre",
        'Léa" <autre@exemple.test>, "x',
        "Léa, Karim <k@exemple.test>",
        "\u202eéaL",
    ],
)
def test_a_name_forges_no_header(mail_server: Server, name: str):
    to = Address(email="lea@exemple.test", name=name)
    services.post_letter(to, "note", {"thing": "a\r\nBcc: voisin@exemple.test"})
    (kept,) = mail_server.kept
    message = kept.message
    assert kept.recipients == ["lea@exemple.test"]
    assert [box.addr_spec for box in message["To"].addresses] == ["lea@exemple.test"]
    assert message["Bcc"] is None
    assert len(message.get_all("Subject", [])) == len(message.get_all("To", [])) == 1


def test_a_letter_one_can_stop_says_how(mail_server: Server):
    services.post_letter(
        Address(email="lea@exemple.test", name="Léa"),
        "note",
        {"thing": "la semaine"},
        stop_path="/lettres/arreter/abc",
        sort=Sort.WEEKLY,
    )
    message = mail_server.kept[0].message
    assert message["List-Unsubscribe"] == "<https://exemple.test/lettres/arreter/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_without_templates_is_a_bug_and_leaves_no_row():
    with pytest.raises(TemplateNotFound):
        services.post_letter(Address(email="lea@exemple.test", name="Léa"), "nothing", {})
    assert letters() == []


@pytest.mark.usefixtures("mail_server")
def test_a_subject_is_one_line_of_bounded_length():
    services.post_letter(
        Address(email="lea@exemple.test", name="Léa"), "note", {"thing": "long\n" * 200}
    )
    (letter,) = letters()
    assert letter.state is LetterState.SENT
    assert "\n" not in letter.subject
    assert len(letter.subject) == 200
