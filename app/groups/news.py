"""In how many places of each group something new stands for somebody: asked of the room above."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app

from app.core.viewer import Viewer

CountNews = Callable[[Viewer], Mapping[int, int]]
_COUNT = "entraide_group_news"


def announce_counter(app: Flask, count: CountNews) -> None:
    """Remember who counts."""
    app.extensions[_COUNT] = count


def news_counts(viewer: Viewer) -> Mapping[int, int]:
    """Return how many for each group that has any; one query of the room that counts."""
    count: CountNews | None = current_app.extensions.get(_COUNT)
    return {} if count is None or viewer.is_guest else count(viewer)
