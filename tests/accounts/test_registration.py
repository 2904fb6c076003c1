"""Accounts are opened by people, or many at once by the team."""

import pytest

from app.accounts import queries, services
from app.accounts.events import AccountOpened
from app.accounts.models import Account, SignInSession
from app.accounts.services import registration
from app.accounts.shapes import NewMember, ProfileEdit
from app.core.db import db
from app.core.errors import FormRefused, TooOften
from app.core.viewer import Right
from tests.accounts.people import HERE, PASSWORD, newcomer
from tests.factories import make_account
from tests.factories.mail import letters


def _account(account_id: int) -> Account:
    db.session.close()
    return db.session.get_one(Account, account_id)


def test_signing_up_opens_an_account_a_session_and_a_letter(heard):
    started = services.open_account(newcomer(accepts_letters=True), HERE)
    account = _account(started.account_id)
    assert (account.handle, account.display_name) == ("lea", "Léa Moreau")
    assert account.email == "lea@exemple.test"
    assert account.email_confirmed_at is None
    assert (account.password_hash or "").startswith("$argon2id$")
    assert account.rules_accepted_at is not None
    assert account.letters_accepted_at is not None
    session = db.session.query(SignInSession).one()
    assert (session.account_id, session.device, session.address) == (account.id, *_here())
    assert started.key not in session.key_hash
    assert [letter.letter for letter in letters()] == ["confirm"]
    assert heard(AccountOpened) == [AccountOpened(account_id=account.id)]


def test_letters_are_wanted_only_when_they_are():
    started = services.open_account(newcomer(), HERE)
    assert _account(started.account_id).letters_accepted_at is None


def test_an_address_is_one_mailbox_whatever_its_case():
    services.open_account(newcomer(email=" LEA@Exemple.TEST "), HERE)
    services.sign_in("lea@exemple.test", PASSWORD, HERE)
    with pytest.raises(FormRefused) as refusal:
        services.open_members([NewMember(display_name="Autre", email="Lea@exemple.test")])
    assert refusal.value.field == "email"


def test_a_handle_is_unique_whatever_its_case():
    services.open_account(newcomer(handle="Lea"), HERE)
    with pytest.raises(FormRefused) as refusal:
        services.open_account(newcomer(handle="@LEA", email="autre@exemple.test"), HERE)
    assert refusal.value.field == "handle"


def test_a_handle_is_made_of_the_name_when_none_is_typed():
    handles = []
    for number in range(3):
        typed = newcomer(handle="", email=f"lea{number}@exemple.test")
        handles.append(_account(services.open_account(typed, HERE).account_id).handle)
    assert handles == ["lea-moreau", "lea-moreau-2", "lea-moreau-3"]


@pytest.mark.parametrize(
    ("name", "handle"), [("李明", "membre-2"), ("Al", "membre-2"), ("Groupe", "groupe-2")]
)
def test_a_handle_is_found_for_every_name(name: str, handle: str):
    (account_id,) = services.open_members([NewMember(display_name=name, rights=tuple(Right))])
    assert _account(account_id).handle == handle


def test_two_at_once_get_one_handle_and_the_other_is_asked_for_another(
    monkeypatch: pytest.MonkeyPatch,
):
    make_account(handle="lea")
    answers = iter([frozenset(), frozenset({"lea"})])
    monkeypatch.setattr(registration, "_taken", lambda *_what: next(answers))
    with pytest.raises(FormRefused) as refusal:
        services.open_account(newcomer(email="autre@exemple.test"), HERE)
    assert refusal.value.field == "handle"


@pytest.mark.usefixtures("with_limits")
def test_too_many_sign_ups_from_one_address_are_refused():
    for number in range(20):
        typed = newcomer(handle=f"lea{number}", email=f"lea{number}@exemple.test")
        services.open_account(typed, HERE)
    with pytest.raises(TooOften):
        services.open_account(newcomer(handle="une-de-trop", email="x@exemple.test"), HERE)


@pytest.mark.usefixtures("with_limits")
def test_too_many_passwords_to_judge_from_one_address_are_refused():
    for _number in range(60):
        with pytest.raises(FormRefused):
            services.open_account(newcomer(password="motdepasse"), HERE)
    with pytest.raises(TooOften):
        services.open_account(newcomer(password="motdepasse"), HERE)


def test_members_are_brought_in_many_at_once(heard):
    told = ProfileEdit(display_name="", told={"department": "31", "can_help": "buvette, sono"})
    ids = services.open_members(
        [
            NewMember(display_name="Karim", handle="karim-b", profile=told),
            NewMember(display_name="Karim", email="karim@exemple.test"),
            NewMember(display_name="Anonyme", handle="anonyme"),
        ]
    )
    faces = queries.faces(ids)
    assert [faces[account_id].handle for account_id in ids] == ["karim-b", "karim", "anonyme"]
    assert _account(ids[0]).department == "31"
    assert queries.recipient(ids[1]) is not None
    assert queries.recipient(ids[2]) is None
    assert letters() == []
    assert [event.account_id for event in heard(AccountOpened)] == list(ids)


def test_one_refusal_brings_nobody_in():
    make_account(handle="pris")
    with pytest.raises(FormRefused):
        services.open_members(
            [NewMember(display_name="Karim"), NewMember(display_name="Léa", handle="pris")]
        )
    assert queries.by_handle(["karim"]) == {}


def test_the_first_administrator_may_have_a_name_of_the_site():
    (account_id,) = services.open_members(
        [
            NewMember(
                display_name="Administration",
                handle="administration",
                email="admin@entraide.localhost",
                password="court",
                rights=tuple(Right),
            )
        ]
    )
    services.sign_in("Admin@entraide.localhost", "court", HERE)
    assert set(_account(account_id).rights) == {right.value for right in Right}


def test_a_member_without_password_cannot_sign_in():
    services.open_member_without_password(display_name="Karim", email="karim@exemple.test")
    with pytest.raises(FormRefused):
        services.sign_in("karim@exemple.test", "", HERE)


def _here() -> tuple[str, str]:
    return HERE.label, HERE.address
