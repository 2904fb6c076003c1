"""Markdown in, safe HTML out: the only door through which a member's words become a page."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from markupsafe import Markup

from app.core import limits
from app.core.errors import TooOften
from app.core.i18n import _
from app.text.plain.mentions import mentioned_handles
from app.text.plain.source import normalise
from app.text.rendering.paragraphs import paragraphs
from app.text.rendering.scheduler import AlreadyInWork, Priority
from app.text.rendering.workers import Worker, worker

RENDERER_VERSION = 2
"""To be raised when the same source gives other HTML: stored HTML of less is made again by jobs."""

FOR_NOW = 0
"""The version of what is shown as typed only because the renderer was busy: a job tries again."""

LONGEST_SOURCE = 100_000
"""Characters tried at all. A room's own limit is lower; see `source.MAX_LENGTH`."""

RENDERINGS = "60 per minute"
"""For each member, previews and texts apart. Rooms may allow fewer."""

TURN_SECONDS = {Priority.PUBLISH: 4.0, Priority.PREVIEW: 2.0, Priority.MAINTENANCE: 30.0}
"""How long a text waits for its turn."""

PATIENT_SECONDS = 5.0
"""What a text has that a job tries again, in a process that nobody waits for."""


class Rendered(NamedTuple):
    """A text as it is stored beside its source and shown to everybody alike."""

    html: Markup
    is_plain: bool
    """Shown as typed, in paragraphs: its formatting took too long, or its turn did not come."""
    version: int
    """`RENDERER_VERSION`, or `FOR_NOW`; kept beside the HTML."""


def render_for(
    account_id: int, source: str, *, handles: Collection[str] = (), is_preview: bool = False
) -> Rendered:
    """Return the HTML of a text that somebody writes, for every reader the same.

    All that people ask to be rendered comes through here: it is limited, and in turn. Other
    requests go on meanwhile. Call it before `atomic()`: whoever holds the write lock must not wait.

    Args:
        account_id: who writes it.
        source: Markdown.
        handles: who may be linked when called by name, in any case; see `mentioned_handles`.
        is_preview: it is only looked at. One at a time for each account, behind what is published.

    Raises:
        TooOften: they have had many rendered within the minute, or a preview is being made.
    """
    limits.check_rate(RENDERINGS, "text.preview" if is_preview else "text.publish", account_id)
    priority = Priority.PREVIEW if is_preview else Priority.PUBLISH
    try:
        return _rendered(source, handles, _in_turn(priority, account_id))
    except AlreadyInWork as error:
        sentence = _("Your last preview is still being made. Try again in a moment.")
        raise TooOften(sentence, retry_after_seconds=1) from error


def render(source: str, *, handles: Collection[str] = ()) -> Rendered:
    """Return the HTML of a text of the site's own, or imported: not limited, last."""
    return _rendered(source, handles, _in_turn(Priority.MAINTENANCE, None))


@contextmanager
def patient_renderer() -> Iterator[Callable[[str, Collection[str]], Rendered]]:
    """Yield a function like `render` for jobs, with a process of its own that is given time.

    What it shows as typed stays so: no process would have been done with it.
    """
    mine = Worker(patience_seconds=PATIENT_SECONDS)
    try:
        yield lambda source, handles: _rendered(source, handles, mine.ask, failed=RENDERER_VERSION)
    finally:
        mine.stop()


def rendered_anew(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Rendered]]:
    """Yield texts that name nobody, rendered again by the patient renderer, with their ids.

    Nothing is started when there are none.
    """
    waiting = list(texts)
    if not waiting:
        return
    with patient_renderer() as render_patiently:
        for text_id, source in waiting:
            yield text_id, render_patiently(source, ())


def stored(html: str) -> Markup:
    """Return HTML that `render` made earlier, as it was read back from its row. Not checked."""
    return Markup(html)


_Ask = Callable[[str, Collection[str]], str | None]


def _in_turn(priority: Priority, account_id: int | None) -> _Ask:
    """Return what asks the process of everybody, when it is one's turn."""

    def ask(text: str, called: Collection[str]) -> str | None:
        mine, patience = worker(), TURN_SECONDS[priority]
        with mine.scheduler.turn(priority, account_id, patience_seconds=patience) as is_next:
            return mine.ask(text, called) if is_next else None

    return ask


def _rendered(
    source: str, handles: Collection[str], ask: _Ask, *, failed: int = FOR_NOW
) -> Rendered:
    """Return the HTML of a text, asked for in some way; `failed` is the version of a failure."""
    text = normalise(source)
    if not text:
        return Rendered(html=Markup(""), is_plain=False, version=RENDERER_VERSION)
    known = {handle.lower() for handle in handles}
    called = [handle for handle in mentioned_handles(text) if handle in known]
    is_tried = len(text) <= LONGEST_SOURCE
    html = ask(text, called) if is_tried else None
    return Rendered(
        html=Markup(paragraphs(text) if html is None else html),
        is_plain=html is None,
        version=RENDERER_VERSION if html is not None or not is_tried else failed,
    )
