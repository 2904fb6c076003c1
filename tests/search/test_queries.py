"""Finding: what is found, in which order, and by whom."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotFound
from app.core.transaction import atomic
from app.groups import queries as groups
from app.search import queries as search
from app.search import services
from app.search.models import SearchEntry
from app.search.shapes import Narrowing
from tests.conftest import Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group
from tests.factories.search import make_entry
from tests.search.typed import HOSTILE, SAME

NO_GROUP = sa.select(sa.literal(0))


def _found(typed, narrowing=None, *, viewer=None, is_typing=False):
    page = search.find(
        typed,
        group_ids=groups.readable_group_ids(viewer) if viewer else NO_GROUP,
        narrowing=narrowing,
        is_typing=is_typing,
    )
    return [hit.ref for hit in page.items]


@pytest.mark.parametrize("typed", SAME)
def test_accents_case_endings_and_order_do_not_matter(typed):
    ref = make_entry(title="Assurer une fête du village", text="Quelle compagnie ?")
    assert _found(typed) == [ref]


def test_all_words_are_wanted_and_quotes_hold_them_together():
    near = make_entry(text="Le compte bancaire de la trésorière.")
    far = make_entry(text="Le bancaire, puis le compte.")
    make_entry(text="Le compte.")
    assert set(_found("compte bancaire")) == {near, far}
    assert _found('"compte bancaire"') == [near]


def test_a_long_question_that_nothing_answers_whole_finds_what_comes_near():
    ref = make_entry(text="Assurer la fête du village.")
    make_entry(text="Une fête.")
    assert _found("comment assurer la fête annuelle de notre caserne") == [ref]


@pytest.mark.parametrize(
    "typed", ["sub", "subv", "subve", "subventi", "subvention", "demander subv"]
)
def test_a_word_being_typed_finds_those_that_begin_so(typed):
    ref = make_entry(title="Demander des subventions")
    assert _found(typed, is_typing=True) == [ref]
    assert _found("su", is_typing=True) == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_an_error(typed):
    make_entry(text="Une phrase ordinaire.")
    assert _found(typed) == []
    assert _found(typed, is_typing=True) == []
    assert search.similar(typed, group_ids=NO_GROUP) == []


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
    public = make_entry(text="Barnum à prêter", group_id=open_group.id)
    private = make_entry(text="Barnum à prêter", group_id=closed.id)
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
    grouped = make_entry(text="Barnum", group_id=group.id)
    assert _found("barnum", Narrowing(kinds=("answer", "article")), viewer=viewer) == [answer]
    assert _found("barnum", Narrowing(is_solved=True), viewer=viewer) == [solved]
    assert _found("barnum", Narrowing(author_id=author.id), viewer=viewer) == [theirs]
    assert _found("barnum", Narrowing(group_id=group.id), viewer=viewer) == [grouped]
    assert _found("barnum", Narrowing(subject_kind="forum.post"), viewer=viewer) == [answer]
    recent = _found("barnum", Narrowing(since=clock.now() - timedelta(days=30)), viewer=viewer)
    assert set(recent) == {answer, solved, theirs, grouped}


def test_pages_follow_each_other_without_a_gap(queries: Queries):
    refs = {make_entry(text="Barnum") for _number in range(45)}
    seen, cursor = [], None
    for _page in range(3):
        with queries(at_most=2):
            page = search.find("barnum", group_ids=NO_GROUP, cursor=cursor)
        seen += [hit.ref for hit in page.items]
        cursor = page.next_cursor
    assert (set(seen), len(seen), cursor) == (refs, 45, None)


@pytest.mark.parametrize("cursor", ["x", "WzEsM10", "Wy0xLDBd", "Wzk5OTksMF0", "WyIxIiwwXQ"])
def test_a_cursor_of_another_list_is_not_found(cursor):
    with pytest.raises(NotFound):
        search.find("barnum", group_ids=NO_GROUP, cursor=cursor)


def test_similar_titles_share_two_words_and_solved_ones_come_first():
    open_one = make_entry(title="Assurance de la fête du village")
    solved = make_entry(title="Quelle assurance pour une fête ?", is_solved=True)
    make_entry(title="Assurance du minibus")
    make_entry(title="Fêter un anniversaire", text="assurance de la fête")
    found = search.similar("Assurer notre fête de quartier", group_ids=NO_GROUP)
    assert found == [solved, open_one]
    assert search.similar("Assurer", group_ids=NO_GROUP, subject_kind="blog.article") == []


def test_a_text_that_changes_is_found_by_its_new_words_only():
    ref = make_entry(text="Barnum")
    with atomic() as session:
        row = session.scalars(sa.select(SearchEntry)).one()
        assert row.subject_id == ref.id
    services.rate(ref, usefulness=3)
    assert _found("barnum") == [ref]
    services.forget(ref)
    assert _found("barnum") == []
