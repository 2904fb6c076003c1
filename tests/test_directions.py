"""People's words are shown in their own direction, whatever stands around them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.core.i18n import gettext, in_language
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.groups import make_group
from tests.test_templates import name_of
from tests.tree import files

_STATEMENT = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_MARKER = re.compile("\u27e6(\\d+)\u27e7")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_SILENT = frozenset({"title", "option", "script"})
"""Elements whose words a browser shows by themselves, or not at all."""
_WORDS = re.compile(
    r"(?:[\w.]+\.)?(?:display_name|excerpt|html|purpose|message|summary|body|rules|sentence)"
    r"|(?:act|item|head|thread|draft|card|post|notice|line|line\.thread|question|found)\.(?:title|text)"
    r"|(?:[\w.]+\.)?(?:group|badge|space|member\.group|one|tag|standing\.group)\.name"
    r"|preview|profile\.\w+|detail\.\w+|_spans\(.*\)|title_of\(.*\)"
)
_OURS = re.compile(r"form\..*|offer\..*|field\..*|part\..*|site\.name|around\..*|_rules\..*")


def is_peoples(expression: str) -> bool:
    """Say whether an expression of a template shows what somebody typed."""
    first = expression.split("|", maxsplit=1)[0].split(" or ", maxsplit=1)[0].strip()
    return _WORDS.fullmatch(first) is not None and _OURS.fullmatch(first) is None


class Directions(HTMLParser):
    """Finds expressions whose element does not leave its direction to the words in it."""

    def __init__(self, expressions: list[str]) -> None:
        super().__init__()
        self._expressions = expressions
        self._open: list[tuple[str, bool]] = []
        self.lacking: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element; fields where people type are looked at as well."""
        values = dict(attrs)
        is_auto = tag == "bdi" or values.get("dir") == "auto"
        is_field = tag == "textarea" or (
            tag == "input" and values.get("type", "text") in {"text", "search"}
        )
        if is_field and not is_auto:
            self.lacking.append(f"<{tag}>")
        if tag not in _VOID:
            self._open.append((tag, is_auto))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Look at the expressions that stand here."""
        tag, is_auto = self._open[-1] if self._open else ("", False)
        if is_auto or tag in _SILENT:
            return
        for found in _MARKER.finditer(data):
            expression = self._expressions[int(found[1])]
            if is_peoples(expression):
                self.lacking.append(expression)


def lacking(path: Path) -> list[str]:
    """Return the expressions and fields of a template that lack a direction of their own."""
    expressions: list[str] = []

    def marked(found: re.Match[str]) -> str:
        expressions.append(found[1])
        return f"\u27e6{len(expressions) - 1}\u27e7"

    source = re.sub(r"\{% block (?:title|description) %\}.*?\{% endblock %\}", "", path.read_text())
    parser = Directions(expressions)
    parser.feed(_EXPRESSION.sub(marked, _STATEMENT.sub("", source)))
    parser.close()
    return parser.lacking


@pytest.mark.parametrize("path", files("templates", suffix=".html"), ids=name_of)
def test_what_people_typed_has_a_direction_of_its_own(path: Path) -> None:
    assert lacking(path) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<h1>{{ head.title }}</h1>", ["head.title"]),
        ("<h1 dir='auto'>{{ head.title }}</h1>", []),
        ("<p dir='auto'>x <a>{{ face.display_name }}</a></p>", ["face.display_name"]),
        ("<p>{{ _('By') }} <bdi>{{ face.display_name }}</bdi></p>", []),
        ("<textarea>{{ x }}</textarea><input type='search'>", ["<textarea>", "<input>"]),
        ("<input name='message'><input type='radio'>", ["<input>"]),
        ("<p>{{ _('Hello') }} {{ form.title }}</p>", []),
    ],
)
def test_a_place_without_direction_is_found(
    tmp_path: Path, template: str, found: list[str]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(template)
    assert lacking(path) == found


def test_fields_for_words_take_the_direction_of_what_is_typed(client_for: ClientFor) -> None:
    author = make_account()
    make_group(members=(author,))
    page = client_for(author).get("/questions/nouvelle").get_data(as_text=True)
    for name in ("title", "body", "tags"):
        assert re.search(rf'<(?:input|textarea)(?=[^>]* dir="auto")[^>]* name="{name}"', page), name
    page = client_for(None).get("/connexion").get_data(as_text=True)
    for name in ("email", "password"):
        assert not re.search(rf'<input(?=[^>]* dir=)[^>]* name="{name}"', page), name


def test_words_of_people_in_a_sentence_of_ours_do_not_turn_it() -> None:
    with in_language("en"):
        said = gettext("{name} answers", name="\u0633\u0644\u0645\u0649")
        assert said == "\u2068\u0633\u0644\u0645\u0649\u2069 answers"
        assert gettext("{name} answers", name="L\u00e9a") == "L\u00e9a answers"
