"""Counting words, and making the index again when words are made in another way."""

import sqlalchemy as sa

from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.search import queries as search
from app.search import services
from app.search.index.vocabulary import entry_counts, entry_total
from app.search.index.word_counts import learn, recount
from app.search.jobs import renew
from app.search.limits import INDEX_VERSION
from app.search.models import SearchEntry, SearchState, VocabularyWord
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.factories.search import make_entry


def test_new_entries_are_counted_once():
    make_entry(title="Assemblées", text="Une assemblée, des assemblées")
    learn()
    make_entry(text="L’assemblée du barnum")
    learn()
    learn()
    assert entry_counts(["assembl", "barnum"]) == {"assembl": 2, "barnum": 1}
    assert entry_total() == 2


def test_words_that_stand_nowhere_any_more_are_forgotten():
    gone = make_entry(text="La zibeline du barnum")
    make_entry(text="Un barnum")
    learn()
    services.forget(gone)
    recount()
    words = set(db.session.scalars(sa.select(VocabularyWord.word)))
    assert words == {"barnum"}
    assert entry_total() == 1
    make_entry(text="Un barnum de plus")
    learn()
    assert entry_counts(["barnum"]) == {"barnum": 2}


def test_telephone_numbers_are_no_words():
    make_entry(text="Appelez le 0612345678, loi 1901")
    learn()
    words = set(db.session.scalars(sa.select(VocabularyWord.word)))
    assert words == {"appelez", "loi", "1901"}


def test_an_index_of_old_words_is_made_again_by_itself_and_only_once():
    make_thread(author=make_account(), title="Louer un barnum", body="Pour le bal.")
    learn()
    with atomic() as session:
        session.execute(sa.update(SearchEntry).values(title_words="vieux", text_words="mots"))
        session.execute(sa.update(SearchState).values(index_version=INDEX_VERSION - 1))
    assert search.find("vieux", viewer=GUEST).page.items  # found meanwhile
    renew()
    assert search.find("barnum", viewer=GUEST).page.items
    with atomic() as session:
        session.execute(sa.update(SearchEntry).values(title_words="vieux"))
    renew()
    assert search.find("vieux", viewer=GUEST).page.items


def test_an_answer_knows_its_thread_once_the_index_is_made_again():
    ref = make_entry(title="Qui paie l’accident ?")
    make_entry(text="Le minibus.", kind="answer", subject_kind="forum.post", host=ref)
    found = search.find("minibus", viewer=GUEST).page.items
    assert "".join(span.text for span in found[0].title) == "Qui paie l’accident ?"
