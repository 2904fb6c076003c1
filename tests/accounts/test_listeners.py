"""The live room hears of people who are signed out, gone, suspended or changed."""

import pytest

from app.accounts import services
from app.accounts.models import SignInSession
from app.accounts.shapes import ProfileEdit
from app.core import clock
from app.core.db import db
from app.core.viewer import Right, Viewer
from app.live import services as live
from tests.accounts.test_staff import WEEK
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return what the live room is told, as it comes."""
    calls: list[tuple[object, ...]] = []
    for name in ("recheck_account", "forget_fragments"):
        monkeypatch.setattr(live, name, lambda *what, name=name: calls.append((name, *what)))
    monkeypatch.setattr(live, "disconnect", lambda **whom: calls.append(("disconnect", whom)))
    return calls


def test_signing_out_closes_the_sockets_of_that_browser(told):
    person = make_account()
    make_session(person)
    session_id = db.session.query(SignInSession).one().id
    services.sign_out(Viewer(account_id=person.id, session_id=session_id))
    assert told == [("disconnect", {"session_ids": (session_id,)})]


def test_who_is_suspended_or_gone_leaves_all_sockets(told):
    moderator, person = make_account(rights=(Right.CONTENT_MODERATE,)), make_account()
    services.suspend(seen_by(moderator), person.id, clock.now() + WEEK, "Oui")
    services.close(seen_by(person), person.id)
    assert told.count(("disconnect", {"account_ids": [person.id]})) == 2


def test_who_loses_a_right_or_is_blocked_asks_again(told):
    administrator = make_account(rights=(Right.SITE_ADMINISTER,))
    person, other = make_account(), make_account()
    services.grant_rights(seen_by(administrator), person.id, [Right.BLOG_EDIT])
    services.block(seen_by(person), other.handle)
    assert [what[1] for what in told] == [person.id, person.id, other.id]
    assert {what[0] for what in told} == {"recheck_account"}


def test_a_new_name_is_shown_everywhere(told):
    person = make_account()
    services.edit_profile(seen_by(person), ProfileEdit(display_name="Camille Petit"))
    assert told == [("forget_fragments",)]
