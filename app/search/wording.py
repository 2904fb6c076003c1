"""What somebody typed, read as a question. Any text is one: nothing typed can be an error."""

import re
from dataclasses import replace

from app.search.limits import (
    ENOUGH,
    LEAST_PREFIX,
    LOOSE_WORDS,
    QUERY_LENGTH,
    QUERY_WORDS,
)
from app.search.shapes import Term, Wanted
from app.search.stems import folded, stems

_PART = re.compile(r"[\"“”«]([^\"“”«»]*)[\"“”»]|([^\s\"“”«»]+)")
_LAST_WORD = re.compile(r"([^\W_]+)\Z")


def read(typed: str, *, is_typing: bool = False) -> Wanted:
    """Return the words of a question: all of them are wanted, those in quotes side by side.

    What is still being typed is looked for in titles only: a beginning has many endings.

    Args:
        typed: what stands in the field.
        is_typing: the last word may not be whole yet.
    """
    text = typed[:QUERY_LENGTH].replace("\0", " ")
    terms: list[Term] = []
    for quoted, plain in _PART.findall(text):
        found = stems(quoted or plain)
        if quoted and found:
            terms.append(Term(stems=tuple(found)))
        else:
            terms += [Term(stems=(stem,)) for stem in found]
    terms = list(dict.fromkeys(terms))[:QUERY_WORDS]
    last = _LAST_WORD.search(text) if is_typing else None
    if last is not None:
        terms = _with_beginning(terms, folded(last[1]), stems(last[1]))
    return Wanted(terms=tuple(terms), is_in_title=is_typing)


def loosened(wanted: Wanted) -> Wanted:
    """Return the question that asks for two of the longest words, which are the rarest."""
    longest = sorted(wanted.terms, key=_letters, reverse=True)[:LOOSE_WORDS]
    return replace(wanted, terms=tuple(longest), least=ENOUGH)


def resembling(title: str) -> Wanted:
    """Return the question for titles that share words with this one: two, if it has so many."""
    known = dict.fromkeys(stems(title[:QUERY_LENGTH]))
    terms = [Term(stems=(stem,)) for stem in known]
    longest = sorted(terms, key=_letters, reverse=True)[:LOOSE_WORDS]
    return Wanted(terms=tuple(longest), least=min(ENOUGH, len(longest)), is_in_title=True)


def _letters(term: Term) -> int:
    """Return how long a term is."""
    return sum(map(len, term.stems))


def _with_beginning(terms: list[Term], typed: str, found: list[str]) -> list[Term]:
    """Return the terms, the last of which is still being typed."""
    if len(typed) < LEAST_PREFIX or not typed.isalnum():
        return terms
    stem = found[0] if found else typed
    kept = [term for term in terms if term.stems != (stem,)]
    return [*kept, Term(stems=(stem,), typed=typed)]
