"""Lines of lists as HTML, rendered once for all who see the same and kept until that changes."""

from collections.abc import Mapping, Sequence

from flask import url_for

from app.core import clock
from app.core.i18n import language
from app.core.viewer import Viewer
from app.forum.queries.lists import TABS
from app.forum.queries.new_threads import GROWING, list_topic
from app.forum.queries.tags import popular_tags
from app.forum.queries.thread_items import thread_items
from app.forum.shapes import GrowingList, TagLink, ThreadItem, ThreadLine
from app.groups import queries as groups
from app.groups.shapes import GroupBadge
from app.web.fragments import Key, fragments, macro
from app.web.holes import PageTemplate, cut, hole
from app.web.paging import CURSOR, here_with

_FAMILY = "parts/thread_row.html"
TAGS_SECONDS = 600
"""How long the frequent tags are kept; a tag more or less is no news."""


def thread_list(viewer: Viewer, lines: Sequence[ThreadLine], *, level: int = 2) -> bytes:
    """Return a list of threads; nothing when it is empty. Three queries when lines are new."""
    return thread_lists(viewer, lines, level=level)[0]


def thread_lists(viewer: Viewer, *lists: Sequence[ThreadLine], level: int = 2) -> tuple[bytes, ...]:
    """Return the lists of a page. Three queries when lines are new, however many lists there are.

    Args:
        viewer: who looks; a line they may not see is left out.
        lists: as the questions in `queries.lists` found them.
        level: of the heading in each line; 3 under an `h2`.
    """
    said = language()

    def key(line: ThreadLine | ThreadItem) -> Key:
        return ("forum.line", line.id, line.version, level, said)

    wanted = {key(line): line for lines in lists for line in lines}

    def make(missing: list[Key]) -> dict[Key, PageTemplate]:
        row, unread = macro(_FAMILY, "thread_row"), hole("unread")
        items = thread_items(viewer, [wanted[one] for one in missing])
        return {key(item): cut(row(item, level, unread)) for item in items}

    rows = {found[1]: row for found, row in fragments().find_or_make_all([*wanted], make).items()}
    return tuple(_list(rows, lines) for lines in lists)


def _list(rows: Mapping[object, PageTemplate], lines: Sequence[ThreadLine]) -> bytes:
    """Return those of the lines that may be seen as a list; nothing without lines."""
    shown = b"".join(
        rows[line.id].filled({"unread": _unread(line.unread_count)})
        for line in lines
        if line.id in rows
    )
    return b'<ul class="thread-list">' + shown + b"</ul>" if shown else b""


def _unread(count: int) -> bytes:
    """Return how many posts are new to who looks; nothing when none is."""
    if not count:
        return b""
    return fragments().find_or_make(
        ("forum.unread", count, language()), lambda: macro(_FAMILY, "unread_badge")(count).encode()
    )


def frequent_tags(viewer: Viewer) -> tuple[TagLink, ...]:
    """Return the tags most used where the viewer may read; kept for all who may read the same."""
    private_ids = groups.private_group_ids(viewer)
    period = int(clock.now().timestamp()) // TAGS_SECONDS
    return fragments().find_or_make(
        ("forum.tags", private_ids, period), lambda: popular_tags(private_ids)
    )


def list_tabs() -> list[tuple[str, str]]:
    """Return each way to order the list of this page, with its address."""
    return [(name, here_with(onglet=name, **{CURSOR: None})) for name in TABS]


def growing_list(
    tab: str = TABS[0],
    *,
    group: GroupBadge | None = None,
    tag: str | None = None,
    is_first: bool = True,
    is_last: bool = True,
) -> GrowingList | None:
    """Return what a list says to scripts; `None` when nothing new would come into what is shown.

    New threads come first among the latest, and last among those that wait.
    """
    if tab not in GROWING or not is_first or (tab != TABS[0] and not is_last):
        return None
    slug = group.slug if group else None
    return GrowingList(
        topic=list_topic(group.id if group else None),
        tab=tab,
        tag=(tag or "").lower(),
        ask_url=url_for("forum.fresh", onglet=tab, groupe=slug, etiquette=tag),
    )


def this_moment() -> bytes:
    """Return when a list is made, in milliseconds since 1970; taken before it is asked for."""
    return str(int(clock.now().timestamp() * 1000)).encode()
