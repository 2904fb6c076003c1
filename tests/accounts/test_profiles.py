"""What people say of themselves is seen by whom they chose."""

import pytest

from app.accounts import policy, queries, services
from app.accounts.enums import ProfileAudience
from app.accounts.events import FaceChanged
from app.accounts.shapes import Profile, ProfileEdit
from app.core.errors import FormRefused, NotFound, SignInNeeded, Suspended
from app.core.viewer import GUEST
from tests.factories import make_account, seen_by

TOLD = {
    "sentence": "Trésorière le soir",
    "department": "2A",
    "associations": "Chorale, Cantine",
    "can_help": "budget , affiches,,",
    "seeks_help": "un local",
}


def _edit(
    audience: ProfileAudience = ProfileAudience.MEMBERS,
    display_name: str = "Camille",
    **changes: str,
) -> ProfileEdit:
    told = {**TOLD, **changes}
    return ProfileEdit(
        display_name=display_name, told=told, audiences=dict.fromkeys(TOLD, audience)
    )


def _said(shown: Profile) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.items for fact in shown.facts}


@pytest.mark.parametrize(
    ("audience", "guest", "member", "friend"),
    [
        (ProfileAudience.EVERYONE, True, True, True),
        (ProfileAudience.MEMBERS, False, True, True),
        (ProfileAudience.FRIENDS, False, False, True),
    ],
)
def test_the_table_of_audiences(audience: ProfileAudience, guest, member, friend):
    assert policy.may_see_field(audience, is_member=False, is_friend=False) is guest
    assert policy.may_see_field(audience, is_member=True, is_friend=False) is member
    assert policy.may_see_field(audience, is_member=True, is_friend=True) is friend


def test_a_field_without_a_choice_is_for_members():
    assert policy.audience_of({}, "sentence") is ProfileAudience.MEMBERS


@pytest.mark.parametrize(
    ("audience", "who_sees"),
    [
        (ProfileAudience.EVERYONE, "oneself reader blocked guest"),
        (ProfileAudience.MEMBERS, "oneself reader"),
        (ProfileAudience.FRIENDS, "oneself"),
    ],
)
def test_who_sees_what(audience: ProfileAudience, who_sees: str):
    person, reader, blocked = (make_account() for _ in range(3))
    services.edit_profile(seen_by(person), _edit(audience))
    services.block(seen_by(person), blocked.handle)
    people = {"oneself": person, "reader": reader, "blocked": blocked, "guest": None}
    for name, account in people.items():
        shown = queries.profile(seen_by(account), person.handle)
        assert shown.face.display_name == "Camille"
        full = {
            "can_help": ("budget", "affiches"),
            "seeks_help": ("un local",),
            "associations": ("Chorale", "Cantine"),
            "sentence": ("Trésorière le soir",),
            "department": ("Corse-du-Sud (2A)",),
        }
        assert _said(shown) == (full if name in who_sees else {}), name


def test_a_profile_costs_two_queries(request: pytest.FixtureRequest):
    person, reader = make_account(), seen_by(make_account())
    with request.getfixturevalue("queries")(at_most=2):
        queries.profile(reader, person.handle)


@pytest.mark.parametrize("handle", ["personne", "", "a'b", "\x00", "x" * 5000, "%"])
def test_nobody_of_that_handle(handle: str):
    with pytest.raises(NotFound):
        queries.profile(GUEST, handle)


def test_a_handle_is_found_whatever_its_case():
    person = make_account(handle="lea-m")
    assert queries.profile(GUEST, "LEA-M").face.id == person.id


def test_a_closed_account_has_no_page():
    person = make_account()
    services.close(seen_by(person), person.id)
    with pytest.raises(NotFound):
        queries.profile(GUEST, person.handle)


def test_a_new_name_is_told_and_the_same_one_is_not(heard):
    person = make_account()
    services.edit_profile(seen_by(person), _edit())
    services.edit_profile(seen_by(person), _edit(display_name="  Camille   Petit "))
    assert queries.face(person.id).display_name == "Camille Petit"
    assert heard(FaceChanged) == [FaceChanged(account_id=person.id)]


def test_the_settings_page_gives_back_what_was_said():
    person = make_account()
    services.edit_profile(seen_by(person), _edit(ProfileAudience.FRIENDS))
    own = queries.own_settings(seen_by(person))
    assert own.profile.told["can_help"] == "budget , affiches,,"
    assert {own.profile.audiences[name] for name in TOLD} == {ProfileAudience.FRIENDS}


def test_who_may_not_write_changes_nothing(suspended):
    with pytest.raises(SignInNeeded):
        services.edit_profile(GUEST, _edit())
    with pytest.raises(Suspended):
        services.edit_profile(seen_by(suspended), _edit())


def test_a_department_is_one_of_the_list():
    with pytest.raises(FormRefused) as refusal:
        services.edit_profile(seen_by(make_account()), _edit(department="20"))
    assert refusal.value.field == "department"


def test_preferences_are_kept_and_can_be_given_back_to_the_browser():
    person = make_account()
    services.choose_preferences(seen_by(person), language="en", theme="dark", accepts_letters=True)
    own = queries.own_settings(seen_by(person))
    assert (own.language, own.theme, own.accepts_letters) == ("en", "dark", True)
    services.choose_preferences(seen_by(person), language="", theme="", accepts_letters=False)
    own = queries.own_settings(seen_by(person))
    assert (own.language, own.theme, own.accepts_letters) == ("", "", False)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("display_name", "L"),
        ("sentence", "a" * 201),
        ("sentence", "in\u202evisible"),
        ("seeks_help", "a" * 401),
    ],
)
def test_what_is_too_short_too_long_or_unseen_is_refused_at_its_field(field: str, typed: str):
    person = make_account()
    with pytest.raises(FormRefused) as refusal:
        services.edit_profile(seen_by(person), _edit(ProfileAudience.MEMBERS, **{field: typed}))
    assert refusal.value.field == field
    assert queries.own_settings(seen_by(person)).profile.display_name == "Camille"


@pytest.mark.parametrize(
    ("language", "theme", "field"), [("xx", "", "language"), ("", "pink", "theme")]
)
def test_only_what_is_offered_can_be_chosen(language: str, theme: str, field: str):
    with pytest.raises(FormRefused) as refusal:
        services.choose_preferences(
            seen_by(make_account()), language=language, theme=theme, accepts_letters=False
        )
    assert refusal.value.field == field
