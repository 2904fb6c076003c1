"""The jobs of the weekly letter: each minute, from rows, never from memory."""

from collections.abc import Mapping

from app.core import clock
from app.core.jobs import enqueue
from app.core.viewer import Viewer
from app.home.fragments.week import week_of
from app.letters import queries as letters
from app.letters import services as letter_services


def sweep() -> None:
    """Have the weekly letter written for those whose turn it is."""
    for account_id in letters.turns_due(clock.now()):
        enqueue("home.weekly", account_id)


def write(account_id: int) -> None:
    """Write the weekly letter to one person, if it is their turn."""
    letter_services.take_turn(account_id, _said)


def _said(viewer: Viewer) -> Mapping[str, object] | None:
    """Return what the letter says to a reader; `None` when there is nothing."""
    parts = week_of(viewer)
    if not parts:
        return None
    return {
        "title": parts[0].lines[0].thread.title,
        "parts": [
            {
                "title": part.title,
                "lines": [
                    {
                        "title": line.thread.title,
                        "url": line.thread.url,
                        "facts": line.facts,
                        "why": line.why,
                    }
                    for line in part.lines
                ],
            }
            for part in parts
        ],
    }
