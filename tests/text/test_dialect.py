"""What members may write."""

import pytest

from tests.text.html_of import html_of

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("un **mot** et *un autre*", "<p>un <strong>mot</strong> et <em>un autre</em></p>"),
        ("une ligne\nune autre", "<p>une ligne<br>une autre</p>"),
        ("> cité", "<blockquote><p>cité</p></blockquote>"),
        ("3. trois\n4. quatre", '<ol start="3"><li>trois</li><li>quatre</li></ol>'),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("`code @lea`", "<p><code>code @lea</code></p>"),
        ("```python\na < b\n```", '<pre data-info="python"><code>a &lt; b</code></pre>'),
        ("a\n\n***\n\nb", "<p>a</p><hr><p>b</p>"),
    ],
)
def test_the_usual_marks_work(typed: str, html: str) -> None:
    assert html_of(typed) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("#asso #entraide", "<p>#asso #entraide</p>"),
        ("Bien à vous\n-- \nMarie", "<p>Bien à vous<br>--<br>Marie</p>"),
        ("    un alinéa", "<p>un alinéa</p>"),
        ("\tun alinéa", "<p>un alinéa</p>"),
        ("snake_case et 2 * 3 * 4", "<p>snake_case et 2 * 3 * 4</p>"),
        ("R&D &copy; &amp;copy;", "<p>R&amp;D © &amp;copy;</p>"),
    ],
)
def test_what_looks_like_a_mark_by_accident_is_text(typed: str, html: str) -> None:
    assert html_of(typed) == html


@pytest.mark.parametrize(
    "typed",
    ["Il faut :\n- a\n- b", "Il faut :\n\n- a\n- b", "Il faut :\n* a\n* b"],
)
def test_a_list_may_follow_its_sentence(typed: str) -> None:
    assert html_of(typed) == "<p>Il faut\u00a0:</p><ul><li>a</li><li>b</li></ul>"


def test_a_line_within_a_list_stays_within_it() -> None:
    assert html_of("- a\nsuite\n- b") == "<ul><li>a<br>suite</li><li>b</li></ul>"


def test_a_year_at_the_beginning_of_a_line_begins_no_list() -> None:
    assert html_of("Fondée en\n1998. Depuis") == "<p>Fondée en<br>1998. Depuis</p>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("le 1<sup>er</sup> mai", "<p>le 1<sup>er</sup> mai</p>"),
        ("a<br>b<br />c", "<p>a<br>b<br>c</p>"),
        ("<b>a *b*</b>", "<p><b>a <em>b</em></b></p>"),
        ("<nom> <b class=x>c</b>", "<p>&lt;nom&gt; &lt;b class=x&gt;c&lt;/b&gt;</p>"),
        ("<b>jamais fermé", "<p>&lt;b&gt;jamais fermé</p>"),
        ("<div>a</div>", "<p>&lt;div&gt;a&lt;/div&gt;</p>"),
        ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_html_is_shown_as_typed_but_for_a_few_pairs(typed: str, html: str) -> None:
    assert html_of(typed) == html
