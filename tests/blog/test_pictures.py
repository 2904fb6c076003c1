"""Pictures in articles: seen by whoever may read the text that shows them, and by nobody else."""

from io import BytesIO

import pytest
from PIL import Image

from app.accounts.models import Account
from app.blog.enums import DeskMove
from app.blog.services.coauthors import ask_coauthor, sign_article
from app.blog.services.drafts import begin_article, save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.media import services as media
from app.media.enums import Purpose
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import make_editor

WORDS = ArticleText(title="Une fête de plus", summary="Ce que nous en gardons.", body="Un texte.")
SUBMIT, TAKE, APPROVE = DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.APPROVE


def picture_of(account: Account) -> str:
    """Send a picture that nothing shows yet; return its address."""
    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    stream.seek(0)
    return media.store_picture(seen_by(account), stream, purpose=Purpose.POST).url


def _moved(who: Account, article_id: int, *moves: DeskMove) -> None:
    for move in moves:
        move_article(seen_by(who), article_id, move)


def test_a_picture_is_seen_as_far_as_the_text_that_shows_it(client_for: ClientFor):
    author, editor, stranger = make_account(), make_editor(), make_account()
    url = picture_of(author)

    def seen_by_whom() -> set[str]:
        people = {"author": author, "editor": editor, "stranger": stranger, "visitor": None}
        return {name for name, one in people.items() if client_for(one).get(url).status_code == 200}

    shows_it = WORDS._replace(body=f"![La salle]({url})")
    article_id = begin_article(seen_by(author), WORDS)
    _moved(author, article_id, SUBMIT)
    _moved(editor, article_id, TAKE)
    move_article(seen_by(editor), article_id, DeskMove.REQUEST_CHANGES, Said(remark="Une photo ?"))
    save_article(seen_by(author), article_id, shows_it)
    assert seen_by_whom() == {"author"}

    _moved(author, article_id, SUBMIT)
    assert seen_by_whom() == {"author", "editor"}

    _moved(editor, article_id, TAKE, APPROVE, DeskMove.PUBLISH)
    assert seen_by_whom() == {"author", "editor", "stranger", "visitor"}

    _moved(author, article_id, DeskMove.WITHDRAW, DeskMove.RESUME)
    assert seen_by_whom() == {"author"}

    save_article(seen_by(author), article_id, WORDS)
    _moved(author, article_id, SUBMIT)
    _moved(editor, article_id, TAKE, APPROVE, DeskMove.PUBLISH)
    assert seen_by_whom() == {"author", "editor"}  # who read it when it showed that


@pytest.mark.parametrize("part", ["cover", "body"])
def test_who_names_a_picture_they_were_never_shown_shows_it_to_nobody(
    client_for: ClientFor, part: str
):
    owner, author, editor = make_account(), make_account(), make_editor()
    url = picture_of(owner)
    named = {
        "cover": WORDS._replace(cover=url.rpartition("/")[2], cover_alt="La salle."),
        "body": WORDS._replace(body=f"![La salle]({url})"),
    }[part]
    article_id = begin_article(seen_by(owner), WORDS)  # whose own pictures they might show
    ask_coauthor(seen_by(owner), article_id, author.handle)
    sign_article(seen_by(author), article_id)
    save_article(seen_by(author), article_id, named)
    _moved(author, article_id, SUBMIT)
    _moved(editor, article_id, TAKE, APPROVE, DeskMove.PUBLISH)
    for who in (author, editor, None):
        assert client_for(who).get(url).status_code == 404
