"""The words that are known: how often they stand in entries, and which are close to a slip."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from rapidfuzz.distance import OSA

from app.core.db import db, execute
from app.search.limits import (
    COMPLETIONS,
    CORRECTIONS,
    LEAST_WITH_SLIP,
    LEAST_WITH_TWO_SLIPS,
    NEAR_WORDS,
)
from app.search.models import SearchState, VocabularyWord

Known = tuple[str, str]
"""A word and its stem."""
_LAST = "\U0010ffff"
_COUNTED = sa.select(SearchState.entry_count, SearchState.learned_id)
_ENTRY_COUNTS = (
    sa.select(VocabularyWord.stem, sa.func.sum(VocabularyWord.entry_count))
    .where(VocabularyWord.stem.in_(sa.bindparam("stems", expanding=True)))
    .group_by(VocabularyWord.stem)
)


def entry_total() -> int:
    """Return how many entries the counts are about. One query."""
    return counted()[0]


def counted() -> tuple[int, int]:
    """Return how many entries the counts are about, and the id of the newest. One query."""
    row = execute(_COUNTED).one_or_none()
    return (row.entry_count, row.learned_id) if row else (0, 0)


def entry_counts(stems: Iterable[str]) -> dict[str, int]:
    """Return how many entries hold a stem, about; none for what is not known. One query."""
    wanted = sorted(set(stems))
    if not wanted:
        return {}
    return {stem: int(count) for stem, count in execute(_ENTRY_COUNTS, stems=wanted)}


def completions(beginning: str) -> list[str]:
    """Return stems of the commonest words that begin so. One query."""
    begins = sa.and_(VocabularyWord.word >= beginning, VocabularyWord.word < beginning + _LAST)
    found = sa.select(VocabularyWord.stem, VocabularyWord.entry_count).where(begins)
    ordered = found.order_by(VocabularyWord.entry_count.desc(), VocabularyWord.word)
    rows = db.session.execute(ordered.limit(COMPLETIONS))
    return list(dict.fromkeys(row.stem for row in rows))


def close_words(word: str, *, slips: int | None = None) -> list[Known]:
    """Return the known words that differ from a folded one by a slip, the likeliest first.

    A slip is a letter too many, too few, wrong, or two that changed places; a long word may have
    two. Then what was written as two words, or as one. Two queries.
    """
    most = _slips(word) if slips is None else slips
    if not most or not word.isalpha():
        return []
    near = [
        (distance, word[0] != row.word[0], -row.entry_count, row.word, row.stem)
        for row in _similar(word)
        if 0 < (distance := OSA.distance(word, row.word, score_cutoff=most)) <= most
    ]
    near.sort()
    nearest = [one for one in near if one[0] == near[0][0]]
    return [(found, stem) for *_order, found, stem in nearest[:CORRECTIONS]]


def parts_of(word: str) -> tuple[Known, Known] | None:
    """Return the two known words that were written as one, the commonest. One query."""
    least = LEAST_WITH_SLIP
    cuts = [(word[:at], word[at:]) for at in range(least, len(word) - least + 1)]
    if not cuts:
        return None
    rows = db.session.execute(
        sa.select(VocabularyWord.word, VocabularyWord.stem, VocabularyWord.entry_count).where(
            VocabularyWord.word.in_(sorted({half for cut in cuts for half in cut}))
        )
    )
    known = {row.word: row for row in rows}
    whole = [cut for cut in cuts if all(half in known for half in cut)]
    if not whole:
        return None
    first, last = max(whole, key=lambda cut: min(known[half].entry_count for half in cut))
    return (first, known[first].stem), (last, known[last].stem)


def _slips(word: str) -> int:
    """Return how many slips a word may have."""
    if len(word) < LEAST_WITH_SLIP or not word.isalpha():
        return 0
    return 2 if len(word) >= LEAST_WITH_TWO_SLIPS else 1


def _similar(word: str) -> Sequence[sa.Row[*tuple[str, str, int]]]:
    """Return known words of about this length with the same beginning, or the same end."""
    spared = max(2, min(3, (len(word) - 2) // 2))
    rows: list[sa.Row[*tuple[str, str, int]]] = []
    for column, typed in ((VocabularyWord.word, word), (VocabularyWord.mirrored, word[::-1])):
        begin = typed[:spared]
        rows += db.session.execute(
            sa.select(VocabularyWord.word, VocabularyWord.stem, VocabularyWord.entry_count)
            .where(
                column >= begin,
                column < begin + _LAST,
                sa.func.length(VocabularyWord.word).between(len(word) - 2, len(word) + 2),
            )
            .order_by(VocabularyWord.entry_count.desc(), VocabularyWord.word)
            .limit(NEAR_WORDS)
        ).all()
    return list({row.word: row for row in rows}.values())
