"""Small blogs of elsewhere, written as people and WordPress write them, and what came of them."""

import io
import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import sqlalchemy as sa
from PIL import Image

from app.accounts.models import Account
from app.blog.models import Article, ArticleAuthor, Manuscript
from app.core.db import db
from app.imports.services import import_export, import_folder
from app.imports.services.runs import Stage
from app.imports.shapes import Dump, Report
from app.media.models import File, FileUse
from app.threads.models import Post
from tests.imports.bringing import quiet

FIELDS = "title: Un article du carnet\ndate: 2019-03-02\nauthor: Léa Martin\n"
BODY = "Un texte assez long pour qu’on en fasse un résumé sans rien inventer."
_NAMES = "https://wordpress.org/export/1.2/"


def write(folder: Path, name: str, body: str = BODY, *, fields: str = FIELDS) -> Path:
    """Write an article with YAML before it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}---\n{body}", "utf-8")
    return path


def picture(path: Path, *, colour: str = "teal", kind: str = "PNG") -> Path:
    """Write a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(data, kind)
    path.write_bytes(data.getvalue())
    return path


def bring_folder(
    path: Path, *, source: str = "carnet", stage: Stage | None = None, address: str = ""
) -> Report:
    """Import a folder into the blog, in silence."""
    dump = Dump(path=path, source=source, address=address)
    return import_folder(dump, scratch=path.parent / "scratch", stage=stage or quiet)


def bring_export(path: Path, *, source: str = "blogue", stage: Stage | None = None) -> Report:
    """Import an export of WordPress into the blog, in silence."""
    dump = Dump(path=path, source=source)
    return import_export(dump, scratch=path.parent / "scratch", stage=stage or quiet)


def articles() -> list[Article]:
    """Return all articles, in the order of their dates."""
    return list(db.session.scalars(sa.select(Article).order_by(Article.published_at, Article.id)))


def article(title: str) -> Article:
    """Return an article by its title."""
    return db.session.scalars(sa.select(Article).where(Article.title == title)).one()


def html_of(one: Article) -> str:
    """Return what everybody reads."""
    return db.session.get_one(Manuscript, one.published_id).html


def authors_of(one: Article) -> list[str]:
    """Return the names in a byline."""
    return list(
        db.session.scalars(
            sa.select(Account.display_name)
            .join(ArticleAuthor, ArticleAuthor.account_id == Account.id)
            .where(ArticleAuthor.article_id == one.id)
            .order_by(ArticleAuthor.position)
        )
    )


def comments_of(one: Article) -> list[Post]:
    """Return the comments under an article by their numbers."""
    found = sa.select(Post).where(Post.thread_id == one.thread_id).order_by(Post.number)
    return list(db.session.scalars(found))


def kept_pictures() -> list[str]:
    """Return the purposes of the pictures that something holds."""
    held = sa.select(File.purpose).where(
        sa.exists().where(FileUse.file_id == File.id), File.expires_at.is_(None)
    )
    return sorted(db.session.scalars(held))


def reasons(report: Report, kind: str) -> dict[str, int]:
    """Return why something of a kind was left out, and how many."""
    line = next(line for line in report.lines if line.kind == kind)
    assert line.read == line.brought + sum(left.count for left in line.left_out)
    return {left.what.partition("\u00a0:")[0]: left.count for left in line.left_out}


def remarks(report: Report) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return what was changed on the way, by its first words, how often, and the names."""
    return {
        remark.what.partition("\u00a0:")[0]: (remark.count, remark.which)
        for remark in report.remarks
    }


def blog_there_is() -> list[tuple[object, ...]]:
    """Return all that was brought, without the numbers that rows happen to get."""
    found: list[tuple[object, ...]] = sorted(
        (one.handle, one.display_name, one.created_at)
        for one in db.session.scalars(sa.select(Account))
    )
    for one in articles():
        numbers = {post.id: post.number for post in comments_of(one)}
        body = re.sub(r"/medias/\S{32}", "/medias/…", one.body)
        found.append((one.title, one.slug, one.summary, body, one.tags, one.published_at))
        found.append(tuple(authors_of(one)))
        found += [
            (post.number, numbers.get(post.parent_id or 0), post.body, post.created_at)
            for post in comments_of(one)
        ]
    return found


def export(*parts: str, version: str = "1.2", head: str = "") -> str:
    """Return an export of WordPress."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        f'<rss version="2.0" xmlns:wp="{_NAMES}" xmlns:excerpt="{_NAMES}excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n<title>Le blogue</title>\n'
        f"<link>https://ailleurs.example</link>\n<wp:wxr_version>{version}</wp:wxr_version>\n"
        + "\n".join(parts)
        + "\n</channel>\n</rss>\n"
    )


def write_export(path: Path, *parts: str, **more: str) -> Path:
    """Write an export of WordPress."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(export(*parts, **more), "utf-8")
    return path


def author(login: str, name: str, number: int) -> str:
    """Return somebody of an export."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}"
        f"</wp:author_login><wp:author_email>secret@ailleurs.example</wp:author_email>"
        f"<wp:author_display_name>{escape(name)}</wp:author_display_name></wp:author>"
    )


def item(number: int, *inside: str, html: str = f"<p>{BODY}</p>", **others: str) -> str:
    """Return an item of an export; its parts are those of an article, unless others are given."""
    parts = {
        "title": f"Un article du blogue, le {number}",
        "link": f"https://ailleurs.example/2019/article-{number}/",
        "dc:creator": "lea",
        "wp:post_id": str(number),
        "wp:post_date_gmt": f"2019-03-{number % 27 + 1:02} 10:00:00",
        "wp:status": "publish",
        "wp:post_type": "post",
    } | {name.replace("__", ":"): value for name, value in others.items()}
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items())
    return (
        f"<item>{told}<content:encoded><![CDATA[{html}]]></content:encoded>{''.join(inside)}</item>"
    )


def attachment(number: int, url: str, *inside: str, parent: int = 0) -> str:
    """Return a file that was sent to the site."""
    return item(
        number,
        f"<wp:attachment_url>{escape(url)}</wp:attachment_url>",
        *inside,
        html="",
        title=f"Fichier {number}",
        wp__post_type="attachment",
        wp__status="inherit",
        wp__post_parent=str(parent),
    )


def meta(name: str, value: str) -> str:
    """Return something that a plugin keeps."""
    return (
        f"<wp:postmeta><wp:meta_key>{name}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def term(domain: str, name: str, slug: str = "") -> str:
    """Return a category or a tag of an item."""
    slug = quoteattr(slug or name)
    return f'<category domain="{domain}" nicename={slug}><![CDATA[{name}]]></category>'


def comment(number: int, parent: int = 0, text: str = "", **others: str) -> str:
    """Return a comment, under the item that it is in."""
    parts = {
        "comment_id": str(number),
        "comment_author": f"Passante {number}",
        "comment_author_email": "secret@ailleurs.example",
        "comment_author_IP": "192.0.2.7",
        "comment_date_gmt": f"2019-04-{number % 27 + 1:02} 10:00:00",
        "comment_content": text or f"Le commentaire {number}.",
        "comment_approved": "1",
        "comment_type": "",
        "comment_parent": str(parent),
        "comment_user_id": "0",
    } | others
    told = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in parts.items())
    return f"<wp:comment>{told}</wp:comment>"
