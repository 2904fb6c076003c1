"""Feeds: all articles, those of a category, those of an author. Source: RFC 4287."""

from flask import render_template, request
from werkzeug.wrappers import Response

from app.blog.queries import published
from app.blog.shapes import ArticleCard
from app.blog.views.articles import TAG
from app.blog.views.blueprint import pages
from app.core import clock
from app.core.i18n import _
from app.web.addresses import site_url
from app.web.current_viewer import viewer
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.visitor_cache import keep_for_visitors


@pages.get("/blog/atom.xml")
@public
@kept()
def feed() -> Response:
    """Return the newest articles."""
    return _feed(_("The blog"), "/blog", published.newest())


@pages.get("/blog/categories/<slug>/atom.xml")
@public
@kept()
def category_feed(slug: str) -> Response:
    """Return the newest articles of a category."""
    found = published.category_of(slug)
    return _feed(found.name, f"/blog/categories/{slug}", published.newest(category=slug))


@pages.get("/blog/auteurs/<handle>/atom.xml")
@public
@kept()
def author_feed(handle: str) -> Response:
    """Return the newest articles of an author."""
    found = published.author_page(viewer(), handle)
    articles = found.articles.items
    return _feed(found.face.display_name, f"/blog/auteurs/{handle}", articles)


def _feed(title: str, path: str, articles: tuple[ArticleCard, ...]) -> Response:
    """Return articles as a feed, kept for visitors."""
    keep_for_visitors(TAG)
    body = render_template(
        "blog/atom.xml",
        title=title,
        path=path,
        here=request.path,
        articles=articles,
        texts=published.texts(articles),
        updated_at=max((one.updated_at for one in articles), default=clock.now()),
        site_url=site_url(),
    )
    return Response(body, mimetype="application/atom+xml")
