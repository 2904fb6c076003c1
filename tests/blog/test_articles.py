"""What everybody reads: the page of an article, its comments, lists and feeds."""

import itertools
import json
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from defusedxml import ElementTree
from flask import Flask

from app.blog.enums import ArticleState, DeskMove
from app.blog.jobs import publish_due
from app.blog.models import Article, ArticleAuthor
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText
from app.blog.transitions import LISTED
from app.core import clock
from app.core.db import db
from app.core.paging import encode_cursor
from app.core.transaction import atomic
from tests.conftest import ClientFor, Queries
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor

ATOM = "{http://www.w3.org/2005/Atom}"


def _url(article: Article) -> str:
    return f"/blog/{article.slug}"


def test_an_article_is_read_at_its_name_with_who_wrote_it(client_for: ClientFor):
    author = make_account(display_name="Jeanne Petit")
    article = make_article(author=author, title="La fête sous la pluie", category="Vie locale")
    page = client_for(None).get("/blog/la-fete-sous-la-pluie")
    assert page.status_code == 200
    assert "<strong>six heures</strong>" in page.text
    assert "Jeanne Petit" in page.text
    assert "/blog/categories/vie-locale" in page.text
    by_number = client_for(None).get(f"/blog/{article.thread_id}")
    assert by_number.location == "/blog/la-fete-sous-la-pluie"


def test_search_engines_read_who_wrote_it(client_for: ClientFor):
    author = make_account(display_name="Jeanne Petit")
    page = client_for(None).get(_url(make_article(author=author)))
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)
    known = json.loads(said)
    assert known["@type"] == "Article"
    assert known["author"][0]["name"] == "Jeanne Petit"
    assert known["mainEntityOfPage"].endswith(page.request.path)


def test_a_page_asks_little(client_for: ClientFor, queries: Queries):
    article = make_article()
    make_article()
    client = client_for(make_account())
    client.get(_url(article))
    client.post(f"{_url(article)}/commentaires", data={"body": "Un commentaire."})
    with queries(at_most=8):
        assert client.get(_url(article)).status_code == 200
    with queries(at_most=2):
        client.get(_url(article))


def test_a_comment_is_sent_to_the_name_of_the_article(client_for: ClientFor):
    article, reader = make_article(), make_account()
    answer = client_for(reader).post(
        f"{_url(article)}/commentaires", data={"body": "Quelle belle histoire !"}
    )
    assert answer.status_code == 303
    assert "Quelle belle histoire" in client_for(None).get(_url(article)).text
    assert client_for(reader).post("/blog/rien/commentaires", data={"body": "x"}).status_code == 404


@pytest.mark.parametrize("state", set(ArticleState) - LISTED)
def test_only_what_is_published_is_listed(client_for: ClientFor, state: ArticleState):
    author = make_account()
    make_article(author=author, state=state, title="Pamplemousse rose", category="Fruits")
    for door in ("/blog", "/blog/atom.xml", "/sitemap.xml", "/recherche?q=pamplemousse", "/"):
        page = client_for(None).get(door).text
        is_found = "Pamplemousse" in page or "pamplemousse-rose" in page
        assert is_found is (state is ArticleState.ARCHIVED and door.startswith("/recherche")), door
    assert client_for(None).get("/blog/categories/fruits").status_code == 404
    assert client_for(None).get(f"/blog/auteurs/{author.handle}").status_code == 404
    is_read = state is ArticleState.ARCHIVED
    assert client_for(None).get("/blog/pamplemousse-rose").status_code == (200 if is_read else 404)


def test_what_is_withdrawn_is_gone_with_its_comments_and_comes_back_with_them(
    client_for: ClientFor,
):
    author, editor = make_account(), make_editor()
    article = make_article(author=author, editor=editor, title="Une longue histoire")
    visitor, url = client_for(None), _url(article)
    client_for(make_account()).post(f"{url}/commentaires", data={"body": "Un mot à retenir."})
    assert visitor.get(url).status_code == 200
    move_article(seen_by(author), article.id, DeskMove.WITHDRAW)
    assert visitor.get(url).status_code == 404
    for door in ("/blog", "/blog/atom.xml", "/recherche?q=retenir", "/recherche?q=histoire"):
        page = visitor.get(door).text
        assert "longue histoire" not in page, door
        assert "à retenir" not in page, door
    for move in (DeskMove.RESUME, DeskMove.SUBMIT):
        move_article(seen_by(author), article.id, move)
    for move in (DeskMove.TAKE, DeskMove.APPROVE, DeskMove.PUBLISH):
        move_article(seen_by(editor), article.id, move)
    assert "Un mot à retenir." in visitor.get(url).text
    assert "Une longue histoire" in visitor.get("/blog").text


