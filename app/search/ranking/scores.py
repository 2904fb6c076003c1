"""The order of what was found, reckoned here so that it is the same on both databases.

A thread is scored once, by BM25F: what its title and its posts say of each word is added before it
saturates, a word in the title counting for several, and what means the same adds to it. So a
question in other words finds the thread that holds more of them, wherever they stand.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.search.shapes import Phrase, Question

_FOR_TITLE = 5.0
"""What a word in a title tells, compared to one in a text."""
_SATURATION = 4.0
"""k1 of BM25F. Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009."""
_TITLE_LENGTH = 0.7
_TEXT_LENGTH = 0.4
"""b of BM25F: how far a long one has to say more to be worth as much."""
_USEFUL = 0.2
"""What help to very many adds to a score, and how many give half of it."""
_HALF_USEFUL = 5.0
_SOLVED = 1.05
_OWN_WORDS = 0.8
"""An opening with so much of the best text of its thread stands for it."""

Key = tuple[str, int]
"""Kind and id of a subject."""


class _Words(NamedTuple):
    """What a text tells of each term."""

    amounts: Mapping[int, float]
    """How often what meets a term stands in it, each time as much as that is worth."""
    best: Mapping[int, float]
    """What the best of that is worth once."""
    length: int


@dataclass(slots=True)
class _Host:
    """What is read together: a thread with those of its posts that were found."""

    opening: Any = None
    title: _Words | None = None
    posts: list[Any] = field(default_factory=list)
    texts: list[_Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Something that was found: one entry stands for all that is read with it."""

    key: Key
    entry_id: int
    title_id: int | None
    """The entry that has its title."""
    score: float
    coverage: float
    """Part of what could be told that its title or its text tells: 0 to 1."""
    is_solved: bool


def hosts_to_read(rows: Sequence[Any]) -> list[Key]:
    """Return the subjects that found entries are read under, and that were not found."""
    found = {(row.subject_kind, row.subject_id) for row in rows}
    return sorted({_key(row) for row in rows} - found)


def rank(asked: Question, rows: Sequence[Any], openings: Sequence[Any]) -> list[Ranked]:
    """Return what was found, the best first.

    Args:
        asked: what is looked for.
        rows: entries that were found.
        openings: what they are read under, where that was not found itself.
    """
    wanted = _Wanted(asked)
    hosts = _hosts(wanted, rows, openings)
    wanted.learn(hosts.values())
    ranked = [_ranked(key, host, wanted) for key, host in hosts.items()]
    return sorted(ranked, key=lambda one: (-round(one.score, 9), -one.entry_id))


class _Wanted:
    """What is looked for, ready to be counted."""

    def __init__(self, asked: Question) -> None:
        """Take the terms."""
        self._of_word: dict[str, list[tuple[int, float]]] = {}
        self._of_phrase: dict[Phrase, list[tuple[int, float]]] = {}
        for number, term in enumerate(asked.terms):
            for option in term.options:
                told = (number, option.weight)
                if len(option.stems) == 1:
                    self._of_word.setdefault(option.stems[0], []).append(told)
                else:
                    self._of_phrase.setdefault(option.stems, []).append(told)
        self._single = frozenset(self._of_word)
        self._told = [term.weight for term in asked.terms]
        self._attainable = 0.0
        self._title_mean = self._text_mean = 1.0

    def learn(self, hosts: Collection[_Host]) -> None:
        """Reckon what could be told, for what nothing holds could not, and how long things are."""
        titles = [host.title for host in hosts if host.title is not None]
        texts = [text for host in hosts for text in host.texts]
        terms = {term for words in (*titles, *texts) for term in words.amounts}
        self._attainable = sum(self._told[number] for number in terms)
        self._title_mean = _mean([title.length for title in titles])
        self._text_mean = _mean([sum(text.length for text in host.texts) for host in hosts])

    def words(self, text: str) -> _Words:
        """Count what is looked for in a row of stems."""
        words = text.split()
        amounts: dict[int, float] = {}
        best: dict[int, float] = {}
        for word in self._single.intersection(words):
            count = words.count(word)
            for term, weight in self._of_word[word]:
                amounts[term] = amounts.get(term, 0.0) + weight * count
                if weight > best.get(term, 0.0):
                    best[term] = weight
        for phrase, told in self._of_phrase.items():
            if phrase[0] in text and (count := _side_by_side(words, phrase)):
                for term, weight in told:
                    amounts[term] = amounts.get(term, 0.0) + weight * count
                    if weight > best.get(term, 0.0):
                        best[term] = weight
        return _Words(amounts, best, len(words))

    def score(self, title: _Words | None, texts: Sequence[_Words]) -> float:
        """Return the score of what a title and texts tell together."""
        told: dict[int, float] = {}
        length = sum([text.length for text in texts])
        share = 1 / _dull(length, self._text_mean, _TEXT_LENGTH)
        for text in texts:
            for term, amount in text.amounts.items():
                told[term] = told.get(term, 0.0) + amount * share
        if title is not None:
            share = _FOR_TITLE / _dull(title.length, self._title_mean, _TITLE_LENGTH)
            for term, amount in title.amounts.items():
                told[term] = told.get(term, 0.0) + amount * share
        score = 0.0
        for term, tells in told.items():
            weight = self._told[term]
            score += weight * tells / (tells + _SATURATION * weight)
        return score

    def coverage(self, host: _Host) -> float:
        """Return the part of what could be told that a title and texts tell together."""
        if not self._attainable:
            return 0.0
        told: dict[int, float] = {}
        for words in (host.title, *host.texts):
            for term, weight in words.best.items() if words is not None else ():
                told[term] = max(weight, told.get(term, 0.0))
        return sum(told.values()) / self._attainable


