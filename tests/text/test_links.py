"""Addresses of links written out, for paper."""

import pytest

from app.text import render, stored, written_out

pytestmark = pytest.mark.no_app
SITE = "https://entraide.test"


@pytest.mark.parametrize(
    ("source", "behind"),
    [
        (
            "[le guide](https://exemple.org/guide?a=1&b=2)",
            "(https://exemple.org/guide?a=1&amp;b=2)",
        ),
        ("[une question](/questions/12-la-fete)", "(https://entraide.test/questions/12-la-fete)"),
        ("[**gras** et *plus*](https://exemple.org/)", "(https://exemple.org/)"),
        ("[écrivez](mailto:lea@exemple.org)", "(lea@exemple.org)"),
        ("https://exemple.org/guide", None),
        ("[exemple.org](https://exemple.org/)", None),
        ("Bonjour @lea", None),
        ('`<a href="/x">non</a>`', None),
        ("Rien.", None),
    ],
)
def test_an_address_stands_behind_a_link_that_does_not_show_it(source: str, behind: str | None):
    html = render(source, handles=["lea"]).html
    shown = written_out(html, SITE)
    if behind is None:
        assert shown == html
    else:
        assert f' <span class="address">{behind}</span>' in shown


def test_each_of_several_links_has_its_own():
    html = stored('<p><a href="/a" rel="x">un</a> puis <a href="/b">deux</a></p>')
    shown = written_out(html, SITE)
    assert shown.index("entraide.test/a)") < shown.index("puis") < shown.index("entraide.test/b)")


def test_what_looks_like_html_in_an_address_stays_an_address():
    html = stored('<a href="https://exemple.org/?q=&lt;b&gt;&quot;">voir</a>')
    assert "(https://exemple.org/?q=&lt;b&gt;&quot;)" in written_out(html, SITE)
