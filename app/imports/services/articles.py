"""The articles of a blog, published here as they were there: each with its keys at once."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from app.blog.services.drafts import checked_draft
from app.blog.services.imports import ImportedArticle, import_article
from app.blog.shapes import ArticleText
from app.core.errors import DomainError
from app.core.subjects import SubjectRef, find_visible
from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.imports.dump.elements import Progress
from app.imports.dump.moments import moment_of
from app.imports.services.keys import keep_key
from app.imports.services.pictures import Pictures
from app.imports.shapes import Dump
from app.imports.staging.addresses import is_later, thread_of
from app.imports.staging.articles import ArticleRow, article_row, tick_off_article
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome, Remark
from app.imports.texts.articles import ArticleDraft, article_draft, picture_shown, picture_words
from app.imports.texts.marked_text import PictureThere
from app.imports.texts.parts import parts_of
from app.imports.texts.rendered import rendered_parts
from app.media.enums import Purpose
from app.threads.limits import BODY_LENGTH
from app.threads.services.content import Written
from app.threads.services.imports import ImportedPost, import_post

_THREAD = "blog.thread"
"""Kind of the subject that the thread under an article is."""


class _Ready(NamedTuple):
    """An article with its pictures, ready to be published."""

    text: ArticleText
    more: tuple[Written, ...]
    """What one text cannot hold: it goes on in comments."""
    parts_count: int
    pictures: Pictures


def import_articles(
    staging: StagingDatabase, source_id: int, dump: Dump, progress: Progress
) -> None:
    """Publish all articles, the oldest first; those that are here already are only told of."""
    for article in _articles(staging):
        link_to = partial(_link, staging, article)
        draft = article_draft(staging, article, site=dump.address, link_to=link_to)
        if article.outcome is not None:
            _tell_again(staging, dump, draft)
        elif draft.is_empty:
            _leave(staging, article, Outcome.EMPTY)
        else:
            _import(staging, source_id, dump, draft)
        progress(1)


def _articles(staging: StagingDatabase) -> Iterator[ArticleRow]:
    """Yield the articles that are imported, or were, the oldest first."""
    place = ("", 0)
    while row := staging.execute(
        "SELECT * FROM articles WHERE (outcome IS NULL OR outcome = 'earlier')"
        " AND (published, id) > (?, ?) ORDER BY published, id LIMIT 1",
        place,
    ).fetchone():
        place = (row["published"], row["id"])
        yield article_row(row)


def _link(staging: StagingDatabase, article: ArticleRow, article_id: int) -> str:
    """Return where an article is read here; empty if it is not, or was not when it mattered."""
    if article.outcome is not None and is_later(staging, article_id, than=article):
        return ""
    thread_id = thread_of(staging, article_id)
    ref = SubjectRef(_THREAD, thread_id)
    found = find_visible(GUEST, [ref]) if thread_id else {}
    return found[ref].url if ref in found else ""


def _leave(staging: StagingDatabase, article: ArticleRow, outcome: str, *, why: str = "") -> None:
    """Leave an article out after all."""
    tick_off_article(staging, article, outcome)
    which = f"{article.there.name}: {why}" if why else article.there.name
    staging.remark(article.kind, outcome, which=which)


def _tell(staging: StagingDatabase, draft: ArticleDraft) -> None:
    """Keep what there is to say of an article for the report."""
    for code, which in draft.marked.told:
        staging.remark("changed", code, which=which)
    there = draft.marked.article.there
    kinds = (("category", (draft.category,)), ("tag", draft.tags))
    names = {"category": there.categories, "tag": there.tags}
    for kind, kept in kinds:
        for name in names[kind]:
            is_kept = " ".join(name.split()).casefold() in {one.casefold() for one in kept}
            staging.execute(
                "INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET outcome ="
                " CASE WHEN excluded.outcome = 'brought' THEN 'brought'"
                " WHEN outcome = 'unused' THEN excluded.outcome ELSE outcome END",
                (kind, name, "brought" if is_kept else "further"),
            )


def _tell_again(staging: StagingDatabase, dump: Dump, draft: ArticleDraft) -> None:
    """Keep what there is to say of an article that an earlier run published."""
    article = draft.marked.article
    _tell(staging, draft)
    ready = _ready(staging, dump, draft, None)
    if ready.parts_count > 1:
        staging.remark("changed", Remark.LONG, which=article.there.name)
    if not article.is_same:
        staging.remark("changed", Remark.CHANGED, which=article.there.name)


def _import(staging: StagingDatabase, source_id: int, dump: Dump, draft: ArticleDraft) -> None:
    """Publish one article, with its keys."""
    article = draft.marked.article
    account_ids = _authors(staging, article.id)
    try:
        ready = _ready(staging, dump, draft, account_ids[0])
        new = ImportedArticle(
            text=checked_draft(ready.text),
            author_ids=account_ids,
            published_at=moment_of(article.published),
        )
        _id, thread_id = import_article(new, beside=partial(_beside, source_id, article, ready))
    except DomainError as refusal:
        _leave(staging, article, Outcome.REFUSED, why=str(refusal.sentence))
        return
    _tell(staging, draft)
    ready.pictures.note_refused()
    if ready.parts_count > 1:
        staging.remark("changed", Remark.LONG, which=article.there.name)
    staging.execute("UPDATE articles SET thread = ? WHERE id = ?", (thread_id, article.id))
    tick_off_article(staging, article, Outcome.BROUGHT)


def _authors(staging: StagingDatabase, article_id: int) -> tuple[int, ...]:
    """Return who wrote an article, as they are here, in the order of the byline."""
    rows = staging.execute(
        "SELECT u.local FROM bylines b JOIN users u ON u.key = b.person"
        " WHERE b.article = ? ORDER BY b.position",
        (article_id,),
    )
    return tuple(dict.fromkeys(row["local"] for row in rows))


def _beside(
    source_id: int, article: ArticleRow, ready: _Ready, article_id: int, thread_id: int
) -> None:
    """Write what belongs to an article that is being published, in the same transaction."""
    with atomic() as session:
        parent_id: int | None = None
        for part in ready.more:
            parent_id = import_post(
                ImportedPost(
                    thread_id=thread_id,
                    parent_id=parent_id,
                    body=part.body,
                    author_id=ready.pictures.account_id,
                    created_at=moment_of(article.published),
                ),
                content=part,
            )
        keep_key(session, source_id, "article", article.key, article_id)
        keep_key(session, source_id, "thread", article.key, thread_id)
        keep_key(session, source_id, "text", article.digest, thread_id)
        for key in sorted(ready.pictures.refused):
            keep_key(session, source_id, "refused", key, article_id)


def _ready(
    staging: StagingDatabase, dump: Dump, draft: ArticleDraft, account_id: int | None
) -> _Ready:
    """Return an article with its pictures in their places; without an account only count them."""
    article = draft.marked.article
    root = dump.path.parent if article.there.is_html else dump.path
    pictures = Pictures(staging, root, article, account_id)

    def show(picture: PictureThere) -> str:
        token = pictures.token_of(picture, Purpose.POST)
        return picture_shown(picture, draft.title, token)

    cover = pictures.token_of(draft.cover, Purpose.COVER) if draft.cover else ""
    parts = parts_of(draft.body(show), BODY_LENGTH)
    rest = parts[1:] if account_id is not None else []
    text = ArticleText(
        title=draft.title,
        summary=draft.summary,
        body=parts[0] if parts else "",
        category=draft.category,
        tags=", ".join(draft.tags),
        cover=cover,
        cover_alt=picture_words(draft.cover, draft.title) if draft.cover and cover else "",
    )
    more = tuple(part for written in rest for part in rendered_parts(written))
    return _Ready(text, more, len(parts), pictures)
