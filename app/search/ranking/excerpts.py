"""What was looked for, where it stands in a text. Plain text in and out: templates mark it."""

from dataclasses import dataclass

from app.search.language.stems import Word, words_of
from app.search.shapes import Question, Span


@dataclass(frozen=True, slots=True)
class Sought:
    """The stems that were looked for."""

    stems: frozenset[str] = frozenset()

    @classmethod
    def of(cls, asked: Question) -> "Sought":
        """Return what to mark in the texts that were found."""
        return cls(
            frozenset(
                stem for term in asked.terms for option in term.options for stem in option.stems
            )
        )


def highlighted(text: str, sought: Sought) -> tuple[Span, ...]:
    """Return a whole text in pieces, those that were looked for marked."""
    return _spans(text, list(words_of(text, among=sought.stems)))


def excerpt(text: str, sought: Sought, *, length: int) -> tuple[Span, ...]:
    """Return the passage of about `length` characters that holds most of what was looked for."""
    hits = list(words_of(text, among=sought.stems))
    start = _best_start(hits, length)
    start, end = _between_words(text, start, length)
    inside = [
        Word(hit.start - start, hit.end - start, hit.stem)
        for hit in hits
        if start <= hit.start and hit.end <= end
    ]
    spans = _spans(text[start:end], inside)
    before = (Span("… "),) if start > 0 else ()
    after = (Span(" …"),) if end < len(text) else ()
    return (*before, *spans, *after)


def _best_start(hits: list[Word], length: int) -> int:
    """Return where the passage begins that holds most different stems; the first of them."""
    best, best_count = 0, 0
    for number, hit in enumerate(hits):
        reach = hit.start + length
        count = len({other.stem for other in hits[number : number + 20] if other.end <= reach})
        if count > best_count:
            best, best_count = hit.start, count
    return max(0, best - length // 4)


def _between_words(text: str, start: int, length: int) -> tuple[int, int]:
    """Return the bounds of a passage, moved to where words begin and end."""
    if len(text) <= length:
        return 0, len(text)
    start = min(start, len(text) - length)
    if start > 0:
        space = text.find(" ", start, start + 30)
        start = space + 1 if space >= 0 else start
    end = start + length
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start + length // 2, end)
    return start, space if space >= 0 else end


def _spans(text: str, hits: list[Word]) -> tuple[Span, ...]:
    """Cut a text at the words that were looked for."""
    spans: list[Span] = []
    done = 0
    for hit in hits:
        if hit.start > done:
            spans.append(Span(text[done : hit.start]))
        spans.append(Span(text[hit.start : hit.end], is_hit=True, stem=hit.stem))
        done = hit.end
    if done < len(text):
        spans.append(Span(text[done:]))
    return tuple(spans)
