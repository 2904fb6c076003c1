"""Pages but for the mark of their forms, which is drawn anew for each copy."""

import re

_MARK = re.compile(r'(?<=name="once" value=")[^"]*')


def without_marks(page: str) -> str:
    """Return a page whose forms bear no mark, to compare it with another copy."""
    return _MARK.sub("", page)
