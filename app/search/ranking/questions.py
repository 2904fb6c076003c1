"""A question as it is looked for: each word with what else would do, and how much it tells.

No word must be there unless it stands in quotes. What a word is worth depends on how many entries
hold it; an acronym meets its official name, and a slip the word that was meant.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.search.index import vocabulary
from app.search.language.stems import stem_of
from app.search.language.synonyms import SAME, synonyms
from app.search.limits import OPTIONS, TERMS
from app.search.ranking.typed_words import TypedWord, Wording
from app.search.shapes import Option, Phrase, Question, Term

_CORRECTED = 0.75
"""Weight of a word that was taken for the one that was meant."""
_BEGUN = 0.8
"""Weight of a word that begins like the one being typed."""
_MOST_UNKNOWN = 3
"""Words of a question that are looked up for slips."""
_SELDOM = 2
"""Entries up to which a word may itself be a slip, of one so many times as common."""
_COMMONER = 20
_LENIENCE = 3
"""Letters for each slip that is forgiven when nothing else is found."""


@dataclass(slots=True)
class _Draft:
    """A term in the making."""

    word: TypedWord
    meant: str
    """The stem it is read as."""
    weights: dict[Phrase, float] = field(default_factory=dict)

    def add(self, phrase: Phrase, weight: float) -> None:
        """Let a phrase meet the term."""
        self.weights[phrase] = max(weight, self.weights.get(phrase, 0.0))


def question(wording: Wording, *, is_lenient: bool = False) -> Question:
    """Return what is looked for. Three queries, and up to three for each unknown word.

    Args:
        wording: what was typed.
        is_lenient: take unknown words for known ones that are less close.
    """
    drafts = [_Draft(word, word.stem, {(word.stem,): 1.0}) for word in wording.words]
    total, newest_id = vocabulary.counted()
    corrections = _correct(drafts, is_lenient=is_lenient) if total else []
    _add_joined(drafts, wording)
    for places, others in synonyms().among([draft.meant for draft in drafts]):
        for place in places:
            for phrase, weight in others.items():
                drafts[place].add(phrase, weight)
    _leave_apart(drafts)
    if wording.beginning and drafts and drafts[-1].word.folded == wording.beginning:
        for stem in vocabulary.completions(wording.beginning):
            drafts[-1].add((stem,), _BEGUN)
    quoted = [stems for _typed, stems in wording.quoted]
    counts = vocabulary.entry_counts(_all_stems([*(draft.weights for draft in drafts), quoted]))
    required = [_quoted(typed, stems, counts, total) for typed, stems in wording.quoted]
    terms = [_weighed(draft, counts, total) for draft in drafts]
    telling = sorted(terms, key=lambda term: -term.weight)[: max(0, TERMS - len(required))]
    return Question(
        terms=(*required[:TERMS], *(term for term in terms if term in telling)),
        too_common=wording.too_common,
        corrections=tuple(corrections),
        entry_total=total,
        newest_id=newest_id,
    )


def _correct(drafts: Sequence[_Draft], *, is_lenient: bool) -> list[tuple[str, str, str]]:
    """Read unknown words as those that were probably meant; return which as which."""
    counts = vocabulary.entry_counts([*(draft.meant for draft in drafts), *_pairs(drafts)])
    for stem, places in _pairs(drafts).items():
        if counts.get(stem):
            for place in places:
                drafts[place].add((stem,), SAME)
    known = synonyms().of
    doubtful = [
        draft
        for draft in drafts
        if counts.get(draft.meant, 0) <= _SELDOM and (draft.meant,) not in known
    ]
    read: list[tuple[str, str, str]] = []
    for draft in doubtful[:_MOST_UNKNOWN]:
        word, seen = draft.word.folded, counts.get(draft.meant, 0)
        slips = len(word) // _LENIENCE if is_lenient else None
        close = vocabulary.close_words(word, slips=slips)
        stems = vocabulary.entry_counts(stem for _word, stem in close) if close else {}
        likely = [one for one in close if not seen or stems.get(one[1], 0) >= _COMMONER * seen]
        for _found, stem in likely:
            draft.add((stem,), _CORRECTED)
        if not seen and likely:
            draft.meant = likely[0][1]
        elif not seen and (parts := vocabulary.parts_of(word)):
            draft.add(tuple(stem for _word, stem in parts if stem), SAME)
            likely = [(" ".join(word for word, _stem in parts), parts[0][1])]
        read += ((draft.word.text, found, stem) for found, stem in likely[:1] if not seen)
    return read


def _pairs(drafts: Sequence[_Draft]) -> dict[str, tuple[int, int]]:
    """Return the stems of neighbouring words written as one, each with their places."""
    glued = {
        stem_of(one.word.folded + other.word.folded): (place, place + 1)
        for place, (one, other) in enumerate(pairwise(drafts))
    }
    return {stem: places for stem, places in glued.items() if stem}


def _leave_apart(drafts: Sequence[_Draft]) -> None:
    """Let a word of the question stand for no other one: who names two means both."""
    typed = {(draft.word.stem,) for draft in drafts}
    for draft in drafts:
        for phrase in typed & draft.weights.keys() - {(draft.word.stem,)}:
            del draft.weights[phrase]


def _add_joined(drafts: Iterable[_Draft], wording: Wording) -> None:
    """Let words joined by hyphens be met by what is written as one."""
    for joined, parts in wording.joined:
        for draft in drafts:
            if draft.word.stem in parts:
                draft.add((joined,), SAME)


def _all_stems(groups: Iterable[Iterable[Phrase]]) -> set[str]:
    """Return all stems of groups of phrases."""
    return {stem for group in groups for phrase in group for stem in phrase}


def _quoted(typed: str, stems: Phrase, counts: Mapping[str, int], total: int) -> Term:
    """Return the term for what stood in quotes."""
    count = _count(stems, counts)
    weight = _told_by(count, total)
    option = Option(stems, weight, count)
    return Term(typed=typed, stems=stems, is_required=True, options=(option,), weight=weight)


def _weighed(draft: _Draft, counts: Mapping[str, int], total: int) -> Term:
    """Return a term with its options, each with what it tells; unknown ones are left out."""
    own = (draft.word.stem,)
    seen = {phrase: _count(phrase, counts) for phrase in draft.weights}
    telling = {
        phrase: weight * _told_by(seen[phrase], total)
        for phrase, weight in draft.weights.items()
        if seen[phrase] or phrase == own
    }
    if not seen[own] and len(telling) > 1:  # not learned yet, or a slip: it tells what they tell
        telling[own] = max(telling[phrase] for phrase in telling if phrase != own)
    most = telling[own]
    others = sorted(
        (phrase for phrase in telling if phrase != own),
        key=lambda phrase: (-telling[phrase], phrase),
    )
    options = [
        Option(phrase, min(telling[phrase], draft.weights[phrase] * most), seen[phrase])
        for phrase in (own, *others[: OPTIONS - 1])
    ]
    weight = max(option.weight for option in options)
    return Term(typed=draft.word.text, stems=own, options=tuple(options), weight=weight)


def _count(phrase: Phrase, counts: Mapping[str, int]) -> int:
    """Return how many entries hold a phrase, about: half of those that hold its rarest word."""
    rarest = min(counts.get(stem, 0) for stem in phrase)
    return rarest if len(phrase) == 1 else (rarest + 1) // 2


def _told_by(count: int, total: int) -> float:
    """Return what a word tells that so many entries hold. Source: BM25, inverse frequency."""
    if not total:
        return 1.0
    least = min(count, total)
    return math.log(1 + (total - least + 0.5) / (least + 0.5))