def _hosts(wanted: _Wanted, rows: Sequence[Any], openings: Sequence[Any]) -> dict[Key, _Host]:
    """Return what is read together, with the words of each part."""
    hosts: dict[Key, _Host] = {}
    for row in rows:
        key = _key(row)
        host = hosts.get(key)
        if host is None:
            host = hosts[key] = _Host()
        host.posts.append(row)
        host.texts.append(wanted.words(row.text_words))
    for row in (*rows, *openings):
        if row.title_words and (host := hosts.get((row.subject_kind, row.subject_id))):
            host.opening, host.title = row, wanted.words(row.title_words)
    return hosts


def _ranked(key: Key, host: _Host, wanted: _Wanted) -> Ranked:
    """Return what stands for all that is read together."""
    chosen, opening = host.posts[0], host.opening
    if len(host.posts) > 1:
        chosen = host.posts[_chosen(host, [wanted.score(None, [text]) for text in host.texts])]
    helped = max(row.usefulness for row in host.posts)
    useful = 1 + _USEFUL * helped / (helped + _HALF_USEFUL)
    is_solved = bool((chosen if opening is None else opening).is_solved)
    return Ranked(
        key=key,
        entry_id=chosen.id,
        title_id=opening.id if opening is not None else None,
        score=wanted.score(host.title, host.texts) * useful * (_SOLVED if is_solved else 1.0),
        coverage=wanted.coverage(host),
        is_solved=is_solved,
    )


def _chosen(host: _Host, scores: Sequence[float]) -> int:
    """Return the place of the post that stands for all of them, by what each scores alone."""
    best = max(scores)
    for place, row in enumerate(host.posts):
        is_opening = host.opening is not None and row.id == host.opening.id
        has_words = bool(host.title and host.title.amounts)
        if is_opening and (has_words or scores[place] >= _OWN_WORDS * best):
            return place
    return scores.index(best)


def _mean(lengths: Sequence[int]) -> float:
    """Return the mean of lengths; 1 where there are none."""
    return max(1.0, sum(lengths) / len(lengths)) if lengths else 1.0


def _dull(length: int, mean: float, part: float) -> float:
    """Return what counts are divided by, for something so long."""
    return 1 - part + part * length / mean


def _key(row: Any) -> Key:  # noqa: ANN401 - a row of the columns that ranking reads
    """Return what an entry is read under; itself when it stands by itself."""
    if row.host_kind is None:
        return row.subject_kind, row.subject_id
    return row.host_kind, row.host_id


def _side_by_side(words: Sequence[str], phrase: Phrase) -> int:
    """Return how often words stand side by side."""
    first, length = phrase[0], len(phrase)
    count, place = 0, -1
    with suppress(ValueError):
        while True:
            place = words.index(first, place + 1)
            count += tuple(words[place : place + length]) == phrase
    return count
