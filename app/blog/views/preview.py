"""An article as everybody will read it, for those who work on it."""

from werkzeug.wrappers import Response

from app import text
from app.blog.queries.access import desk_article
from app.blog.queries.keys import PREVIEW, number_of_key
from app.blog.queries.lengths import minutes_to_read, word_count
from app.blog.shapes import DeskArticle
from app.blog.views.blueprint import pages
from app.threads.services.content import previewed
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import confidential, render_page


def _is_typed(article: DeskArticle) -> bool:
    """Tell whether this viewer reads what is being written, and not what was submitted."""
    return article.standing.is_author or article.standing.is_asked


@pages.get("/blog/apercu/<token>")
@signed_in
def as_it_will_be(token: str) -> Response:
    """Show authors what they are writing, and editors what was submitted last."""
    article = desk_article(viewer(), number_of_key(PREVIEW, token))
    typed = article.text
    html = previewed(viewer(), typed.body) if _is_typed(article) else article.html
    page = render_page(
        "blog/preview.html",
        article=article,
        html=None if html is None else text.outlined(html).html,
        minutes=minutes_to_read(word_count(typed.body)),
    )
    return confidential(page)
