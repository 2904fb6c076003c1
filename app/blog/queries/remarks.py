"""What editors say of single paragraphs, where it stands today."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.blog import policy
from app.blog.limits import BLOCKS_MOST, QUOTE_LENGTH
from app.blog.models import Article, Manuscript, Remark
from app.blog.queries.access import read_manuscript
from app.blog.shapes import DeskArticle, NewRemark
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.text import Html

_Row = Any  # of `_REMARKS`
_ALIKE = 4
"""Words with which a paragraph begins, by which it is known again in another version."""
_WORD = re.compile(r"\w+")
_OPENING = 8
"""Words that tell paragraphs apart when they are read aloud."""
_REMARKS = sa.select(Remark.__table__, Manuscript.number.label("version")).join(
    Manuscript, Manuscript.id == Remark.manuscript_id
)


class RemarkItem(NamedTuple):
    """A remark as those at the desk see it."""

    id: int
    version: int
    """Number of the submission it is about."""
    is_earlier: bool
    """There is a later submission."""
    quote: str
    body: str
    author: Face
    created_at: datetime
    resolver: Face | None
    """Who saw to it; `None`: nobody yet."""
    may_resolve: bool
    """Or open it again."""
    may_take_back: bool


class DeskBlock(NamedTuple):
    """A paragraph of what was submitted last, with what is said of it."""

    number: int
    """From 0."""
    html: Html
    opening: str
    """Its first words."""
    remarks: tuple[RemarkItem, ...]
    may_remark: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRemarks:
    """What is said of an article, paragraph by paragraph."""

    manuscript_id: int | None
    """What was submitted last; `None`: nothing yet."""
    version: int
    """Its number, from 1; 0: nothing yet."""
    blocks: tuple[DeskBlock, ...]
    astray: tuple[RemarkItem, ...]
    """Remarks about paragraphs that are there no more."""

    @property
    def all(self) -> tuple[RemarkItem, ...]:
        """All of them, in the order of the text."""
        return (*(one for block in self.blocks for one in block.remarks), *self.astray)

    @property
    def resolved_count(self) -> int:
        """How many of them were seen to."""
        return sum(one.resolver is not None for one in self.all)


class RemarksTold(NamedTuple):
    """What a notice says of the remarks on an article."""

    title: str
    remark_count: int
    """Of those about what was submitted last."""


def desk_remarks(viewer: Viewer, article: DeskArticle) -> DeskRemarks:
    """Return the paragraphs of what is read at the desk, with the remarks on each. Three queries.

    Args:
        viewer: who looks; may see the article.
        article: as they see it.
    """
    frozen = read_manuscript(db.session.get_one(Article, article.id))
    if frozen is None:
        return DeskRemarks(manuscript_id=None, version=0, blocks=(), astray=())
    found = _REMARKS.where(Remark.article_id == article.id).order_by(Remark.block, Remark.id)
    rows = db.session.execute(found).all()
    blocks = blocks_of_manuscript(frozen.html)
    quotes = [quote_of(block) for block in blocks]
    items = _items(viewer, article, rows, last_id=frozen.id)
    placed: dict[int | None, list[RemarkItem]] = {}
    for row, place in zip(rows, _places(rows, quotes, last_id=frozen.id), strict=True):
        placed.setdefault(place, []).append(items[row.id])
    may_remark = policy.may_remark(article.standing, article.state)
    return DeskRemarks(
        manuscript_id=frozen.id,
        version=frozen.number,
        blocks=tuple(
            DeskBlock(
                number=number,
                html=block,
                opening=" ".join(quote.split()[:_OPENING]),
                remarks=tuple(placed.get(number, ())),
                may_remark=may_remark and bool(quote),
            )
            for number, (block, quote) in enumerate(zip(blocks, quotes, strict=True))
        ),
        astray=tuple(placed.get(None, ())),
    )


def typed_at(remarks: DeskRemarks, typed: NewRemark) -> int | None:
    """Return the paragraph at which a remark may still be written that was refused, if any."""
    if typed.manuscript_id != remarks.manuscript_id:
        return None
    places = (one.number for one in remarks.blocks if one.may_remark)
    return next((place for place in places if place == typed.block), None)


def blocks_of_manuscript(html: str) -> tuple[Html, ...]:
    """Return the paragraphs of a text as it was submitted; of very many the last ones as one."""
    blocks = text.blocks_of(text.stored(html))
    if len(blocks) <= BLOCKS_MOST:
        return blocks
    return (*blocks[: BLOCKS_MOST - 1], text.stored("".join(blocks[BLOCKS_MOST - 1 :])))


def quote_of(block: Html) -> str:
    """Return how a paragraph begins; nothing of one without words, which nobody speaks of."""
    words = text.shown_words(block)
    if len(words) <= QUOTE_LENGTH:
        return words
    return (
        words[: QUOTE_LENGTH - 1].rpartition(" ")[0] + "…" if " " in words else words[:QUOTE_LENGTH]
    )


def remarks_told(refs: Iterable[SubjectRef]) -> Mapping[SubjectRef, RemarksTold]:
    """Return what notices say of the remarks on some articles. One query."""
    wanted = {ref.id: ref for ref in refs}
    newest = (
        sa.select(sa.func.max(Manuscript.id))
        .where(Manuscript.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Article.id, Manuscript.title, sa.func.count(Remark.id).label("remark_count"))
        .join(Manuscript, Manuscript.id == newest)
        .outerjoin(Remark, Remark.manuscript_id == Manuscript.id)
        .where(Article.id.in_(wanted))
        .group_by(Article.id, Manuscript.title)
    )
    return {
        wanted[row.id]: RemarksTold(title=row.title, remark_count=row.remark_count) for row in rows
    }


def _items(
    viewer: Viewer, article: DeskArticle, rows: Sequence[_Row], *, last_id: int
) -> dict[int, RemarkItem]:
    """Return remarks as the viewer sees them, by their id. One query."""
    known = accounts.faces({one for row in rows for one in (row.author_id, row.resolved_by)})
    may_resolve = policy.may_resolve(article.standing)
    return {
        row.id: RemarkItem(
            id=row.id,
            version=row.version,
            is_earlier=row.manuscript_id != last_id,
            quote=row.quote,
            body=row.body,
            author=known[row.author_id],
            created_at=row.created_at,
            resolver=known[row.resolved_by] if row.resolved_at else None,
            may_resolve=may_resolve,
            may_take_back=policy.may_take_back(viewer, row.author_id) and not row.resolved_at,
        )
        for row in rows
    }


def _places(rows: Sequence[_Row], quotes: Sequence[str], *, last_id: int) -> Iterable[int | None]:
    """Yield the paragraph that each remark is about today; `None`: it is there no more.

    What was said of an earlier version stands where a paragraph now begins with the same words;
    if several do, at the one that says the same and is nearest to where it stood.
    """
    openings: dict[tuple[str, ...], list[int]] = {}
    for place, quote in enumerate(quotes):
        if quote:
            openings.setdefault(_opening(quote), []).append(place)
    for row in rows:
        if row.manuscript_id == last_id and row.block < len(quotes):
            yield row.block
            continue
        yield min(
            openings.get(_opening(row.quote), ()),
            key=lambda place, row=row: (quotes[place] != row.quote, abs(place - row.block)),
            default=None,
        )


def _opening(quote: str) -> tuple[str, ...]:
    """Return the words by which a paragraph is known again."""
    return tuple(_WORD.findall(quote.casefold())[:_ALIKE]) or (quote,)
