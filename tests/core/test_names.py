"""Names that people choose: tidy, visible, and never an address."""

import unicodedata

import pytest

from app.core.errors import FormRefused
from app.core.names import tidy_name

pytestmark = pytest.mark.no_app
PERSIAN = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Léa   Moreau ", "Léa Moreau"),
        ("Jean-Marc D’Aubigné", "Jean-Marc D’Aubigné"),
        (unicodedata.normalize("NFD", "Éloïse"), "Éloïse"),
        ("J. P. Martin", "J. P. Martin"),
        ("J.P. Martin", "J.P. Martin"),
        ("Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("Оксана 🌻", "Оксана 🌻"),
        ("Asso 1901 / Vélo & Cie", "Asso 1901 / Vélo & Cie"),
        ("محمد", "محمد"),
        (
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        ),
        ("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3"),
        ("Jo 👩\u200d🌾", "Jo 👩\u200d🌾"),
        ("Jo ❤\ufe0f\u200d🔥", "Jo ❤\ufe0f\u200d🔥"),
        (
            "Jo 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "Jo 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        ),
        ("Jo \U0001fae9", "Jo \U0001fae9"),
        ("<b>Léa</b>", "<b>Léa</b>"),
    ],
)
def test_a_name_is_tidied(typed: str, kept: str):
    assert tidy_name(typed, field="name") == kept


@pytest.mark.parametrize(
    "typed",
    [
        "lea@exemple.fr",
        "Léa @ accueil",
        "https://exemple.fr",
        "exemple.fr",
        "voir www exemple",
        "Gagnez sur casino.example !",
        "exemple．fr",
        "exemple。fr",
        "192.168.10.1",
        "L\u00e9a\u202eoreaM",
        "Léa\u200bMoreau",
        "Léa\u200d",
        "Lé\u200da",
        "Léa \u200d🌾",
        "Léa\U000e0067\U000e007f",
        "Léa\ufdd0",
        "Léa\u2066x\u2069",
        "Léa\x00",
        "Léa\x1b[31m",
        "\u3164\u3164",
        "Léa\u2800Moreau",
        "Z\u0301\u0302\u0303\u0304\u0305algo",
        "\ue000 privé",
        "",
        "   ",
        "🌻🌻",
        "---",
    ],
)
def test_what_is_no_name_is_refused_at_its_field(typed: str):
    with pytest.raises(FormRefused) as refusal:
        tidy_name(typed, field="name")
    assert refusal.value.field == "name"
    assert refusal.value.sentence
