"""Finding: what is found, in which order, and by whom."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotFound
from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.groups.queries import audience_of
from app.search import queries as search
from app.search import services
from app.search.index.word_counts import learn
from app.search.models import SearchEntry
from app.search.shapes import Narrowing
from tests.conftest import Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group
from tests.factories.search import make_entry
from tests.search.typed import HOSTILE, SAME


def _found(typed, narrowing=None, *, viewer=None):
    found = search.find(typed, viewer=viewer or GUEST, narrowing=narrowing)
    return [] if found.is_nothing else [hit.ref for hit in found.page.items]


@pytest.mark.parametrize("typed", SAME)
def test_accents_case_endings_and_order_do_not_matter(typed):
    ref = make_entry(title="Assurer une fête du village", text="Quelle compagnie ?")
    assert _found(typed) == [ref]


def test_no_word_must_be_there_but_those_that_hold_more_of_them_come_first():
    both = make_entry(text="Le compte bancaire de la trésorière.")
    apart = make_entry(text="Le bancaire, puis le compte.")
    one = make_entry(text="Le compte.")
    assert set(_found("compte bancaire")[:2]) == {both, apart}
    assert _found("compte bancaire")[2:] == [one]
    assert _found("un compte bancaire au Luxembourg")[2:] == [one]


def test_what_stands_in_quotes_must_be_there_side_by_side():
    together = make_entry(text="Le compte bancaire de la trésorière.")
    make_entry(text="Le bancaire, puis le compte de la trésorière.")
    assert _found('"compte bancaire"') == [together]
    assert _found('trésorière "compte bancaire"') == [together]


def test_words_are_found_without_their_quotes_when_nothing_holds_them_together():
    ref = make_entry(text="Le bancaire, puis le compte.")
    found = search.find('"compte bancaire"', viewer=GUEST)
    assert ([hit.ref for hit in found.page.items], found.is_without_quotes) == ([ref], True)


@pytest.mark.parametrize("typed", ["subv", "subve", "subventi", "subvention", "demander subv"])
def test_a_title_being_typed_finds_words_that_begin_so(typed):
    ref = make_entry(title="Demander des subventions")
    learn()
    assert search.similar(typed, viewer=GUEST) == [ref]
    assert search.similar("su", viewer=GUEST) == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_an_error(typed):
    make_entry(text="Une phrase ordinaire.")
    assert _found(typed) == []
    assert search.similar(typed, viewer=GUEST) == []


def test_the_title_and_what_helped_come_first():
    plain = make_entry(text="La salle des fêtes est louée. Autre chose encore.")
    useful = make_entry(text="La salle des fêtes est louée. Autre chose encore.", usefulness=40)
    titled = make_entry(title="Louer la salle des fêtes", text="Bonjour")
    assert _found("salle fêtes") == [titled, useful, plain]


def test_only_what_the_viewer_may_read_is_found():
    member, stranger = make_account(), make_account()
    open_group = make_group()
    closed = make_group(visibility="members", members=(member,))
    everybody = make_entry(text="Barnum à prêter")
    public = make_entry(text="Barnum à prêter", audience=audience_of(open_group.id))
    private = make_entry(text="Barnum à prêter", audience=audience_of(closed.id))
    assert set(_found("barnum", viewer=seen_by(None))) == {everybody, public}
    assert set(_found("barnum", viewer=seen_by(stranger))) == {everybody, public}
    assert set(_found("barnum", viewer=seen_by(member))) == {everybody, public, private}


def test_filters_narrow():
    author, viewer, group = make_account(), seen_by(None), make_group()
    old = clock.now() - timedelta(days=400)
    make_entry(text="Barnum", created_at=old)
    answer = make_entry(text="Barnum", kind="answer", subject_kind="forum.post")
    solved = make_entry(text="Barnum", is_solved=True)
    theirs = make_entry(text="Barnum", author_id=author.id)
    grouped = make_entry(text="Barnum", audience=audience_of(group.id))
    assert _found("barnum", Narrowing(kinds=("answer", "article")), viewer=viewer) == [answer]
    assert _found("barnum", Narrowing(is_solved=True), viewer=viewer) == [solved]
    assert _found("barnum", Narrowing(author_id=author.id), viewer=viewer) == [theirs]
    assert _found("barnum", Narrowing(audience=audience_of(group.id)), viewer=viewer) == [grouped]
    assert _found("barnum", Narrowing(host_kind="forum.post"), viewer=viewer) == [answer]
    recent = _found("barnum", Narrowing(since=clock.now() - timedelta(days=30)), viewer=viewer)
    assert set(recent) == {answer, solved, theirs, grouped}


def test_pages_follow_each_other_without_a_gap(queries: Queries):
    refs = {make_entry(text="Barnum") for _number in range(45)}
    seen, cursor = [], None
    for _page in range(3):
        with queries(at_most=5):
            page = search.find("barnum", viewer=GUEST, cursor=cursor).page
        seen += [hit.ref for hit in page.items]
        cursor = page.next_cursor
    assert (set(seen), len(seen), cursor) == (refs, 45, None)


@pytest.mark.parametrize("cursor", ["x", "WzEsM10", "Wy0xLDBd", "Wzk5OTksMF0", "WyIxIiwwXQ"])
def test_a_cursor_of_another_list_is_not_found(cursor):
    with pytest.raises(NotFound):
        search.find("barnum", viewer=GUEST, cursor=cursor)


def test_similar_titles_are_the_likest_and_solved_ones_first_among_equals():
    make_entry(title="Fête du village", is_solved=True)
    open_one = make_entry(title="Assurance pour la fête")
    solved = make_entry(title="Assurer une fête", is_solved=True)
    make_entry(title="Louer un minibus", text="Sans rapport.")
    learn()
    found = search.similar("Assurer notre fête de quartier", viewer=GUEST)
    assert found[:2] == [solved, open_one]
    assert search.similar("Assurer", viewer=GUEST, host_kind="blog.article") == []


def test_a_thread_is_found_once_by_its_title_and_the_best_of_its_answers():
    thread = make_entry(title="Qui paie l’accident ?", text="Bonjour")
    other = make_entry(title="Qui paie la salle ?", text="Bonjour")
    for text in ("Le conducteur du minibus.", "Le minibus et son assurance."):
        make_entry(text=text, kind="answer", subject_kind="forum.post", host=thread)
    make_entry(text="Le minibus.", kind="answer", subject_kind="forum.post", host=other)
    found = search.find("accident de minibus : qui paie ?", viewer=GUEST).page.items
    assert [hit.ref for hit in found] == [thread, other]
    answer, *_rest = search.find("assurance", viewer=GUEST).page.items
    assert (answer.kind, "".join(span.text for span in answer.title)) == (
        "answer",
        "Qui paie l’accident ?",
    )


def test_what_a_title_and_several_answers_tell_is_added():
    spread = make_entry(title="Accident pendant la tournée", text="Bonjour")
    other = make_entry(title="Qui conduit samedi ?", text="Bonjour")
    for text in ("Pour le minibus.", "Une franchise.", "Son malus."):
        make_entry(text=text, kind="answer", subject_kind="forum.post", host=spread)
    make_entry(
        text="Le minibus et son malus.", kind="answer", subject_kind="forum.post", host=other
    )
    titles = [
        "".join(span.text for span in hit.title)
        for hit in search.find("minibus franchise malus", viewer=GUEST).page.items
    ]
    assert titles == ["Accident pendant la tournée", "Qui conduit samedi ?"]


def test_what_means_the_same_adds_to_the_word_that_was_typed():
    once = make_entry(text="Le trésorier signe, puis la réunion finit tard.")
    often = make_entry(text="Le trésorier signe, et gère l’argent avec la banque.")
    learn()
    assert _found("tréso") == [often, once]


def test_a_text_that_changes_is_found_by_its_new_words_only():
    ref = make_entry(text="Barnum")
    with atomic() as session:
        row = session.scalars(sa.select(SearchEntry)).one()
        assert row.subject_id == ref.id
    services.rate(ref, usefulness=3)
    assert _found("barnum") == [ref]
    services.forget(ref)
    assert _found("barnum") == []


def test_what_many_hidden_entries_resemble_more_is_found_all_the_same():
    seen = [make_entry(text="Un barnum."), make_entry(text="Un barnum pliant.")]
    with atomic() as session:
        for number in range(1_000, 1_400):  # more than are tried at first
            hidden = {
                "subject_kind": "forum.thread",
                "subject_id": number,
                "audience": audience_of(9),
            }
            words = {"kind": "question", "text_words": "barnum loto", "created_at": clock.now()}
            session.add(SearchEntry(**hidden, **words))
    assert set(_found("barnum loto")) == set(seen)
