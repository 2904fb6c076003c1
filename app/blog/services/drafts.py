"""Beginning an article and writing it on."""

import re

from app.accounts import services as accounts
from app.blog import policy
from app.blog.enums import ArticleState
from app.blog.limits import (
    ALT_LENGTH,
    BODY_LENGTH,
    CATEGORY_LENGTH,
    PROPOSALS_A_DAY,
    SUMMARY_LEAST,
    SUMMARY_LENGTH,
    TAGS_LENGTH,
    TAGS_MOST,
    TITLE_LEAST,
    TITLE_LENGTH,
)
from app.blog.models import Article, ArticleAuthor, Manuscript
from app.blog.queries.access import access_article_row
from app.blog.queries.entries import DRAFT
from app.blog.shapes import ArticleText
from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.idempotency import key_of
from app.core.limits import check_rate
from app.core.shapes import shaped
from app.core.slugs import slug_of
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.media import queries as media_queries
from app.media import services as media
from app.media.queries import tokens_in
from app.text import normalise
from app.threads.services.content import one_line

_MOST = {
    "title": TITLE_LENGTH,
    "summary": SUMMARY_LENGTH,
    "body": BODY_LENGTH,
    "category": CATEGORY_LENGTH,
    "tags": TAGS_LENGTH,
    "cover_alt": ALT_LENGTH,
}
_UNDESCRIBED = re.compile(r"!\[\s*\]\(")


def begin_article(viewer: Viewer, text: ArticleText, *, once: str | None = None) -> int:
    """Begin an article; return its id. Any member may. The same form twice makes one.

    Raises:
        FormRefused: something in it cannot be kept.
        SignInNeeded, Suspended: the viewer may not write.
        TooOften: they began many within the day.
    """
    account_id, tidy = viewer.writing_id, checked_draft(text)
    key = key_of(once, tidy.title, tidy.body)
    with atomic() as session:
        accounts.lock_people(session, account_id)  # as what comes twice may come at once
        if (made := accounts.made_under(account_id, key)) is not None:
            return int(made)
        check_rate(PROPOSALS_A_DAY, "blog.begin", account_id)
        article_id = add_article(account_id, tidy)
        accounts.note_made(account_id, key, str(article_id))
        return article_id


def add_article(account_id: int, text: ArticleText) -> int:
    """Add a draft for somebody; inside `atomic()`."""
    now = clock.now()
    with atomic() as session:
        article = Article(state=ArticleState.DRAFT, **text._asdict(), created_at=now, moved_at=now)
        session.add(article)
        session.flush()
        session.add(ArticleAuthor(article_id=article.id, account_id=account_id, accepted_at=now))
        _hold_pictures(article.id, text, account_id)
        return article.id


def pictures_in(text: ArticleText | Manuscript) -> list[str]:
    """Return the pictures that an article shows: its cover and those in its text."""
    return [text.cover] * bool(text.cover) + tokens_in(text.body)


def _hold_pictures(article_id: int, text: ArticleText, account_id: int) -> None:
    """Let a draft hold the pictures in it: its authors see them."""
    media.attach(SubjectRef(DRAFT, article_id), pictures_in(text), writer_id=account_id)


def save_article(
    viewer: Viewer, article_id: int, text: ArticleText, *, check: Check = unseen
) -> None:
    """Keep what its authors have written so far; what is not finished is kept as well.

    Raises:
        Changed: somebody has saved it since the form was made.
        FormRefused: something in it cannot be kept.
        Forbidden: the text is not theirs to change now.
        NotFound: there is no such article for this viewer.
    """
    account_id, tidy = viewer.writing_id, checked_draft(text)
    with atomic():
        article, standing = access_article_row(viewer, article_id, is_locked=True)
        require(policy.may_write(standing, article.state), _("It cannot be changed now."))
        if shaped(ArticleText, article) == tidy:
            return
        check()
        for name, typed in tidy._asdict().items():
            setattr(article, name, typed)
        article.version += 1
        _hold_pictures(article.id, tidy, account_id)


def checked_draft(typed: ArticleText) -> ArticleText:
    """Return what can be kept of a text that may not be finished.

    Raises:
        FormRefused: something is longer than it may be.
    """
    tidy = ArticleText(
        title=one_line(typed.title),
        summary=one_line(typed.summary),
        body=normalise(typed.body),
        category=one_line(typed.category),
        tags=", ".join(tags_in(typed.tags)),
        cover=typed.cover,
        cover_alt=one_line(typed.cover_alt),
    )
    if tidy.cover and not media_queries.pictures([tidy.cover]):
        raise FormRefused(_("This picture is gone: choose it again."), field="cover")
    for name, most in _MOST.items():
        if len(getattr(tidy, name)) > most:
            raise FormRefused(_("At most {most} characters.", most=most), field=name)
    return tidy


def check_finished(text: ArticleText) -> None:
    """Refuse to submit what is not finished.

    Raises:
        FormRefused: a part is missing.
    """
    if len(text.title) < TITLE_LEAST:
        raise FormRefused(_("Give your article a title that says what it is about."), field="title")
    if len(text.summary) < SUMMARY_LEAST:
        raise FormRefused(
            _("Say in a sentence or two what one learns by reading it."), field="summary"
        )
    if not text.body.strip():
        raise FormRefused(_("Write something first."), field="body")
    if text.cover and not text.cover_alt:
        raise FormRefused(
            _("Say in words what the picture at the top shows, for those who cannot see it."),
            field="cover_alt",
        )
    if _UNDESCRIBED.search(text.body):
        raise FormRefused(
            _("Say in words what each picture shows, between the brackets before its address."),
            field="body",
        )
    if text.category and not slug_of(text.category, limit=CATEGORY_LENGTH):
        raise FormRefused(
            _("Write the category in Latin letters: it becomes an address."), field="category"
        )


def tags_in(typed: str) -> tuple[str, ...]:
    """Return tags as they were typed, each once.

    Raises:
        FormRefused: there are too many.
    """
    tags = tuple(dict.fromkeys(tag for part in typed.split(",") if (tag := one_line(part).lower())))
    if len(tags) > TAGS_MOST:
        raise FormRefused(_("At most {most} tags.", most=TAGS_MOST), field="tags")
    return tags
