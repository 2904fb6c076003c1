"""Blocks: mutual silence, made and undone by one of two people, told to nobody."""

import pytest

from app.accounts import queries, services
from app.accounts.events import PersonBlocked, PersonUnblocked
from app.core.errors import Forbidden, NotFound, SignInNeeded
from app.core.viewer import GUEST
from tests.factories import make_account, seen_by


def test_a_block_silences_both_and_is_told_once(heard):
    person, other = make_account(), make_account()
    services.block(seen_by(person), other.handle)
    services.block(seen_by(person), other.handle.upper())
    assert queries.blocked_with(person.id) == {other.id}
    assert queries.blocked_with(other.id) == {person.id}
    assert heard(PersonBlocked) == [PersonBlocked(account_id=person.id, blocked_id=other.id)]


def test_only_who_made_a_block_undoes_it(heard):
    person, other = make_account(), make_account()
    services.block(seen_by(person), other.handle)
    services.unblock(seen_by(other), person.handle)
    assert queries.blocked_with(person.id) == {other.id}
    services.unblock(seen_by(person), other.handle)
    services.unblock(seen_by(person), other.handle)
    assert queries.blocked_with(person.id) == frozenset()
    assert len(heard(PersonUnblocked)) == 1


def test_blocked_people_are_listed_the_latest_first():
    person, first, second = make_account(), make_account(), make_account()
    for other in (first, second):
        services.block(seen_by(person), other.handle)
    assert [face.id for face in queries.blocked_faces(seen_by(person))] == [second.id, first.id]
    assert queries.blocked_faces(seen_by(first)) == ()


def test_who_may_block_whom(suspended):
    person = make_account()
    services.block(seen_by(suspended), person.handle)
    with pytest.raises(Forbidden):
        services.block(seen_by(person), person.handle)
    with pytest.raises(SignInNeeded):
        services.block(GUEST, person.handle)
    for handle in ("personne", "\x00", "a b"):
        with pytest.raises(NotFound):
            services.block(seen_by(person), handle)


def test_the_page_of_a_person_blocks_and_the_list_unblocks(client_for):
    person, other = make_account(), make_account()
    client = client_for(person)
    page = f"/membres/{other.handle}"
    assert "Oui, bloquer" in client.get(page).text
    back = client.post(f"{page}/bloquer", headers={"Referer": f"http://localhost{page}"})
    assert back.headers["Location"] == page
    assert "Débloquer" in client.get(page).text
    assert other.handle in client.get("/parametres/blocages").text
    client.post(f"{page}/debloquer")
    assert "Personne n’est bloqué" in client.get("/parametres/blocages").text


def test_the_other_person_sees_nothing_of_it(client_for):
    person, other = make_account(), make_account()
    before = client_for(other).get(f"/membres/{person.handle}").text
    services.block(seen_by(person), other.handle)
    assert client_for(other).get(f"/membres/{person.handle}").text == before
