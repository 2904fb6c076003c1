"""Keeping the index: with what happens, and made again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.events import AccountClosed, AccountOpened, FaceChanged
from app.accounts.models import Account
from app.core import clock
from app.core.audiences import PUBLIC
from app.core.db import db
from app.core.events import SubjectRemoved
from app.core.subjects import SubjectRef, find_visible
from app.core.transaction import atomic, emit
from app.groups import services as groups
from app.groups.enums import Visibility
from app.groups.shapes import GroupTerms
from app.search import queries as search
from app.search import services
from app.search.models import SearchEntry
from app.search.shapes import Entry
from tests.factories.accounts import make_account, seen_by
from tests.factories.search import make_entry


def _found(typed, account=None):
    found = search.find(typed, viewer=seen_by(account))
    return [hit.ref for hit in found.page.items]


def test_indexing_again_takes_the_place_of_what_was_known():
    ref = make_entry(title="Barnum", is_solved=False)
    entry = Entry(
        ref=ref,
        title="Tente",
        kind="question",
        audience=PUBLIC,
        author_id=None,
        created_at=clock.now() - timedelta(days=1),
        is_solved=True,
    )
    services.index(entry)
    assert (_found("barnum"), _found("tente")) == ([], [ref])
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SearchEntry)) == 1


def test_what_is_removed_is_found_no_more():
    ref = make_entry(title="Barnum")
    with atomic():
        emit(SubjectRemoved(ref=ref))
    assert _found("barnum") == []


def _index_and_fail():
    make_entry(title="Barnum")
    raise ZeroDivisionError


def test_an_index_that_was_undone_is_found_no_more():
    with pytest.raises(ZeroDivisionError), atomic():
        _index_and_fail()
    assert _found("barnum") == []


def test_people_are_found_by_name_once_they_are_there():
    person, reader = make_account(display_name="Zénobie Martin"), make_account()
    ref = SubjectRef("accounts.person", person.id)
    with atomic():
        emit(AccountOpened(account_id=person.id))
    assert _found("zenobie") == [ref]
    assert find_visible(seen_by(reader), [ref])[ref].url == f"/membres/{person.handle}"
    with atomic() as session:
        session.get_one(Account, person.id).display_name = "Philomène"
        emit(FaceChanged(account_id=person.id))
    assert (_found("zenobie"), _found("philomène")) == ([], [ref])
    with atomic():
        emit(AccountClosed(account_id=person.id))
    assert _found("philomène") == []


def test_a_person_who_is_not_confirmed_is_not_found():
    person = make_account(display_name="Zénobie")
    with atomic() as session:
        session.get_one(Account, person.id).email_confirmed_at = None
        emit(AccountOpened(account_id=person.id))
    assert _found("zénobie") == []


def test_groups_are_found_by_those_who_may_know_of_them():
    owner = make_account()
    terms = GroupTerms(name="Fanfares", purpose="Cuivres et bois.")
    slug = groups.found_group(seen_by(owner), terms)
    assert len(_found("fanfare")) == len(_found("cuivre")) == 1
    hidden = GroupTerms(name="Fanfares", purpose="Cuivres.", visibility=Visibility.HIDDEN)
    groups.change_group(seen_by(owner), _found("fanfare")[0].id, hidden)
    assert (_found("fanfare"), len(_found("fanfare", owner))) == ([], 1)
    assert slug == "fanfares"


def test_rebuilding_indexes_what_there_is_and_forgets_what_there_is_not(app: Flask):
    person = make_account(display_name="Zénobie")
    make_entry(title="Fantôme", subject_kind="accounts.person")
    runner = app.test_cli_runner()
    result = runner.invoke(args=["search", "rebuild"])
    assert result.exit_code == 0, result.output
    assert "accounts.person: 1" in result.output
    assert _found("fantôme") == []
    assert _found("zénobie") == [SubjectRef("accounts.person", person.id)]
