"""Articles of a blog made ready to be published here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.blog.limits import ALT_LENGTH
from app.imports.staging.articles import ArticleRow
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Remark
from app.imports.texts.links import LinkTo, with_links_led, with_pictures_aside
from app.imports.texts.marked_text import MarkedText, PictureThere, without_marks, without_signs
from app.imports.texts.pages import without_html
from app.imports.texts.passages import CODE_SPAN, fenced, passages, without_notes
from app.imports.texts.shortcodes import LISTING, without_shortcodes
from app.imports.texts.summaries import category_of, fitting_title, summary_of, tags_of, title_of
from app.imports.texts.tags import without_embeds
from app.imports.texts.wordpress import markdown_there, plain_title
from app.text import normalise
from app.threads.services.content import one_line

_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")
"""More than one blank line; code was kept aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """An article that is ready but for its pictures."""

    marked: MarkedText
    title: str
    summary: str
    category: str
    tags: tuple[str, ...]
    text: str
    """Markdown with marks for what was kept aside; see `MarkedText`."""
    cover: PictureThere | None

    def body(self, show: Callable[[PictureThere], str]) -> str:
        """Return the whole text, with what is shown in the place of each picture."""
        shown = _BLANKS.sub("\n\n", self.marked.shown(self.text, show))
        return normalise(self.marked.filled(shown, lambda picture: picture.alt))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to be read or seen."""
        return not self.marked.pictures and not without_marks(self.text).strip()


def article_draft(
    staging: StagingDatabase, article: ArticleRow, *, site: str, link_to: LinkTo
) -> ArticleDraft:
    """Make an article ready.

    Args:
        staging: where what lies beside it is found.
        article: as it was read.
        site: address of the site it comes from; empty if nobody told.
        link_to: where other articles are read here.
    """
    marked = MarkedText(staging, article, site=site)
    there = article.there
    text = with_links_led(marked, _markdown(marked, article.body), link_to)
    words = marked.filled(text, lambda _picture: "")
    whole = title_of(plain_title(there.title) if there.is_html else there.title, words, there.name)
    title, is_cut = fitting_title(whole)
    if is_cut:
        marked.say(Remark.TITLE, there.name)
        text = f"{whole}\n\n{text}"
    return ArticleDraft(
        marked=marked,
        title=title,
        summary=summary_of(_summary(marked), words, title),
        category=_category(marked),
        tags=_tags(marked),
        text=text,
        cover=_cover(marked, title),
    )


def comment_text(staging: StagingDatabase, article: ArticleRow, html: str) -> str:
    """Return the text of a comment: pictures in it are links, as nobody sent them with it."""
    marked = MarkedText(staging, article, site="")
    text = with_links_led(marked, _from_html(marked, html), lambda _id: "")
    return marked.filled(text, lambda picture: picture.where)


def picture_words(picture: PictureThere, title: str) -> str:
    """Return what a picture shows, in words: as was told, else what the article is about."""
    words = one_line(normalise(picture.alt or picture.caption)) or title
    return words.replace("[", "(").replace("]", ")")[:ALT_LENGTH]


def picture_shown(picture: PictureThere, title: str, token: str) -> str:
    """Return what stands where a picture stood: the picture, a link to it, or its words."""
    words = picture_words(picture, title)
    caption = one_line(normalise(picture.caption.replace("*", "")))
    if token:
        shown = f"![{words}](/medias/{token})"
    elif picture.where.startswith(("http://", "https://")):
        where = picture.where.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        shown = f"![{words}]({where})"
    else:
        shown = words if picture.alt and not caption else ""
    return "\n".join(filter(None, (shown, f"*{caption}*" if caption else "")))


def _markdown(marked: MarkedText, body: str) -> str:
    """Return the text of an article in our Markdown, with marks."""
    if marked.article.there.is_html:
        return _from_html(marked, body)
    source = without_signs(normalise(body))
    listed = LISTING.sub(lambda found: marked.keep(f"```\n{found[1].strip()}\n```"), source)
    text = _without_code(marked, listed)
    text = without_shortcodes(marked, without_notes(text))
    text = without_html(marked, without_embeds(marked, text))
    return normalise(_BLANKS.sub("\n\n", with_pictures_aside(marked, text)))


def _from_html(marked: MarkedText, html: str) -> str:
    """Return a text of WordPress in our Markdown, with marks."""
    markdown = markdown_there(marked, without_signs(normalise(html)))
    return normalise(_BLANKS.sub("\n\n", _without_code(marked, markdown)))


def _without_code(marked: MarkedText, source: str) -> str:
    """Return a text with its code kept aside."""
    lines: list[str] = []
    for kind, passage in passages(source):
        if kind == "prose":
            prose = "\n".join(passage)
            lines.append(CODE_SPAN.sub(lambda found: marked.keep(found[0]), prose))
        else:
            code = list(fenced(passage)) if kind == "indented" else passage
            lines.append(marked.keep("\n".join(code)))
    return "\n".join(lines)


def _summary(marked: MarkedText) -> str:
    """Return what the article is said to be about."""
    told = marked.article.there.summary
    if not (told and marked.article.there.is_html):
        return told
    aside = MarkedText(marked.staging, marked.article, site="")
    return without_marks(markdown_there(aside, without_signs(told)))


def _category(marked: MarkedText) -> str:
    """Return the category; others are named in the report."""
    first, others = category_of(marked.article.there.categories)
    if others:
        marked.say(Remark.CATEGORIES, f"{marked.article.there.name}: {', '.join(others)}")
    return first


def _tags(marked: MarkedText) -> tuple[str, ...]:
    """Return the tags; those for which there is no room are named in the report."""
    kept, others = tags_of(marked.article.there.tags)
    if others:
        marked.say(Remark.TAGS_LEFT, f"{marked.article.there.name}: {', '.join(others)}")
    return kept


def _cover(marked: MarkedText, title: str) -> PictureThere | None:
    """Return the picture at the top: a path, or the number of something that was sent there."""
    there = marked.article.there
    if not there.cover:
        return None
    if not there.is_html:
        return PictureThere(there.cover, there.cover_alt or title)
    row = marked.staging.execute(
        "SELECT url, alt FROM attachments WHERE key = ?", (there.cover,)
    ).fetchone()
    return PictureThere(row["url"], row["alt"] or title) if row else None
