"""Texts from elsewhere, in our Markdown."""

import pytest

from app.imports.texts.conversion import words_of
from app.imports.texts.dialects import wording_of

pytestmark = pytest.mark.no_app

SITE = "https://ailleurs.example"


def said(source=None, html="", site=SITE):
    """Return a text in our Markdown."""
    return wording_of(source, html, site=site)[0]


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("Bonjour **à tous**\r\n\r\nMerci", "Bonjour **à tous**\n\nMerci"),
        ("Voir [tag:statuts] et [meta-tag:faq]", "Voir `statuts` et `faq`"),
        (">! La fin du film", "> La fin du film"),
        ("<strike>non</strike> oui", "<s>non</s> oui"),
        ("Avant<!-- caché -->après", "Avantaprès"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("[aide](/help)", "[aide](https://ailleurs.example/help)"),
        ("[là](//autre.example/x)", "[là](https://autre.example/x)"),
        ("[x][1]\n\n[1]: /q/12", "[x][1]\n\n[1]: https://ailleurs.example/q/12"),
        ("`[tag:statuts]` \u2026", "`[tag:statuts]` \u2026"),
    ],
)
def test_what_is_written_otherwise_there_is_translated(source, ours):
    assert said(source) == ours


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        (
            "Ainsi :\n\n    a = 1\n\n    b = 2\n\nVoilà",
            "Ainsi :\n\n```\na = 1\n\nb = 2\n```\n\nVoilà",
        ),
        ("    tout est code", "```\ntout est code\n```"),
        ("Phrase\n    qui continue", "Phrase\n    qui continue"),
        ("- un\n\n    suite du point\n", "- un\n\n    suite du point\n"),
        ("```\n<a>\n    [tag:x]\n```", "```\n<a>\n    [tag:x]\n```"),
        ("    ```\n    x", "~~~~\n```\nx\n~~~~"),
    ],
)
def test_indented_code_is_fenced_and_nothing_else(source, ours):
    assert said(source) == ours


def test_html_in_the_source_is_taken_from_the_page():
    source = 'Voir <a href="/q/1">ceci</a>'
    html = '<p>Voir <a href="/q/1">ceci</a></p>'
    assert said(source, html) == "Voir [ceci](https://ailleurs.example/q/1)"
    assert said("du code : `<a>`", "<p>autre</p>") == "du code : `<a>`"


def test_without_a_source_the_page_is_converted():
    html = (
        "<h2>Titre</h2><p>Un <em>mot</em> &amp; un <b>autre</b></p><ul><li>a</li><li>b</li></ul>"
        "<pre><code>x &lt; y\n</code></pre><blockquote><p>cité</p></blockquote>"
        '<p><img src="https://i.example/a.png" alt="photo"></p>'
    )
    assert said(None, html) == (
        "## Titre\n\nUn *mot* & un **autre**\n\n* a\n* b\n\n```\nx < y\n```\n\n> cité\n\n"
        "![photo](https://i.example/a.png)"
    )


def test_without_the_address_of_the_site_no_link_leads_into_this_one():
    assert said("[aide](/help) ok", site="") == "[aide] (/help) ok"
    assert said("[1]: /q/12", site="") == "[1] /q/12"


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 60_000 + "fin",
        "<b>" * 5_000 + "mot" + "</b>" * 5_000,
        "<blockquote>" * 100 + "mot\n" * 5_000,
        "<p>mot</p>" * 50_000,
        "<!" * 50_000 + " mot",
        f"&#{'9' * 5_000}; mot <p>",
        "<![CDATA[" * 9_000 + "mot",
    ],
    ids=["tags", "deep", "quotes", "long", "declarations", "entity", "cdata"],
)
def test_a_hostile_page_costs_its_formatting_not_its_words(html):
    text, is_stripped = wording_of(None, html, site=SITE)
    assert len(text) <= 3 * len(html)
    assert is_stripped or "mot" in text


def test_words_keep_their_paragraphs():
    assert (
        words_of("<p>Un &eacute;t&eacute;</p><p>deux<br>trois</p>") == "Un été\n\ndeux\ntrois\n\n"
    )
