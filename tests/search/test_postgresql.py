"""The same questions, asked of PostgreSQL: both databases answer alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.audiences import PUBLIC
from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.search import queries as search
from app.search import services
from app.search.index.vocabulary import entry_counts
from app.search.index.word_counts import learn, recount
from app.search.models import SearchEntry, SearchState, VocabularyWord
from app.search.ranking import typed_words
from app.search.ranking.candidates import candidates, within_reach
from app.search.ranking.questions import question
from app.search.shapes import Narrowing
from tests.factories.search import make_entry
from tests.postgres import app_on_postgres
from tests.registry import providing
from tests.search.circles import CIRCLE, circles
from tests.search.typed import HOSTILE, SAME

pytestmark = [pytest.mark.no_app, pytest.mark.usefixtures("pg_app")]


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def _found(typed, narrowing=None):
    found = search.find(typed, viewer=GUEST, narrowing=narrowing)
    return [] if found.is_nothing else [hit.ref for hit in found.page.items]


def test_postgresql_finds_the_same():
    ref = make_entry(title="Assurer une fête du village", text="Quelle compagnie ?")
    make_entry(text="Autre chose")
    learn()
    for typed in SAME:
        assert _found(typed) == [ref], typed
    for typed in HOSTILE:
        assert _found(typed) == [], typed
    for typed in ("assur", "assura", "assurance", "fête vill"):
        assert search.similar(typed, viewer=GUEST) == [ref], typed
    assert _found("comment assurer la fête annuelle de notre caserne") == [ref]
    assert search.similar("Assurer nos fêtes", viewer=GUEST) == [ref]


def test_postgresql_ranks_filters_pages_and_forgets(pg_app):
    plain = make_entry(text="La salle des fêtes est louée.")
    useful = make_entry(text="La salle des fêtes est louée.", usefulness=40, kind="answer")
    titled = make_entry(title="Louer la salle des fêtes", is_solved=True)
    private = make_entry(text="La salle des fêtes", audience=CIRCLE)
    assert _found("salle fêtes") == [titled, useful, plain]
    assert _found("salle", Narrowing(kinds=("answer", "article"))) == [useful]
    assert _found("salle", Narrowing(is_solved=True)) == [titled]
    with providing(pg_app, circles(CIRCLE)):
        opened = search.find("salle", viewer=GUEST, narrowing=Narrowing(audience=CIRCLE))
    assert [hit.ref for hit in opened.page.items] == [private]
    for _number in range(30):
        make_entry(text="Une salle")
    first = search.find("salle", viewer=GUEST).page
    second = search.find("salle", viewer=GUEST, cursor=first.next_cursor).page
    assert (len(first.items), len(second.items), second.next_cursor) == (20, 13, None)
    services.forget(titled)
    assert titled not in _found("salle fêtes")


def test_postgresql_learns_and_forgets_words():
    ref = make_entry(title="Assemblée générale")
    learn()
    make_entry(text="Une autre assemblée, une convocation")
    learn()
    assert entry_counts(["assembl", "convoc"]) == {"assembl": 2, "convoc": 1}
    services.forget(ref)
    recount()
    assert entry_counts(["assembl", "general"]) == {"assembl": 1}


def test_of_a_very_common_word_only_the_newest_entries_are_asked(pg_app):
    places = {
        1: CIRCLE,
        105_000: PUBLIC,
        106_500: PUBLIC,
    }  # the last one was written since the count
    for entry_id, audience in places.items():
        ref = make_entry(text="Barnum", audience=audience)
        with atomic() as session:
            row = SearchEntry.subject_id == ref.id
            session.execute(sa.update(SearchEntry).where(row).values(id=entry_id))
    with atomic() as session:
        session.execute(sa.delete(SearchState))
        session.add(SearchState(id=1, learned_id=106_000, entry_count=106_000, index_version=1))
        word = VocabularyWord(word="barnum", mirrored="munrab", stem="barnum", entry_count=90_000)
        session.add(word)
    asked = question(typed_words.read("barnum"))
    with providing(pg_app, circles(CIRCLE)):
        anywhere = candidates(asked, within_reach(GUEST, Narrowing()))
        there = candidates(asked, within_reach(GUEST, Narrowing(audience=CIRCLE)))
    assert [row.id for row in anywhere] == [106_500, 105_000]
    assert [row.id for row in there] == [1]
