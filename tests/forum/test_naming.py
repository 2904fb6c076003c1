"""Completing names after an @: by any word of the name or the handle, among those who may see."""

from urllib.parse import urlencode

import pytest

from app.accounts import services as accounts
from app.accounts.shapes import ProfileEdit
from app.core.names import name_words
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Élodie Dupré", " elodie dupre"),
        ("Jean-François  Le Goff", " jean francois le goff"),
        ("ŒUVRE d’Éloi_x", " oeuvre d eloi x"),
        ("Zoe\u0308", " zoe"),
        ("Łukasz Søren Đặng", " lukasz soren dang"),
        ("Ли Вэй", " ли вэи"),
        ("🎉", ""),
    ],
)
@pytest.mark.no_app
def test_the_words_of_a_name_have_no_accents_and_no_capitals(name: str, words: str):
    assert name_words(name) == words


def _found(client, address, typed):
    """Return the handles that are offered."""
    answer = client.get(f"{address}{'&' if '?' in address else '?'}{urlencode({'q': typed})}")
    assert answer.status_code == 200
    return [one["handle"] for one in answer.json]


@pytest.fixture
def elodie():
    """Return somebody with accents in her name."""
    return make_account(handle="elo35", display_name="Élodie Dupré-Martin")


@pytest.mark.parametrize(
    "typed", ["Élo", "elo", "ÉLODIE", "E\u0301lo", "Dupré", "dupre", "DUP", "mart", "elo3", "ELO3"]
)
def test_any_word_of_a_name_or_the_handle_is_completed(client_for, elodie, typed):
    thread_id = make_thread()
    make_account(handle="karim", display_name="Karim Lodi")
    client = client_for(make_account())
    assert _found(client, f"/questions/{thread_id}/personnes", typed) == [elodie.handle]


@pytest.mark.parametrize("typed", ["lod", "upr", "%", "_", "xyz", "'"])
def test_the_middle_of_a_word_and_signs_complete_nobody(client_for, elodie, typed):
    address = f"/questions/{make_thread()}/personnes"
    assert elodie.handle not in _found(client_for(make_account()), address, typed)


@pytest.mark.usefixtures("elodie")
def test_who_asks_is_offered_those_who_may_see_it(client_for):
    member = make_account(handle="membre", display_name="Élise Petit")
    me = make_account()
    private = make_group(visibility="members", members=(me, member))
    address = "/questions/personnes"
    client = client_for(me)
    assert _found(client, f"{address}?groupe={private.slug}", "él") == ["membre"]
    public = make_group(members=(me,))
    assert _found(client, f"{address}?groupe={public.slug}", "él") == ["elo35", "membre"]
    hidden = make_group(visibility="hidden", members=(member,))
    assert client.get(f"{address}?groupe={hidden.slug}&q=él").status_code == 404
    assert client.get(f"{address}?q=él").status_code == 404


def test_the_form_of_a_question_completes_names(client_for):
    me = make_account()
    make_group(members=(me,))
    page = client_for(me).get("/questions/nouvelle").text
    assert 'data-mentions-url="/questions/personnes"' in page


def test_somebody_who_changes_their_name_is_found_by_the_new_one(client_for, elodie):
    accounts.edit_profile(seen_by(elodie), ProfileEdit(display_name="Maëlle Kerjean"))
    address, client = f"/questions/{make_thread()}/personnes", client_for(make_account())
    assert _found(client, address, "Maelle") == ["elo35"]
    assert _found(client, address, "Dupré") == []
