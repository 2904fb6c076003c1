"""Sentences in the reader's language; each language chooses its plurals by its own rule."""

from pathlib import Path

import pytest

from app.core import i18n

pytestmark = pytest.mark.no_app

POLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n<10 || n>20) ? 1 : 2);\\n"

msgid "{count} answer"
msgid_plural "{count} answers"
msgstr[0] "{count} (jedna)"
msgstr[1] "{count} (kilka)"
msgstr[2] "{count} (wiele)"

msgctxt "theme"
msgid "Dark"
msgstr "Ciemny"

#, fuzzy
msgid "Light"
msgstr "Ciężki"
"""


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Speak a language with three forms, in two files."""
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / "one.po").write_text(POLISH, "utf-8")
    (tmp_path / "pl" / "two.po").write_text('msgid "Title"\nmsgstr "Tytuł"\n', "utf-8")
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    monkeypatch.setattr(i18n, "LANGUAGES", (*i18n.LANGUAGES, "pl"))
    i18n.translations.cache_clear()
    with i18n.in_language("pl"):
        yield
    i18n.translations.cache_clear()


def _answers(count: int) -> str:
    return i18n.ngettext("{count} answer", "{count} answers", count)


@pytest.mark.usefixtures("polish")
def test_the_head_of_a_catalogue_chooses_the_form():
    said = [_answers(count) for count in (1, 22, 5, 12)]
    assert said == ["1 (jedna)", "22 (kilka)", "5 (wiele)", "12 (wiele)"]


@pytest.mark.usefixtures("polish")
def test_what_no_file_says_for_certain_is_said_in_english():
    assert (i18n.gettext("Title"), i18n.pgettext("theme", "Dark")) == ("Tytuł", "Ciemny")
    assert (i18n.gettext("Light"), i18n.gettext("Dark")) == ("Light", "Dark")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["0 réponse", "1 réponse", "2 réponses"]),
        ("en", ["0 answers", "1 answer", "2 answers"]),
    ],
)
def test_nothing_is_many_in_english_and_one_in_french(language, said):
    with i18n.in_language(language):
        assert [_answers(count) for count in range(3)] == said
