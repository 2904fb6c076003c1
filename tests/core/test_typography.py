"""No line ends before the mark that ends a sentence, whoever wrote it."""

import pytest

from app.core.i18n import gettext, in_language, ngettext
from app.core.typography import spaced
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread

THIN, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui vient ?", f"Qui vient{THIN}?"),
        ("« Oui » : non ; si !", f"«{WIDE}Oui{WIDE}»{WIDE}: non{THIN}; si{THIN}!"),
        (f"Qui vient{THIN}?", f"Qui vient{THIN}?"),
        ("Qui vient?", "Qui vient?"),
        ("Quoi  ?", "Quoi  ?"),
        ("? !", f"?{THIN}!"),
    ],
)
def test_only_spaces_change_and_only_before_marks(typed: str, set_: str):
    assert spaced(typed) == set_
    assert spaced(set_) == set_


def test_what_fills_a_sentence_is_set_as_the_sentence_is():
    with in_language("fr"):
        assert THIN + "?" in gettext("Reason: {reason}", reason="Où ?")
        assert THIN + "!" in ngettext("{count} {what}", "{count} {what}", 2, what="oh !")


def test_a_title_does_not_break_before_its_mark_in_a_notice(client_for: ClientFor):
    asker = make_account()
    make_post(thread_id=make_thread(author=asker, title="Qui connaît le quartier ?"))
    page = client_for(asker).get("/notifications").text
    assert f"le quartier{THIN}?{WIDE}»" in page
    assert "quartier ?" not in page
