"""What rooms let whoever watches the site see: figures, and whether something is well."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A figure that is read from rows when somebody asks, the same in every process."""

    name: str
    """As Prometheus has it, with its unit, after `entraide_`: `letters_waiting`."""
    help: str
    read: Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """Something that must be well, or people will soon notice."""

    name: str
    is_well: Callable[[], bool]
    """Called in a context of the application; an error counts as unwell."""
