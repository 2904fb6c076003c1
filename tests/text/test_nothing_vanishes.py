"""Nothing that was typed is ever invisible."""

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import normalise, plain, search_text
from app.text.child.conversion import Converter
from tests.text.html_of import html_of
from tests.text.safety import parsed, text_of

pytestmark = pytest.mark.no_app

WORD = "mot{}"
SHAPES = (
    *("[{}]: {} ({})", "[{}]: https://a.fr/{}", '[{}]: /{} "{}"', "[{}]: <{}>", "[{}]:{}"),
    *("[^{0}]: {1}", "texte[^{0}]", "*[{}]: {}", "{{: .{} #{}}}", "[TOC {}]", "{}\n: {}"),
    *("<!-- {} -->", "<!-- {}", "<{}>", "<div class={}>{}</div>", "<{} />", "</{}>", "<?{}?>"),
    *("<script>{}</script>", "<!DOCTYPE {}>", "<![CDATA[{}]]>", "<style>{}", "<b {}>{}</b>"),
    *("&{};", "&#{};", "{}&{}", "\\{}", "---\n{}: {}\n---", "+++\n{}\n+++", "```{}\n{}\n```"),
    *("~~~ {} {}\n{}", "# {}\n## {} ##", "#{}", "{}\n===", "{}\n-----", "> {}\n{}", "- {}\n  - {}"),
    *("[{}]({})", '[{}]({} "{}")', "![{}]({})", "[{}][{}]", "![{}][{}]", "[{}][]", "[{}]"),
    *("{}|{}\n--|--\n{}|{}|{}", "|{}|\n|--|--|", "`{}", "``{}`", "**{}", "_{}_{}", "~~{}~~"),
    *("$${}$$", "{{{{{}}}}}", "%%{}%%", ":{}:", "=={}==", "^{}^", "!!! note {}\n    {}", "// {}"),
    *("www.{}.fr", "{}@{}.fr", "<{}@{}.fr>", "<https://{}.fr>", "https://{}.fr/_", "1. {}\n5) {}"),
)


def filled(shapes: list[str]) -> str:
    """Return shapes with a word of its own in each gap."""
    numbers = count(10)
    words = (re.sub(r"\{\d?\}", lambda _gap: WORD.format(next(numbers)), shape) for shape in shapes)
    return "\n".join(words).replace("{{", "{").replace("}}", "}")


def assert_seen(typed: str) -> None:
    """Check that each word of a text is on the page."""
    shown = seen(Converter().convert(normalise(typed), ()))
    assert set(re.findall(r"mot\d+", typed)) <= set(re.findall(r"mot\d+", shown))


def seen(html: str) -> str:
    """Return what is on the page, the addresses of links and words about pictures included."""
    said = ("href", "alt", "title", "data-info")
    spoken = [element.get(name, "") for element in parsed(html).iter() for name in said]
    return " ".join((text_of(html), *spoken))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_word_of_a_shape_is_seen(shape: str) -> None:
    assert_seen(filled([shape]))


@given(st.lists(st.sampled_from((*SHAPES, "", "")), min_size=2, max_size=7))
def test_each_word_of_shapes_under_each_other_is_seen(shapes: list[str]) -> None:
    assert_seen(filled(shapes))


@pytest.mark.parametrize(
    "typed",
    [
        "Bonjour\n\n[Lieu]: Nantes (44)\n\nÀ bientôt",
        "Bonjour\n[Lieu]: Nantes (44)\nÀ bientôt",
        "Bonjour\n\n[Lieu]: Nantes (44)\n[Date]: samedi\n\nVoir [Lieu], [le lieu][lieu].",
    ],
)
def test_a_line_that_looks_like_a_definition_is_read(typed: str) -> None:
    assert "[Lieu]: Nantes (44)" in text_of(html_of(typed))
    assert "[Lieu]: Nantes (44)" in plain(typed, limit=200)


def test_a_definition_is_out_of_sight_once_a_link_leads_there() -> None:
    html = html_of("Voir [le site][1] et [Plan].\n\n[1]: https://a.fr 'Accueil'\n[plan]: /plan")
    assert text_of(html) == "Voir le site et Plan."
    assert 'href="https://a.fr"' in html
    assert 'title="Accueil"' in html
    assert 'href="/plan"' in html


def test_an_unused_definition_and_a_second_one_of_the_same_name_are_text() -> None:
    html = html_of("[Site]\n\n[site]: https://a.fr\n[site]: https://b.fr\n[plan]: https://c.fr")
    assert text_of(html) == "Site[site]: https://b.fr[plan]: https://c.fr"
    assert html.count("<a ") == 3


def test_a_definition_used_in_code_only_is_text() -> None:
    assert "[1]: https://a.fr" in text_of(html_of("`[a][1]`\n\n[1]: https://a.fr"))


def test_what_stands_behind_a_fence_is_shown_above_the_code() -> None:
    assert html_of("```Attention au loup\na\n```") == (
        '<pre data-info="Attention au loup"><code>a</code></pre>'
    )


@pytest.mark.parametrize("typed", ["[Lieu]: Nantes", "[Site]: https://a.fr", "```Bonjour\na\n```"])
def test_what_is_shown_is_found(typed: str) -> None:
    assert set(re.findall(r"\w+", typed)) <= set(re.findall(r"\w+", search_text(typed)))
