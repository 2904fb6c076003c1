"""Rendered texts cut into their blocks."""

import pytest

from app.text import Html, blocks_of, normalise, shown_words, stored
from app.text.child.conversion import Converter

pytestmark = pytest.mark.no_app
TABLE = "| Quoi | Qui |\n|---|---|\n| Tables | Léa |"


def _blocks(source: str) -> list[str]:
    """Return the blocks of a text, each as its words."""
    html = Converter().convert(normalise(source), ())
    return [shown_words(block) for block in blocks_of(stored(html))]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Un.\n\nDeux.", ["Un.", "Deux."]),
        ("## Titre\n\nTexte **gras**, l’*an* dernier.", ["Titre", "Texte gras, l’an dernier."]),
        ("Une ligne\nune autre", ["Une ligne une autre"]),
        ("- un\n  - deux\n\n    trois\n- quatre\n\nAprès.", ["un deux trois quatre", "Après."]),
        ("1. un\n2. deux", ["un deux"]),
        (f"Avant.\n\n{TABLE}\n\nAprès.", ["Avant.", "Quoi Qui Tables Léa", "Après."]),
        ("```\n<p>a</p>\n\nb & c\n```\n\nFin.", ["<p>a</p> b & c", "Fin."]),
        ("> Un.\n>\n> > Deux.\n\nTrois.", ["Un. Deux.", "Trois."]),
        ("Un.\n\n---\n\nDeux.", ["Un.", "", "Deux."]),
        ("a < b & c > d", ["a < b & c > d"]),
        ('![La "salle" > vide](/medias/a.jpg#8x6)\n\nFin.', ['La "salle" > vide', "Fin."]),
        ("", []),
    ],
)
def test_a_text_has_the_blocks_one_sees(source: str, words: list[str]):
    assert _blocks(source) == words


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("nu", 1),
        ("nu <strong>gras</strong> nu<p>puis</p>nu <br> encore<hr>", 4),
        ("\n <p>a</p>\n\n <p>b</p>\n", 2),
        ('<hr><hr>\n<p><img alt=\'x > "y"\' src="/medias/a"></p>', 3),
        ('<div class="table-frame" aria-label="a > b"><table><tbody></tbody></table></div>x', 2),
        ("<ul><li>a<ul><li><p>b</p></li></ul></li></ul><ol></ol>", 2),
        ("<p>&lt;p&gt;</p>&amp;<pre><code>&lt;/p&gt;\n\n</code></pre>", 3),
        (" \n", 1),
        ("", 0),
    ],
)
def test_blocks_joined_are_the_whole_again(html: str, count: int):
    blocks = blocks_of(stored(html))
    assert "".join(blocks) == html
    assert all(isinstance(block, Html) for block in blocks)
    assert len(blocks) == count


def test_a_long_text_is_cut_at_once():
    html = stored("<p>a <em>b</em></p>\n" * 5000 + "<p " + "<" * 20_000)
    assert len(blocks_of(html)) == 5001
    assert shown_words(html).startswith("a b a b")
