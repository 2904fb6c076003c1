"""Stems that a word still being typed may have already left behind."""

from app.search.shapes import Term

_SHORTER_BY = 7
"""Letters that a stem leaves off at the most: responsabilité, respons."""
_LEAST = 4
"""Shorter stems belong to other words too often."""


def whole_stems(term: Term) -> list[str]:
    """Return the stems that begin what is typed: somebody at "subventio" means "subvent"."""
    least = max(_LEAST, len(term.typed) - _SHORTER_BY)
    begun = [term.typed[:length] for length in range(least, len(term.typed))]
    return sorted({*term.stems, *begun})
