"""One thing, one word: what people read calls it the same everywhere."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.no_app
FRENCH = sorted((Path(__file__).parents[1] / "translations" / "fr").glob("*.po"))


@pytest.mark.parametrize(
    ("word", "instead"),
    [("étiquette", "mot-clé")],
)
def test_no_thing_has_two_names(word: str, instead: str) -> None:
    lines = [(file.name, line) for file in FRENCH for line in file.read_text().splitlines()]
    found = [f"{name}: {line}" for name, line in lines if word in line.lower()]
    assert found == [], f"say “{instead}”"
    assert any(instead in line.lower() for _name, line in lines)
