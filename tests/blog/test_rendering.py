"""What was submitted while the renderer was busy is formatted later, and shown so."""

from app.blog.models import Article, Manuscript
from app.blog.services.stale_html import rerender_articles
from app.core.db import db
from app.core.transaction import atomic
from app.text import RENDERER_VERSION
from tests.conftest import ClientFor
from tests.factories.blog import make_article


def _outdate(article: Article) -> None:
    with atomic() as session:
        kept = session.get_one(Manuscript, article.published_id)
        kept.html, kept.renderer_version = "<p>Un **mot**</p>", 0


def test_what_everybody_reads_is_formatted_by_a_job(client_for: ClientFor):
    article = make_article(body="Un **mot**")
    _outdate(article)
    address = f"/blog/{article.slug}"
    assert "Un **mot**" in client_for(None).get(address).text
    rerender_articles()
    assert "Un <strong>mot</strong>" in client_for(None).get(address).text
    db.session.close()
    kept = db.session.get_one(Manuscript, article.published_id)
    assert kept.renderer_version == RENDERER_VERSION


def test_what_looks_the_same_makes_nothing_anew():
    article = make_article(body="Un **mot**")
    version = article.version
    with atomic() as session:
        session.get_one(Manuscript, article.published_id).renderer_version = 0
    rerender_articles()
    db.session.close()
    assert db.session.get_one(Article, article.id).version == version
