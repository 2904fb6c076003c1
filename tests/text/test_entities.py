"""Characters written by name or number."""

import pytest

from app.text.plain.entities import decoded

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("&eacute;t&#233; &#xE9;", "été é"),
        ("&amp;copy;", "&copy;"),
        ("R&D, AT&T, a=1&copy=2", "R&D, AT&T, a=1&copy=2"),
        ("&nothing;", "&nothing;"),
        ("a&#8238;b&#x202e;c&#7;", "abc"),
        ("&#0;&#xD800;", "\ufffd\ufffd"),
        ("&#" + "9" * 5_000 + ";", "&#" + "9" * 5_000 + ";"),
    ],
)
def test_an_entity_is_the_character_it_names(typed: str, shown: str) -> None:
    assert decoded(typed) == shown
