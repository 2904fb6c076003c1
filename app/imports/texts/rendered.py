"""Texts in parts that fit a post, rendered before any lock is held."""

from app.core.errors import FormRefused
from app.imports.texts.parts import parts_of
from app.text import normalise
from app.threads.limits import BODY_LENGTH
from app.threads.services.content import Written, written


def rendered_parts(text: str) -> tuple[Written, ...]:
    """Return a text in rendered parts; none if there is nothing to read in it."""
    parts: list[Written] = []
    for part in parts_of(normalise(text), BODY_LENGTH):
        try:
            parts.append(written(part, account_id=None, names_people=False))
        except FormRefused:  # nothing but characters that are not seen
            continue
    return tuple(parts)
