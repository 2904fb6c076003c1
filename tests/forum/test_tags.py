"""One tag for all its spellings, and two for what are two things."""

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.forum.models import ForumThread, Tag
from app.forum.services.tags import tag_names
from app.forum.tags.spelling import key_of, keys_in
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread


@pytest.mark.parametrize(
    "spellings",
    [
        ("médiation", "mediation", "Médiation", "#médiation", "me\u0301diation"),
        ("assemblée générale", "assemblée-générale", "Assemblees Generales"),
        ("fête de l'école", "fête de l’école", "fete-de-l-ecole"),
        ("dons", "don"),
        ("bureaux", "bureau"),
        ("jeux", "jeu"),
        ("co-voiturage", "covoiturage"),
        ("main d'œuvre", "main-d-oeuvre"),
        ("C++", "c++"),
        ("coopérative", "co\u00adopé\u00adra\u00adtive"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u062e\u0648"),
    ],
)
def test_spellings_of_one_word_are_one_tag(spellings: tuple[str, ...]):
    assert len({key_of(one) for one in spellings}) == 1
    for one in spellings[1:]:
        make_thread(tags=one)
    make_thread(tags=spellings[0])
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Tag)) == 1
    assert len({tuple(tags) for tags in db.session.scalars(sa.select(ForumThread.tags))}) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("C", "C++", "C#"),
        ("cour", "ours"),
        ("loi 1901", "loi 1905"),
        ("1-10", "110"),
        ("bus", "bu"),
        ("thé", "tâche"),
    ],
)
def test_different_words_are_different_tags(words: tuple[str, ...]):
    assert len({key_of(one) for one in words}) == len(words)


def test_one_line_holds_each_tag_once_in_its_first_spelling():
    typed = " #Médiation, mediation; MÉDIATIONS\nC++, c#, C , ,--,fête  de quartier"
    assert tag_names(typed) == ("médiation", "c++", "c#", "c", "fête-de-quartier")


def test_a_word_is_not_cut_where_nobody_sees_it():
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert tag_names(f"co\u00adopérative, {persian}") == ("coopérative", persian)


def test_a_thread_carries_the_spelling_that_is_there_already():
    make_thread(tags="médiation")
    thread_id = make_thread(tags="Mediations, mediation")
    assert db.session.get_one(ForumThread, thread_id).tags == ["médiation"]


def test_the_list_of_a_tag_is_found_under_any_of_its_spellings(client_for: ClientFor):
    make_thread(tags="médiation", title="Un conflit entre voisins")
    make_thread(tags="C++", title="Un programme qui compte")
    make_thread(tags="C#", title="Un autre programme")
    client = client_for(None)
    for spelling in ("médiation", "mediation", "Médiations"):
        assert "Un conflit entre voisins" in client.get(f"/questions?etiquette={spelling}").text
    page = client.get("/questions?etiquette=c%2B%2B").text
    assert "Un programme qui compte" in page
    assert "Un autre programme" not in page
    assert 'href="/questions?etiquette=c%23"' in client.get("/questions").text


def test_new_threads_of_a_tag_are_told_of_under_any_of_its_spellings(client_for: ClientFor):
    client = client_for(make_account())
    make_thread(tags="médiation")
    found = client.get("/questions/fraiches?depuis=1&etiquette=Mediation")
    assert found.text.count('"id"') == 1


def test_a_sentence_names_the_tags_of_its_words_in_a_row():
    keys = keys_in("Assurances, comptes annuels ; le débit de boissons. C++")
    named = ("assurance", "compte-annuel", "débit-de-boissons", "c++")
    assert [tag for tag in named if key_of(tag) not in keys] == []
    assert key_of("annuels-le") not in keys
