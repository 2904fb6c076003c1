"""Titles, pictures, links and tables as they leave the room."""

import pytest

from tests.text.html_of import html_of

pytestmark = pytest.mark.no_app

OUT = ' rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("# A\n## B\n### C", "<h3>A</h3><h4>B</h4><h5>C</h5>"),
        ("### A\n###### B\n### C\n# D", "<h3>A</h3><h4>B</h4><h3>C</h3><h3>D</h3>"),
        ("A\n===\nDeux\n----\nb", "<h3>A</h3><h4>Deux</h4><p>b</p>"),
        ("# A #\n# C#", "<h3>A</h3><h3>C#</h3>"),
        ("# A\n## B\n### C\n#### D\n##### E", "<h3>A</h3><h4>B</h4><h5>C</h5><h6>D</h6><h6>E</h6>"),
    ],
)
def test_titles_begin_at_the_third_level_and_skip_none(typed: str, html: str) -> None:
    assert html_of(typed) == html


def test_an_own_picture_is_shown_with_its_size() -> None:
    assert html_of("![La fête](/medias/2026/fete.jpg#800x600)") == (
        '<p><img alt="La fête" decoding="async" height="600" loading="lazy" '
        'src="/medias/2026/fete.jpg" width="800"></p>'
    )
    assert 'src="/medias/a.jpg"' in html_of("![x](/medias/a.jpg)")


@pytest.mark.parametrize(
    "address",
    ["https://e.fr/a.jpg", "/medias/../secret", "/static/a.png", "//e.fr/medias/a", "/medias/a?b"],
)
def test_any_other_picture_is_no_picture(address: str) -> None:
    html = html_of(f"![La fête]({address})")
    assert "<img" not in html
    assert "La fête" in html


def test_a_picture_from_elsewhere_is_a_link_to_it() -> None:
    picture = "https://e.fr/a.jpg"
    assert html_of(f"![La fête]({picture})") == f'<p><a href="{picture}"{OUT}>La fête</a></p>'
    assert html_of(f"[![La fête]({picture})](https://f.fr)") == (
        f'<p><a href="https://f.fr"{OUT}>La fête</a></p>'
    )


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("[a](https://e.fr/?b=1&c=2)", f'<a href="https://e.fr/?b=1&amp;c=2"{OUT}>a</a>'),
        ("[a](/groupes/b)", '<a href="/groupes/b">a</a>'),
        ('[a](#post-1 "titre")', '<a href="#post-1" title="titre">a</a>'),
        ("[a](www.asso.fr)", f'<a href="https://www.asso.fr"{OUT}>a</a>'),
        ("[](https://e.fr)", f'<a href="https://e.fr"{OUT}>https://e.fr</a>'),
        ("<a@b.fr>", '<a href="mailto:a@b.fr">a@b.fr</a>'),
        ("[a](moi@e.fr)", '<a href="mailto:moi@e.fr">a</a>'),
    ],
)
def test_a_link_leads_where_it_may(typed: str, html: str) -> None:
    assert html_of(typed) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "[Lieu](Nantes)",
        '![Lieu](Nantes "salle 3")',
        "[*Lieu*](Nantes)",
        "[a](JavaScript:alert(1))",
        "[a](java&#115;cript:alert(1))",
        "[a](data:text/html,b)",
        "[a](//e.fr)",
        "[a](/\\e.fr)",
    ],
)
def test_a_link_that_leads_nowhere_is_shown_as_typed(typed: str) -> None:
    shown = typed.replace("&#115;", "s").replace("*Lieu*", "<em>Lieu</em>")
    assert html_of(typed) == f"<p>{shown}</p>"


def test_a_table_scrolls_in_a_frame_named_by_its_columns() -> None:
    html = html_of("| | Nom & prénom | Ville |\n|---|:-:|--:|\n| 1 | Léa | Pau |")
    assert html.startswith(
        '<div aria-label="Nom &amp; prénom, Ville" class="table-frame" role="group" tabindex="0">'
        '<table><thead><tr><td></td><th align="center">Nom &amp; prénom</th>'
    )
    assert html.endswith('<td align="right">Pau</td></tr></tbody></table></div>')