def test_what_is_written_after_publication_is_read_by_nobody(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article = make_article(author=author, editor=editor, body="Le texte relu.")
    url = _url(article)
    for move in (DeskMove.WITHDRAW, DeskMove.RESUME):
        move_article(seen_by(author), article.id, move)
    text = ArticleText(title="Un autre titre", summary="Un autre résumé, long.", body="Non relu.")
    save_article(seen_by(author), article.id, text)
    move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    for move in (DeskMove.TAKE, DeskMove.APPROVE, DeskMove.PUBLISH):
        move_article(seen_by(editor), article.id, move)
    db.session.close()
    assert _url(db.session.get_one(Article, article.id)) == url
    page = client_for(None).get(url).text
    assert "Non relu." in page
    assert "Un autre titre" in page


def test_two_articles_of_one_title_have_two_addresses(client_for: ClientFor):
    first, second = make_article(title="La même fête"), make_article(title="La même fête")
    assert (first.slug, second.slug) == ("la-meme-fete", "la-meme-fete-2")
    digits = make_article(title="10 conseils pour 2027")
    assert digits.slug == "article-10-conseils-pour-2027"
    assert client_for(None).get(_url(digits)).status_code == 200
    assert client_for(None).get(_url(make_article(title="Proposer"))).status_code == 200


def test_lists_go_on_by_cursor_and_name_each_article_once(client_for: ClientFor):
    titles = [make_article(title=f"Article de la série {number:02}").title for number in range(15)]
    seen, address = [], "/blog"
    for _page in range(2):
        page = client_for(None).get(address).text
        seen += re.findall(r">(Article de la série \d\d)</a>", page)
        further = re.findall(r'rel="next" href="(/blog\?[^"]*)"', page)
        address = further[0] if further else ""
    assert seen == titles[::-1]
    assert address == ""


def test_feeds_say_what_lists_say(client_for: ClientFor):
    author = make_account(display_name="Jeanne & Cie")
    make_article(author=author, title="Tout & rien", category="Vie locale")
    make_article(title="Ailleurs, autrement")
    for path, count in (
        ("/blog/atom.xml", 2),
        ("/blog/categories/vie-locale/atom.xml", 1),
        (f"/blog/auteurs/{author.handle}/atom.xml", 1),
    ):
        answer = client_for(None).get(path)
        assert answer.mimetype == "application/atom+xml"
        feed = ElementTree.fromstring(answer.text)
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == count, path
        for entry in entries:
            assert entry.findtext(f"{ATOM}id")
            assert entry.findtext(f"{ATOM}updated")
            assert "<strong>six heures</strong>" in (entry.findtext(f"{ATOM}content") or "")
    last = ElementTree.fromstring(client_for(None).get("/blog/atom.xml").text)
    first_entry = last.findall(f"{ATOM}entry")[-1]
    assert first_entry.findtext(f"{ATOM}title") == "Tout & rien"
    assert first_entry.findtext(f"{ATOM}author/{ATOM}name") == "Jeanne & Cie"


def test_no_article_takes_a_word_of_the_addresses_beside_it(app: Flask):
    parts = [rule.rule.split("/") for rule in app.url_map.iter_rules()]
    words = {part[2] for part in parts if len(part) > 2 and part[1] in {"blog", "<threads:base>"}}
    ours = {word for word in words if re.fullmatch("[a-z]+", word)}
    assert len(ours) > 4
    for word in sorted(ours):
        article = make_article(title=f"{word.title()} !!!!!!!")
        assert article.slug == f"{word}-2", word


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x"])
def test_a_place_that_is_none_in_a_list_is_not_found(client_for: ClientFor, moment: str):
    answer = client_for(None).get(f"/blog?apres={encode_cursor(moment, 1)}")
    assert answer.status_code == 404


def test_a_category_is_called_as_it_was_first(client_for: ClientFor):
    make_article(category="Vie locale")
    make_article(category="!! VIE LOCALE !!")
    page = client_for(None).get("/blog/categories/vie-locale")
    assert "<title>Vie locale" in page.text


def test_one_that_cannot_be_published_stops_no_other():
    lost, due = (make_article(state=ArticleState.SCHEDULED) for _ in range(2))
    with atomic() as session:
        session.execute(sa.delete(ArticleAuthor).where(ArticleAuthor.article_id == lost.id))
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        publish_due()
    db.session.close()
    states = [db.session.get_one(Article, one.id).state for one in (lost, due)]
    assert states == [ArticleState.SCHEDULED, ArticleState.PUBLISHED]


def test_nothing_is_kept_that_breaks_a_feed(client_for: ClientFor):
    typed = dict.fromkeys(("title", "summary", "body"), "Une fête, et une autre")
    author, answers = client_for(make_account()), []
    for name, char in itertools.product(typed, ("\ufffe", "\uffff")):
        broken = typed | {name: f"Une fête{char}, et une autre"}
        answers.append(author.post("/blog/proposer", data=broken).status_code)
    assert answers == [422, 422, 303, 303, 303, 303]  # lines are refused, texts are mended
    for article in db.session.query(Article):
        assert (article.title, article.summary, article.body) == tuple(typed.values())
