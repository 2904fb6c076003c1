"""Tags as they are spelt here."""

from app.core.errors import FormRefused
from app.forum.services.tags import tag_names


def tidy_tag(tag: str) -> str | None:
    """Return a tag as the forum spells it; `None` when it cannot be one, as it is too long."""
    try:
        names = tag_names(tag)
    except FormRefused:
        return None
    return "-".join(names) or None
