"""What a search finds, stitched from many rooms and kept until something else can be found."""

from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.core.audiences import audience_names, private_audiences
from app.core.i18n import language
from app.core.paging import Page
from app.core.subjects import SubjectRef, find_visible
from app.core.viewer import Viewer
from app.home.shapes import Answers, FoundItem, KeptHits
from app.search import queries as search
from app.search.language.stems import stems
from app.search.search import KIND as PERSON
from app.search.shapes import Found, Hit, Narrowing, Span
from app.web.fragments import Key, macro, search_fragments
from app.web.visitor_cache import generation


def found(viewer: Viewer, typed: str, *, narrowing: Narrowing, cursor: str | None) -> Answers:
    """Return a page of what was found, rights checked once more at the subjects themselves.

    Raises:
        NotFound: the cursor is none of this list.
    """
    key, answer = _hits(viewer, typed, narrowing, cursor)
    page = answer.page
    subjects = find_visible(viewer, [hit.ref for hit in page.items])
    shown = [hit for hit in page.items if hit.ref in subjects]
    faces = accounts.faces({hit.author_id for hit in shown})
    names = audience_names({hit.audience for hit in shown})
    items = [
        FoundItem(
            ref=hit.ref,
            url=subjects[hit.ref].url,
            kind=hit.kind,
            title=hit.title or (Span(subjects[hit.ref].title),),
            excerpt=hit.excerpt,
            author=faces[hit.author_id] if _has_author(hit) else None,
            where=names.get(hit.audience, ""),
            is_solved=hit.is_solved,
            created_at=hit.created_at,
        )
        for hit in shown
    ]
    return Answers(
        about=key,
        page=Page(items=tuple(items), next_cursor=page.next_cursor),
        too_common=answer.too_common,
        read_as=answer.read_as,
        is_without_quotes=answer.is_without_quotes,
        is_nothing=answer.is_nothing,
    )


def people_named(viewer: Viewer, typed: str) -> tuple[Face, ...]:
    """Return the people the viewer may see who bear this handle, or all these names."""
    known = accounts.by_handle([typed.removeprefix("@")])
    ids = list(known.values())
    if not ids:
        names = set(stems(typed))
        asked = Narrowing(kinds=(PERSON,))
        _key, answer = _hits(viewer, typed, asked, None)
        ids = [hit.ref.id for hit in answer.page.items if names <= set(stems(_text(hit.title)))]
    refs = [SubjectRef(accounts.PERSON, account_id) for account_id in ids]
    visible = find_visible(viewer, refs)
    faces = accounts.faces(ids)
    return tuple(faces[ref.id] for ref in refs if ref in visible)


def _text(spans: tuple[Span, ...]) -> str:
    """Return pieces of a text as one."""
    return "".join(span.text for span in spans)


def _hits(
    viewer: Viewer, typed: str, narrowing: Narrowing, cursor: str | None
) -> tuple[Key, Found]:
    """Return what the index finds, and under which key it is kept.

    It is kept for all who may read the same, until something changes.
    """
    key = ("home.hits", generation(), private_audiences(viewer), typed, narrowing, cursor)

    def make() -> KeptHits:
        found = search.find(typed, viewer=viewer, narrowing=narrowing, cursor=cursor)
        return KeptHits(found=found)

    return key, search_fragments().find_or_make(key, make).found


def found_lines(answers: Answers) -> bytes:
    """Return what was found, line by line, as HTML; kept for all to whom it says the same."""
    items = answers.page.items
    around = tuple((one.url, _text(one.title), one.author, one.where) for one in items)

    def make() -> bytes:
        line = macro("home/_found.html", "found")
        return b"".join(line(item).encode() for item in items)

    return search_fragments().find_or_make(("home.found", answers.about, around, language()), make)


def _has_author(hit: Hit) -> bool:
    """Tell whether a hit is somebody's words, and not a group or a person."""
    return hit.author_id is not None and hit.kind not in {"group", "person"}
