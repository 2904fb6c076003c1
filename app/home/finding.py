"""What a search finds, stitched from many rooms and kept until something else can be found."""

from app.accounts import queries as accounts
from app.core.i18n import language
from app.core.paging import Page
from app.core.subjects import find_visible
from app.core.viewer import Viewer
from app.groups import queries as groups
from app.home.shapes import FoundItem, KeptHits
from app.search import queries as search
from app.search.shapes import Hit, Narrowing, Span
from app.web.fragments import Key, fragments, macro
from app.web.visitor_cache import generation


def found(
    viewer: Viewer, typed: str, *, narrowing: Narrowing, cursor: str | None
) -> Page[FoundItem]:
    """Return a page of what was found, rights checked once more at the subjects themselves.

    Raises:
        NotFound: the cursor is none of this list.
    """
    page = _hits(viewer, typed, narrowing, cursor)
    subjects = find_visible(viewer, [hit.ref for hit in page.items])
    shown = [hit for hit in page.items if hit.ref in subjects]
    faces = accounts.faces({hit.author_id for hit in shown})
    badges = groups.group_badges({hit.group_id for hit in shown if hit.group_id is not None})
    items = [
        FoundItem(
            ref=hit.ref,
            url=subjects[hit.ref].url,
            kind=hit.kind,
            title=hit.title or (Span(subjects[hit.ref].title),),
            excerpt=hit.excerpt,
            author=faces[hit.author_id] if _has_author(hit) else None,
            group_name=badges[hit.group_id].name if hit.group_id in badges else "",
            is_solved=hit.is_solved,
            created_at=hit.created_at,
        )
        for hit in shown
    ]
    return Page(items=tuple(items), next_cursor=page.next_cursor)


def _hits(viewer: Viewer, typed: str, narrowing: Narrowing, cursor: str | None) -> Page[Hit]:
    """Return what the index finds; kept for all who may read the same, until something changes."""
    key = ("home.hits", generation(), groups.private_group_ids(viewer), typed, narrowing, cursor)
    group_ids = groups.readable_group_ids(viewer)

    def make() -> KeptHits:
        page = search.find(typed, group_ids=group_ids, narrowing=narrowing, cursor=cursor)
        return KeptHits(page=page)

    return fragments().find_or_make(key, make).page


def found_lines(items: tuple[FoundItem, ...]) -> bytes:
    """Return what was found, line by line, as HTML; kept for all to whom it says the same."""
    said = language()
    keys: dict[Key, FoundItem] = {("home.found", one, said): one for one in items}

    def make(missing: list[Key]) -> dict[Key, bytes]:
        line = macro("home/_found.html", "found")
        return {key: line(keys[key]).encode() for key in missing}

    lines = fragments().find_or_make_all([*keys], make)
    return b"".join(lines[key] for key in keys)


def _has_author(hit: Hit) -> bool:
    """Tell whether a hit is somebody's words, and not a group or a person."""
    return hit.author_id is not None and hit.kind not in {"group", "person"}
