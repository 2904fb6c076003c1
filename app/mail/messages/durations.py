"""How long things last, in words."""

from datetime import timedelta

from app.core.i18n import ngettext


def duration_in_words(span: timedelta) -> str:
    """Return a span as people say it, in whole days or hours: "2 hours", "7 days"."""
    if span.days:
        return ngettext("{count} day", "{count} days", span.days)
    hours = max(1, round(span.total_seconds() / 3600))
    return ngettext("{count} hour", "{count} hours", hours)
