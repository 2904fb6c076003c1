"""Headings of long texts: gone to, and one below the title of the page."""

import pytest

from app import text
from app.text import Html


def _outlined(source: str) -> text.Outlined:
    return text.outlined(text.render(source, handles=()).html)


@pytest.mark.parametrize("marks", ["#", "##", "####"])
def test_the_highest_headings_stand_right_under_the_title_of_the_page(marks: str):
    found = _outlined(f"{marks} Le début\n\n{marks}# La suite\n\nEt voilà.")
    assert '<h2 id="titre-le-debut">Le début</h2>' in found.html
    assert '<h3 id="titre-la-suite">La suite</h3>' in found.html
    assert [(one.anchor, one.depth) for one in found.headings] == [
        ("titre-le-debut", 1),
        ("titre-la-suite", 2),
    ]


def test_two_headings_of_the_same_words_are_two_places():
    found = _outlined("## Budget\n\n## Budget\n\n## 🎉\n\n## 🎉")
    anchors = [one.anchor for one in found.headings]
    assert anchors == ["titre-budget", "titre-budget-2", "titre-sans-mots", "titre-sans-mots-2"]


def test_words_of_headings_are_shown_as_they_were_typed():
    (heading,) = _outlined("## *Fête* & `<b>` <script>").headings
    assert isinstance(heading.title, Html)
    assert heading.title == "Fête &amp; &lt;b&gt; &lt;script&gt;"


def test_a_text_without_headings_stays_as_it_is():
    found = _outlined("Un mot, et `<h3>` n’en est pas un.\n\n    <h3>rien</h3>")
    assert found.headings == ()
    assert "<h2" not in found.html
