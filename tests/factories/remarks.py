"""Makers of remarks on articles that are being read."""

from app.accounts.models import Account
from app.blog.queries.access import last_manuscript
from app.blog.services.remarks import write_remark
from app.blog.shapes import NewRemark
from tests.factories.accounts import seen_by


def last_manuscript_id(article_id: int) -> int:
    """Return what was submitted last."""
    frozen = last_manuscript(article_id)
    assert frozen is not None
    return frozen.id


def make_remark(
    article_id: int, editor: Account, *, block: int | None = 0, body: str = "Donnez la date."
) -> int:
    """Let the editor who reads an article say something of a paragraph; return the remark."""
    new = NewRemark(last_manuscript_id(article_id), block, body)
    return write_remark(seen_by(editor), article_id, new)
