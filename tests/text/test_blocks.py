"""Lists, quotations, tables and code as people type them in any other editor."""

import pytest

from app.text.blocks import MAX_DEPTH, parse
from tests.text.html_of import html_of

pytestmark = pytest.mark.no_app

NESTED = "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
NUMBERED = "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"


@pytest.mark.parametrize("spaces", [2, 3, 4, 5, 6, 8])
def test_a_list_within_a_list_is_indented_by_two_spaces_or_more(spaces: int) -> None:
    margin = " " * spaces
    assert html_of(f"- a\n{margin}- b\n- c") == NESTED
    assert html_of(f"1. a\n{margin}- b\n2. c") == NUMBERED
    assert html_of(f"1) a\n{margin}* b\n2) c") == NUMBERED
    assert html_of(f"- a\n\n{margin}- b\n\n- c").replace("<p>", "").replace("</p>", "") == NESTED


@pytest.mark.parametrize("step", [2, 3, 4])
@pytest.mark.parametrize("marks", ["1--", "1*1", "-1-", "---", "11-"])
def test_a_list_goes_as_deep_as_it_is_indented(step: int, marks: str) -> None:
    shown = [f"{mark}." if mark == "1" else mark for mark in marks]
    typed = [f"{' ' * step * depth}{mark} {'abc'[depth]}" for depth, mark in enumerate(shown)]
    outer, middle, inner = ("ol" if mark == "1" else "ul" for mark in marks)
    assert html_of("\n".join(typed)) == (
        f"<{outer}><li>a<{middle}><li>b<{inner}><li>c</li></{inner}></li></{middle}></li></{outer}>"
    )


def test_the_tenth_item_needs_no_more_spaces_than_the_first() -> None:
    html = html_of("9. a\n   - b\n10. c\n   - d")
    assert html == ('<ol start="9"><li>a<ul><li>b</li></ul></li><li>c<ul><li>d</li></ul></li></ol>')


def test_numbers_under_numbers_are_a_list_of_their_own_when_they_begin_again() -> None:
    assert html_of("1. a\n  1. b\n  2. c\n2. d") == (
        "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>"
    )
    assert html_of("1. a\n  2. b") == "<ol><li>a</li><li>b</li></ol>"


def test_a_number_is_shown_as_typed() -> None:
    assert html_of("1. a\n3. b\n4. c") == '<ol><li>a</li><li value="3">b</li><li>c</li></ol>'
    assert html_of("1. a\n1. b") == "<ol><li>a</li><li>b</li></ol>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("1. a\n\n   suite\n2. b", "<ol><li><p>a</p><p>suite</p></li><li><p>b</p></li></ol>"),
        ("- a\n  ```\n  x\n  ```\n- b", "<ul><li>a<pre><code>x</code></pre></li><li>b</li></ul>"),
        ("- a\n  > b\n- c", "<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>"),
        ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
        ("- a\n-\n- c", "<ul><li>a</li><li></li><li>c</li></ul>"),
        ("- a\n* b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("Il faut :\n    - a\n    - b", "<p>Il faut\u00a0:</p><ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_whatever_stands_in_an_item_stays_in_it(typed: str, html: str) -> None:
    assert html_of(typed) == html


@pytest.mark.parametrize("answer", ["Oui.", "**Oui.**", "@lea oui", "[oui](/a)", "> > non\nOui."])
def test_a_line_right_under_a_quotation_answers_it(answer: str) -> None:
    quoted, _, after = html_of(f"> Faut-il une assurance ?\n{answer}").rpartition("</blockquote>")
    assert "assurance" in quoted
    assert "ui" not in quoted
    assert after.startswith("<p>")


def test_who_quotes_less_deeply_answers_whom_he_quotes() -> None:
    assert html_of(">> a\n> b\nc") == (
        "<blockquote><blockquote><p>a</p></blockquote><p>b</p></blockquote><p>c</p>"
    )


@pytest.mark.parametrize(
    "rule", ["-----------", "---", "- - -", "***", "___", "------------------"]
)
def test_dashes_under_a_greeting_are_a_rule(rule: str) -> None:
    assert html_of(f"Merci d'avance\n{rule}") == "<p>Merci d'avance</p><hr>"
    assert html_of(f"Merci d'avance\n{rule}\nMarie") == "<p>Merci d'avance</p><hr><p>Marie</p>"


def test_dashes_as_many_as_letters_make_a_title_of_what_something_follows() -> None:
    assert html_of("Horaires\n--------\n\nDe 9 h à 12 h") == "<h3>Horaires</h3><p>De 9 h à 12 h</p>"
    assert html_of("Cordialement\n------------") == "<p>Cordialement</p><hr>"
    assert html_of("Bonjour\nHoraires\n--------\na") == "<p>Bonjour<br>Horaires</p><hr><p>a</p>"


def test_a_table_may_follow_its_sentence_and_a_sentence_the_table() -> None:
    html = html_of("Les tarifs :\n| Âge | Prix |\n|---|---|\n| 12 | 5 € |\nMerci")
    assert html.startswith("<p>Les tarifs\u00a0:</p><div ")
    assert html.endswith("<td>12</td><td>5 €</td></tr></tbody></table></div><p>Merci</p>")


def test_no_cell_of_a_table_is_lost() -> None:
    html = html_of("a | b\n--|--\n1 | 2 | 3\n4")
    assert "<tr><td>1</td><td>2</td><td>3</td></tr>" in html
    assert html.endswith("<p>4</p>")
    assert html_of("a | b\n--|--|--") == "<p>a | b<br>--|--|--</p>"
    assert "<td>x | y</td>" in html_of(r"a | b" + "\n--|--\n" + r"x \| y | 2")


def test_a_fence_lasts_as_long_as_what_it_stands_in() -> None:
    assert html_of("> ```\n> a\n\nb") == (
        "<blockquote><pre><code>a</code></pre></blockquote><p>b</p>"
    )
    assert html_of("~~~\na\n\n- b") == "<pre><code>a- b</code></pre>"


def test_a_backslash_at_the_end_of_a_line_only_ends_it() -> None:
    assert html_of("a\\\nb") == "<p>a<br>b</p>"


def test_marks_deeper_than_anybody_means_are_text() -> None:
    html = html_of(">" * 60 + " fin")
    assert html.count("<blockquote>") == MAX_DEPTH - 1
    assert "&gt;&gt; fin" in html


@pytest.mark.parametrize("typed", ["", "\n", "-", ">", "```", "|", "#", "1.", "[a]:", "- \n\n  a"])
def test_every_beginning_can_be_read(typed: str) -> None:
    assert parse(typed).blocks is not None
