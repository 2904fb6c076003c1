"""How moments and numbers are written on pages."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, current_app

from app.core import clock
from app.core.i18n import language

THOUSAND = 1000
"""From here on digits are grouped."""


def init_filters(app: Flask) -> None:
    """Offer the filters to templates."""
    app.jinja_env.filters.update(
        date_short=date_short, date_full=date_full, date_long=date_long, iso=iso, number=number
    )


def date_short(moment: datetime) -> str:
    """Return the day, with the year when it is another: "12 mars", "12 mars 2024"."""
    day = _local(moment).date()
    return _day(day, language(), day.year == _local(clock.now()).year)


def date_full(moment: datetime) -> str:
    """Return the day with its year, whichever it is: "12 mars 2026"."""
    return day_full(day_of(moment))


def date_long(moment: datetime) -> str:
    """Return the day and the time in full: "12 mars 2026 à 14:05"."""
    return _minute(_local(moment).replace(second=0, microsecond=0), language())


def iso(moment: datetime) -> str:
    """Return the moment for machines. Source: HTML, the time element."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def end_of_day(day: date) -> datetime:
    """Return the last second of a day that somebody chose, in the zone of the site."""
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day that somebody chose, in the zone of the site."""
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def moment_of(typed: datetime) -> datetime:
    """Return the moment that somebody typed without a zone, in the zone of the site.

    An hour that the clocks skip is the one after it; of one that comes twice it is the first.
    """
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    try:
        return typed.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar
        return typed.replace(tzinfo=UTC)


def day_full(day: date) -> str:
    """Return a day with its year: "12 mars 2026"."""
    return _day(day, language(), is_this_year=False)


def day_of(moment: datetime) -> date:
    """Return the day on which a moment lies, in the zone of the site."""
    return _local(moment).date()


def number(count: int) -> str:
    """Return a whole number with its thousands apart."""
    return str(count) if abs(count) < THOUSAND else format_decimal(count, locale=language())


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(current_app.config["SETTINGS"].time_zone))


@lru_cache(maxsize=4096)
def _day(day: date, locale: str, is_this_year: bool) -> str:  # noqa: FBT001 - cache key
    """Write a day; kept, for Babel is slow."""
    pattern = "d MMMM" if is_this_year else "d MMMM y"
    return _first(format_date(day, pattern if locale == "fr" else "long", locale=locale), locale)


@lru_cache(maxsize=4096)
def _minute(moment: datetime, locale: str) -> str:
    """Write a minute; kept, for Babel is slow."""
    pattern = "d MMMM y 'à' HH:mm" if locale == "fr" else "long"
    return _first(format_datetime(moment, pattern, tzinfo=moment.tzinfo, locale=locale), locale)


def _first(written: str, locale: str) -> str:
    """Return a date as French writes it: the first day of a month is called so."""
    return f"1er{written[1:]}" if locale == "fr" and written.startswith("1 ") else written
