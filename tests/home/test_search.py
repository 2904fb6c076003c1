"""The search page: only what the viewer may see, however it is asked."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.events import AccountOpened
from app.core.db import db
from app.core.transaction import atomic, emit
from app.groups import services as groups
from app.home.fragments import search_results
from app.search.shapes import Narrowing
from app.threads.models import Post
from app.threads.services import posts, removals
from app.web.fragments import FRAGMENTS, SEARCH_FRAGMENTS, Fragments
from tests.conftest import ClientFor, Queries, statements
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.search.typed import HOSTILE


def _main(answer):
    assert answer.status_code == 200
    return answer.text.split('<main class="main"')[1].split("</main>")[0]


def test_threads_and_answers_are_found_with_their_words_marked(client_for: ClientFor):
    thread_id = make_thread(title="Louer une sono", body="Pour le bal du 14 juillet.")
    make_post(thread_id=thread_id, body="Le comité prête une <b>sonorisation</b> gratuite.")
    page = _main(client_for(None).get("/recherche?q=SONOS"))
    assert "Louer une <mark>sono</mark>" in page
    answers = _main(client_for(None).get("/recherche?q=comite+gratuites&type=answer"))
    assert "<mark>comité</mark>" in answers
    assert "<b>" not in answers


@pytest.mark.parametrize("visibility", ["members", "hidden"])
def test_what_is_said_in_private_is_found_by_members_only(client_for: ClientFor, visibility):
    member, stranger = make_account(), make_account()
    group = make_group(visibility=visibility, members=(member,))
    thread_id = make_thread(title="Hermine et zibeline", group=group, tags="zibeline")
    make_post(thread_id=thread_id, author=member, body="Une zibeline de plus.")
    for asked in ("zibeline", "zibeline&type=answer", '"hermine et zibeline"'):
        assert "ermine" in _main(client_for(member).get("/recherche?q=hermine&type=question"))
        for account in (None, stranger):
            page = _main(client_for(account).get(f"/recherche?q={asked}"))
            assert "ermine et" not in page.replace("hermine et zibeline", "")
            assert "de plus" not in page


def test_a_group_that_is_hidden_narrows_nothing_for_a_stranger(client_for: ClientFor):
    group = make_group(visibility="hidden")
    address = f"/recherche?q=sono&groupe={group.slug}"
    assert client_for(make_account()).get(address).status_code == 404
    assert client_for(None).get("/recherche?q=sono&type=secret").status_code == 404
    assert client_for(None).get("/recherche?q=sono&apres=x").status_code == 404


def test_a_group_narrows(client_for: ClientFor):
    here, there = make_group(), make_group()
    make_thread(title="Sono ici", group=here)
    make_thread(title="Sono ailleurs", group=there)
    page = _main(client_for(None).get(f"/recherche?q=sono&groupe={here.slug}"))
    assert "ici" in page
    assert "ailleurs" not in page


def test_nothing_typed_is_an_error(client_for: ClientFor):
    make_thread(title="Louer une sono")
    client = client_for(None)
    for typed in HOSTILE:
        if typed.isascii():
            assert client.get("/recherche", query_string={"q": typed}).status_code == 200
    assert client.get("/recherche?q=%FF%FE").status_code == 200


def test_a_line_that_was_found_before_an_edit_is_not_kept_after_it(app, client_for: ClientFor):
    author, reader = make_account(), seen_by(make_account())
    thread_id = make_thread(title="Louer une sono", author=author)
    post_id = make_post(thread_id=thread_id, author=author, body="La sono de Marie, 0611111111.")
    with app.test_request_context():
        narrowing = Narrowing(kinds=("answer",))
        answers = search_results.found(reader, "sono", narrowing=narrowing, cursor=None)
        posts.edit_post(seen_by(author), post_id, body="La sono du comité.")
        assert b"0611111111" in search_results.found_lines(answers)
    page = _main(client_for(make_account()).get("/recherche?q=sono&type=answer"))
    assert "du comité" in page
    assert "0611111111" not in page


def test_finding_costs_the_same_with_few_and_many(client_for: ClientFor, queries: Queries):
    group = make_group()
    client = client_for(make_account())
    for count in (2, 20):
        for _number in range(count):
            make_post(thread_id=make_thread(title="Louer une sono", group=group), body="Une sono.")
        with queries(at_most=12):
            assert "sono" in _main(client.get("/recherche?q=sono"))


def test_what_was_found_is_kept_until_something_else_can_be_found(client_for: ClientFor, queries):
    group, author = make_group(), make_account()
    make_thread(title="Louer une sono", group=group)
    member, visitor = client_for(make_account()), client_for(None)
    for client in (member, visitor):
        assert "Louer une" in _main(client.get("/recherche?q=sono"))
    with queries(at_most=6):
        member.get("/recherche?q=sono")
    with queries(at_most=0):
        visitor.get("/recherche?q=sono")
    thread_id = make_thread(title="Réparer la sono", group=group, author=author)
    for client in (member, visitor):
        assert "Réparer la" in _main(client.get("/recherche?q=sono"))
    opening = sa.select(Post.id).where(Post.thread_id == thread_id)
    removals.delete_post(seen_by(author), db.session.scalars(opening).one())
    for client in (member, visitor):
        assert "Réparer la" not in _main(client.get("/recherche?q=sono"))


def test_searches_push_no_thread_out_of_what_is_kept(
    app: Flask, client_for: ClientFor, queries: Queries, monkeypatch: pytest.MonkeyPatch
):
    for room in (FRAGMENTS, SEARCH_FRAGMENTS):
        monkeypatch.setitem(app.extensions, room, Fragments(room_bytes=300_000))
    thread = f"/questions/{make_thread(title='Louer une sono')}"
    member = client_for(make_account())
    assert "Louer une" in _main(member.get(thread, follow_redirects=True))
    with statements() as known:
        member.get(thread, follow_redirects=True)
    for number in range(60):
        member.get(f"/recherche?q=sono+{number}")
    with queries(at_most=len(known)):
        member.get(thread, follow_redirects=True)


def test_what_is_kept_for_a_member_is_not_shown_to_one_who_has_left(client_for: ClientFor):
    leaving, staying = make_account(), make_account()
    group = make_group(visibility="members", members=(leaving, staying))
    make_thread(title="Louer une sono", group=group)
    for account in (leaving, staying):
        assert "Louer une" in _main(client_for(account).get("/recherche?q=sono"))
    groups.leave(seen_by(leaving), group.id)
    assert "Louer une" not in _main(client_for(leaving).get("/recherche?q=sono"))
    assert "Louer une" in _main(client_for(staying).get("/recherche?q=sono"))


def _make_known(name):
    """Make somebody who is found by name."""
    account = make_account(display_name=name)
    with atomic():
        emit(AccountOpened(account_id=account.id))
    return account


def test_a_search_is_narrowed_by_a_form_that_needs_no_script(client_for: ClientFor):
    author, group = _make_known("Zénobie Martin"), make_group(name="Fanfares")
    make_thread(title="Sono de Zénobie", author=author, group=group)
    make_thread(title="Sono d’un autre", group=group)
    client = client_for(None)
    page = _main(client.get("/recherche?q=sono"))
    for name in ("groupe", "depuis", "auteur", "resolu"):
        assert f'name="{name}"' in page
    assert f'<option value="{group.slug}">Fanfares</option>' in page
    for named in (author.handle, "zenobie", "Martin Zénobie", f"@{author.handle}"):
        narrowed = _main(client.get("/recherche", query_string={"q": "sono", "auteur": named}))
        assert "de Zénobie" in narrowed
        assert "un autre" not in narrowed
    shared = f"/recherche?q=sono&groupe={group.slug}&type=question&auteur=&depuis=mois&resolu="
    page = _main(client.get(shared))
    assert "un autre" in page
    assert '<option value="mois" selected>' in page
    assert '<input type="hidden" name="type" value="question">' in page
    assert "Rien" in _main(client.get("/recherche?q=sono&resolu=1"))
    assert client.get("/recherche?q=sono&depuis=hier").status_code == 404


def test_an_author_who_is_nobody_or_several_is_asked_for(client_for: ClientFor):
    one, other = (_make_known(f"Léa {name}") for name in ("Moreau", "Petit"))
    make_thread(title="Louer une sono", author=one)
    page = _main(client_for(None).get("/recherche?q=sono&auteur=léa"))
    assert "Louer une" not in page
    for account in (one, other):
        assert f"auteur={account.handle}" in page
    nobody = _main(client_for(None).get("/recherche?q=sono&auteur=Cunégonde"))
    assert "Personne ici ne s’appelle « Cunégonde »" in nobody.replace("\xa0", " ").replace(
        "\u202f", " "
    )
    assert 'value="sono"' in nobody


def test_what_is_too_common_or_nowhere_is_said_and_can_be_asked(client_for: ClientFor):
    make_thread(title="Louer une sono")
    client = client_for(make_account())
    page = _main(client.get("/recherche?q=où"))
    assert "se trouve partout" in page
    assert "/questions/nouvelle?titre=o%C3%B9" in page
    page = _main(client.get("/recherche?q=xyzzy+qwertz+plugh"))
    assert "Louer une sono" in page
    assert "/questions/nouvelle?titre=xyzzy+qwertz+plugh" in page.replace("%20", "+")
    form = client.get("/questions/nouvelle?titre=xyzzy+qwertz+plugh").text
    assert 'value="xyzzy qwertz plugh"' in form


def test_a_filter_stays_when_the_page_is_turned(client_for: ClientFor):
    group = make_group()
    for _number in range(25):
        make_thread(title="Louer une sono", group=group)
    client = client_for(None)
    page = _main(client.get(f"/recherche?q=sono&groupe={group.slug}&type=question"))
    following = re.search(r'href="(/recherche[^"]*apres=[^"]*)"', page)
    assert following is not None
    second = _main(client.get(following[1].replace("&amp;", "&")))
    assert second.count('<h2 class="search-title">') == 5
    assert f'<option value="{group.slug}" selected>' in second
