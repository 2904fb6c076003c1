"""Words that mean the same: acronyms, official names, what people say.

Two files of lines: `words/associations.txt`, which comes with the program, and, when there is
one, `DATA_DIR/search_words.txt`, in which an administrator adds the words of the place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app

from app.search.language.stems import stems
from app.search.shapes import Phrase

SAME = 0.9
"""Weight of a word that means the same as the one that was typed."""
NEAR = 0.6
"""Weight of a word that is close to it."""
LONGEST_PHRASE = 5
OWN_FILE = "search_words.txt"
_SHIPPED = Path(__file__).parent / "words" / "associations.txt"
_EXTENSION = "entraide_search_words"
_SIGN = re.compile(r"\s+([=~])\s+|([=~])")
_MOST_BYTES = 1_000_000
"""Of a file; a larger one is read so far."""


class BadLine(ValueError):
    """A line joins nothing to anything."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What else to look for, by what was typed."""

    of: Mapping[Phrase, Mapping[Phrase, float]]
    """Other phrases, each with its weight, for each phrase."""

    def among(self, words: Sequence[str]) -> Iterator[tuple[range, Mapping[Phrase, float]]]:
        """Return what else to look for at each place of a row of stems, and which it covers."""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
                others = self.of.get(tuple(words[start:end]))
                if others:
                    yield range(start, end), others


def init_synonyms(app: Flask) -> None:
    """Let the application know where a site keeps words of its own."""
    app.extensions[_EXTENSION] = Path(app.config["SETTINGS"].data_dir) / OWN_FILE


def synonyms() -> Synonyms:
    """Return what means the same here; a file that was changed is read again."""
    own: Path = current_app.extensions[_EXTENSION]
    try:
        changed = own.stat().st_mtime_ns
    except OSError:
        return _read(None, 0)
    return _read(own, changed)


def check(text: str) -> list[int]:
    """Return the numbers of the lines that say nothing."""
    return [number for number, line in enumerate(text.splitlines(), 1) if _is_bad(line)]


@lru_cache(maxsize=2)
def _read(own: Path | None, _changed: int) -> Synonyms:
    """Return what both files say together; lines that say nothing are passed over."""
    known: dict[Phrase, dict[Phrase, float]] = {}
    for path in (_SHIPPED, own):
        if path is not None:
            text = path.read_bytes()[:_MOST_BYTES].decode("utf-8", errors="replace")
            for line in text.splitlines():
                if not _is_bad(line):
                    _join(known, _groups(line))
    return Synonyms(known)


def _is_bad(line: str) -> bool:
    """Tell whether a line was meant to say something and does not."""
    groups = _groups(line)
    return bool(groups) and sum(map(len, groups)) < 2  # noqa: PLR2004 - two words are joined


def _groups(line: str) -> list[list[Phrase]]:
    """Return the groups of a line, near each other; in each, phrases that mean the same."""
    said = line.lstrip("\ufeff").partition("#")[0]
    groups: list[list[Phrase]] = []
    is_same = False
    for part in _SIGN.split(said):
        if part in {"=", "~"}:
            is_same = part == "=" and bool(groups)
        elif part and (phrase := tuple(stems(part))[:LONGEST_PHRASE]):
            if is_same:
                groups[-1].append(phrase)
            else:
                groups.append([phrase])
            is_same = False
    return groups


def _join(known: dict[Phrase, dict[Phrase, float]], groups: list[list[Phrase]]) -> None:
    """Add what a line says: all of it is near, those of a group are the same."""
    for number, group in enumerate(groups):
        for phrase in group:
            others = known.setdefault(phrase, {})
            for other_number, other_group in enumerate(groups):
                weight = SAME if other_number == number else NEAR
                for other in other_group:
                    if other != phrase:
                        others[other] = max(weight, others.get(other, 0.0))
