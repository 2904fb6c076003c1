"""What everybody reads: the front page of the blog, categories, authors. Articles are threads."""

from flask import request

from app.blog.queries import published
from app.blog.shapes import ArticleCard
from app.blog.views.blueprint import pages
from app.core.paging import Page
from app.web.addresses import site_url
from app.web.current_viewer import viewer
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.paging import CURSOR, pager
from app.web.responses import render_page
from app.web.visitor_cache import keep_for_visitors

TAG = "blog"
"""Under which pages are kept that show lists of articles."""


@pages.get("/blog")
@public
@readable_offline
@kept(CURSOR)
def front() -> str:
    """Show the newest articles."""
    cursor = request.args.get(CURSOR)
    page = published.listed(cursor=cursor)
    leads = cursor is None and len(page.items) > 1
    return _listed("blog/front.html", page, leads=leads)


@pages.get("/blog/categories/<slug>")
@public
@readable_offline
@kept(CURSOR)
def category(slug: str) -> str:
    """Show the articles of a category."""
    found = published.category_of(slug)
    page = published.listed(cursor=request.args.get(CURSOR), category=slug)
    return _listed("blog/category.html", page, category=found)


@pages.get("/blog/auteurs/<handle>")
@public
@readable_offline
@kept(CURSOR)
def author(handle: str) -> str:
    """Show what somebody has published."""
    found = published.author_page(viewer(), handle, cursor=request.args.get(CURSOR))
    return _listed("blog/author.html", found.articles, author=found)


def _listed(template: str, page: Page[ArticleCard], **context: object) -> str:
    """Return a page with a list of articles, kept for visitors."""
    keep_for_visitors(TAG)
    context = {"leads": False} | context
    return render_page(
        template,
        articles=page.items,
        pager=pager(page),
        categories=published.categories(),
        canonical=site_url() + request.path,
        **context,
    )
