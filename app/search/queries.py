"""Finding, within what the viewer may read."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.db import execute, is_one_of
from app.core.errors import NotFound
from app.core.paging import Page, decode_cursor, encode_cursor
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.search.limits import EXCERPT_LENGTH, LAST_PAGE, PAGE_SIZE, READ_FOR_EXCERPT
from app.search.models import SearchEntry
from app.search.ranking import typed_words
from app.search.ranking.candidates import Within, candidates, lately, openings, within_reach
from app.search.ranking.excerpts import Sought, excerpt, highlighted
from app.search.ranking.questions import question
from app.search.ranking.scores import Ranked, hosts_to_read, rank
from app.search.shapes import Found, Hit, Narrowing, Question

_LEAST_ALIKE = 0.3
"""Part of what a title tells that a similar one has to tell."""
_EQUALS = 8
"""Steps between nothing and the best in which similar titles are equals: solved ones go first."""
_ENOUGH_WORDS = 3
"""Words of a question that is never answered by an empty page."""
_HITS = sa.select(
    SearchEntry.id,
    SearchEntry.subject_kind,
    SearchEntry.subject_id,
    SearchEntry.kind,
    SearchEntry.audience,
    SearchEntry.author_id,
    SearchEntry.is_solved,
    SearchEntry.usefulness,
    SearchEntry.created_at,
    SearchEntry.title,
    sa.func.substr(SearchEntry.text, 1, READ_FOR_EXCERPT).label("text"),
).where(is_one_of(SearchEntry.id, "ids"))


def find(
    typed: str,
    *,
    viewer: Viewer,
    narrowing: Narrowing | None = None,
    cursor: str | None = None,
) -> Found:
    """Return a page of what answers a question, best first.

    No word must be there unless it stands in quotes. A question of three words or more that
    nothing answers is given what helped lately. Six queries; three more for an unknown word.

    Args:
        typed: what stands in the field; quotes hold words together.
        viewer: who asks, and finds what they may read.
        narrowing: what the found must be besides.
        cursor: where the page begins.

    Raises:
        NotFound: the cursor is none of this list.
    """
    number = _number(cursor)
    within = within_reach(viewer, narrowing or Narrowing())
    read = typed_words.read(typed)
    asked, ranked = _answers(read, within)
    is_without_quotes = bool(read.quoted) and not ranked
    if is_without_quotes:
        asked, ranked = _answers(typed_words.read(typed_words.unquoted(typed)), within)
    if ranked:
        page = _page(ranked, asked, number)
        return Found(
            page=page,
            read_as=_read_as(asked, page),
            is_without_quotes=is_without_quotes,
        )
    is_question = len(read.too_common) + len(read.words) >= _ENOUGH_WORDS
    ids = lately(within, most=PAGE_SIZE // 2) if is_question else ()
    nothing = Page(items=_hits([(entry_id, None) for entry_id in ids], Sought()), next_cursor=None)
    too_common = () if asked.terms else read.too_common
    return Found(page=nothing, too_common=too_common, is_nothing=bool(ids))


def similar(
    title: str,
    *,
    viewer: Viewer,
    limit: int = 5,
    host_kind: str | None = None,
) -> list[SubjectRef]:
    """Return what resembles a title being typed, solved first among equals. Six queries."""
    asked = question(typed_words.read(title, is_typing=True))
    ranked = _ranked(asked, within_reach(viewer, Narrowing(host_kind=host_kind)))
    alike = [one for one in ranked if one.coverage >= _LEAST_ALIKE][:limit]
    best = max((one.score for one in alike), default=1.0)
    alike.sort(key=lambda one: (-round(_EQUALS * one.score / best), not one.is_solved))
    return [SubjectRef(*one.key) for one in alike]


def _answers(read: typed_words.Wording, within: Within) -> tuple[Question, list[Ranked]]:
    """Return how words are read and what answers them; less strictly when nothing does."""
    asked = question(read)
    ranked = _ranked(asked, within)
    if not ranked and read.words:
        lenient = question(read, is_lenient=True)
        if lenient.corrections != asked.corrections:
            return lenient, _ranked(lenient, within)
    return asked, ranked


def _ranked(asked: Question, within: Within) -> list[Ranked]:
    """Return what answers a question, the best first."""
    if not asked.terms:
        return []
    rows = candidates(asked, within)
    return rank(asked, rows, openings(hosts_to_read(rows), within))


def _page(ranked: Sequence[Ranked], asked: Question, number: int) -> Page[Hit]:
    """Return one page of what was found."""
    start = number * PAGE_SIZE
    shown = [(one.entry_id, one.title_id) for one in ranked[start : start + PAGE_SIZE]]
    has_more = len(ranked) > start + PAGE_SIZE and number < LAST_PAGE
    return Page(
        items=_hits(shown, Sought.of(asked)),
        next_cursor=encode_cursor(number + 1, 0) if has_more else None,
    )


def _hits(shown: Sequence[tuple[int, int | None]], sought: Sought) -> tuple[Hit, ...]:
    """Return what is shown of some entries, each under the title of another, in their order."""
    ids = {entry_id for both in shown for entry_id in both if entry_id is not None}
    if not ids:
        return ()
    rows = {row.id: row for row in execute(_HITS, ids=list(ids))}
    return tuple(
        Hit(
            ref=SubjectRef(row.subject_kind, row.subject_id),
            kind=row.kind,
            title=highlighted(rows[title_id].title if title_id in rows else row.title, sought),
            excerpt=excerpt(row.text, sought, length=EXCERPT_LENGTH),
            audience=row.audience,
            author_id=row.author_id,
            is_solved=row.is_solved,
            usefulness=row.usefulness,
            created_at=row.created_at,
        )
        for entry_id, title_id in shown
        if (row := rows.get(entry_id)) is not None
    )


def _read_as(asked: Question, page: Page[Hit]) -> tuple[tuple[str, str], ...]:
    """Return the corrections that are seen in what is shown: no others, they may be secrets."""
    seen = {span.stem for hit in page.items for span in (*hit.title, *hit.excerpt) if span.is_hit}
    return tuple((typed, word) for typed, word, stem in asked.corrections if stem in seen)


def _number(cursor: str | None) -> int:
    """Return which page a cursor means."""
    if not cursor:
        return 0
    page, rest = decode_cursor(cursor, int, int)
    if not isinstance(page, int) or not 0 < page <= LAST_PAGE or rest != 0:
        raise NotFound
    return page
