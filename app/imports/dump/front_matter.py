"""What stands before an article in a file of Markdown: YAML between `---`, TOML between `+++`.

Source: gohugo.io/content-management/front-matter, jekyllrb.com/docs/front-matter. All values are
words here: whether `2019` is a year or a title is known by its key only.
"""

import re
import tomllib

import yaml

from app.core.characters import composed
from app.imports.enums import Flaw

MOST_CHARACTERS = 64 * 1024

Value = str | list["Value"] | dict[str, "Value"]
Fields = dict[str, Value]

_BLOCKS = {
    "---": re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    "+++": re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
}


class Unreadable(Exception):
    """It cannot be read; the argument says why, by a word of its own."""


class _Words(yaml.BaseLoader):
    """YAML of which nothing becomes anything but words, lists and mappings of them.

    Without aliases: nine lines of them make a list of a thousand million words.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next part."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def divided(text: str) -> tuple[Fields, str]:
    """Return what stands before an article, its keys in small letters, and the article.

    Raises:
        Unreadable: that is longer than anybody writes it, damaged, or no mapping.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    block = _BLOCKS.get(text[:3])
    found = block.match(text) if block else None
    if found is None:
        return {}, text
    if len(found[1]) > MOST_CHARACTERS:
        raise Unreadable(Flaw.LONG_FIELDS)
    read = _from_yaml if text.startswith("---") else _from_toml
    try:
        fields = read(found[1])
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise Unreadable(Flaw.FIELDS) from error
    if not isinstance(fields, dict):
        raise Unreadable(Flaw.NO_MAPPING)
    return {key.lower(): value for key, value in fields.items()}, text[found.end() :]


def _from_yaml(text: str) -> Value:
    """Return what YAML says; nothing says nothing."""
    loader = _Words(text)
    try:
        told = loader.get_single_data()
    finally:
        loader.dispose()
    return {} if told is None else _in_words(told)


def _from_toml(text: str) -> Value:
    """Return what TOML says."""
    return _in_words(tomllib.loads(text))


def _in_words(value: object) -> Value:
    """Return a value with everything in it as words."""
    if isinstance(value, dict):
        return {composed(str(key)): _in_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_words(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or value in {"null", "~"} else composed(str(value))
