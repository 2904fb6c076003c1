"""What the team does to people is kept, told, and bounded by rights."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts import queries, services
from app.accounts.events import (
    AccountClosed,
    PersonSuspended,
    RightsChanged,
    SessionsEnded,
    SuspensionLifted,
)
from app.accounts.models import Account, Block, OneTimeLink, SignInSession, Suspension
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound, SignInNeeded, Suspended
from app.core.viewer import GUEST, Right
from tests.accounts.people import HERE, make_member, newcomer
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session

WEEK = timedelta(days=7)


def _moderator() -> Account:
    return make_account(rights=(Right.CONTENT_MODERATE,))


def _row(account: Account) -> Account:
    db.session.close()
    return db.session.get_one(Account, account.id)


def test_a_suspension_ends_by_itself_and_its_reason_is_kept(heard):
    moderator, person = _moderator(), make_account()
    with time_machine.travel(clock.now(), tick=False) as now:
        services.suspend(seen_by(moderator), person.id, clock.now() + WEEK, " Insultes répétées ")
        assert seen_by(person).is_suspended
        now.shift(WEEK)
        assert seen_by(person).writing_id == person.id
    kept = db.session.query(Suspension).one()
    assert (kept.decided_by_id, kept.reason) == (moderator.id, "Insultes répétées")
    assert heard(PersonSuspended) == [PersonSuspended(account_id=person.id)]


def test_a_suspension_is_lifted_once(heard):
    moderator, person = _moderator(), make_account()
    services.suspend(seen_by(moderator), person.id, clock.now() + WEEK, "Trop vite")
    services.lift_suspension(seen_by(moderator), person.id)
    services.lift_suspension(seen_by(moderator), person.id)
    assert not seen_by(person).is_suspended
    assert db.session.query(Suspension).one().lifted_at is not None
    assert len(heard(SuspensionLifted)) == 1


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(0, "Oui", "until"), (-1, "Oui", "until"), (1, "  ", "reason")]
)
def test_a_suspension_needs_an_end_and_a_reason(days: int, reason: str, field: str):
    moderator, person = _moderator(), make_account()
    until = clock.now() + timedelta(days=days)
    with pytest.raises(FormRefused) as refusal:
        services.suspend(seen_by(moderator), person.id, until, reason)
    assert refusal.value.field == field
    assert _row(person).suspended_until is None


def test_those_without_the_right_change_nothing(suspended):
    person, until = make_account(), clock.now() + WEEK
    for act in (
        lambda viewer: services.suspend(viewer, person.id, until, "Oui"),
        lambda viewer: services.lift_suspension(viewer, person.id),
        lambda viewer: services.grant_rights(viewer, person.id, [Right.BLOG_EDIT]),
    ):
        for viewer, refusal in (
            (seen_by(make_account()), Forbidden),
            (seen_by(suspended), Suspended),
            (GUEST, SignInNeeded),
        ):
            with pytest.raises(refusal):
                act(viewer)
    assert (_row(person).suspended_until, _row(person).rights) == (None, [])


def test_nobody_is_suspended_who_is_gone():
    moderator = seen_by(_moderator())
    with pytest.raises(NotFound):
        services.suspend(moderator, 10_000, clock.now() + WEEK, "Oui")


def test_rights_are_given_exactly_and_told_when_they_change(heard):
    administrator = seen_by(make_account(rights=(Right.SITE_ADMINISTER,)))
    person = make_account(rights=(Right.BLOG_EDIT,))
    wanted = [Right.PEOPLE_MANAGE, Right.CONTENT_MODERATE]
    services.grant_rights(administrator, person.id, wanted)
    services.grant_rights(administrator, person.id, wanted[::-1])
    assert seen_by(person).rights == frozenset(wanted)
    assert len(heard(RightsChanged)) == 1
    services.grant_rights(administrator, person.id, [])
    assert seen_by(person).rights == frozenset()


def test_closing_leaves_nothing_of_the_person(heard):
    person, other = make_member(handle="lea"), make_account()
    make_session(person)
    services.block(seen_by(other), "lea")
    services.ask_recovery("lea@exemple.test", HERE)
    services.close(seen_by(person), person.id)
    row = _row(person)
    assert (row.email, row.password_hash, row.picture, row.rights) == (None, None, None, [])
    assert "Léa" not in repr(vars(row))
    for table in (SignInSession, Block, OneTimeLink):
        assert db.session.query(table).count() == 0
    assert queries.face(person.id).display_name == "Ancien membre"
    assert queries.recipient(person.id) is None
    assert heard(AccountClosed) == [AccountClosed(account_id=person.id)]
    assert len(heard(SessionsEnded)) == 1


def test_the_address_of_a_closed_account_is_free_again_and_its_handle_is_not():
    person = make_member(handle="lea-moreau")
    services.close(seen_by(person), person.id)
    with pytest.raises(FormRefused) as refusal:
        services.open_account(newcomer(handle="Lea-Moreau"), HERE)
    assert refusal.value.field == "handle"
    started = services.open_account(newcomer(handle=""), HERE)
    assert queries.face(started.account_id).handle == "lea-moreau-2"
    with pytest.raises(NotFound):
        services.close(seen_by(make_account(rights=(Right.PEOPLE_MANAGE,))), person.id)
    with pytest.raises(FormRefused):
        services.open_account(newcomer(handle="parti-9", email="x@exemple.test"), HERE)


def test_others_are_closed_by_those_who_look_after_people():
    person = make_account()
    with pytest.raises(Forbidden):
        services.close(seen_by(_moderator()), person.id)
    services.close(seen_by(make_account(rights=(Right.PEOPLE_MANAGE,))), person.id)
    assert _row(person).closed_at is not None
