"""What people say of themselves, as far as the viewer may read it."""

from collections.abc import Mapping

import sqlalchemy as sa

from app.accounts import policy
from app.accounts.enums import ProfileAudience, ProfileLook
from app.accounts.models import Account
from app.accounts.names.handles import is_handle
from app.accounts.profiles.fields import PROFILE_FIELDS
from app.accounts.providers import friends_among
from app.accounts.queries.blocks import blocks_between
from app.accounts.queries.faces import face_from
from app.accounts.shapes import Face, OwnSettings, Profile, ProfileEdit, ProfileFact
from app.core.db import db
from app.core.errors import NotFound
from app.core.viewer import Viewer


def profile(viewer: Viewer, handle: str) -> Profile:
    """Return a person's page, with only the fields that the viewer may see.

    Between people of whom one has blocked the other, only what everybody may see is seen. Two
    queries, and one more for a member when something is for friends.

    Raises:
        NotFound: there is nobody of that handle.
    """
    if not is_handle(handle):
        raise NotFound
    account = _open_account(Account.handle == handle.lower())
    is_mine = viewer.account_id == account.id
    blocks = _blocks_between(viewer.account_id, account.id)
    told = _told(account, viewer, is_silent=bool(blocks))
    return Profile(
        face=_face_of(account),
        member_since=account.created_at,
        facts=_facts(told),
        is_mine=is_mine,
        is_blocked=viewer.account_id in blocks,
        may_block=policy.may_block(viewer, account.id),
    )


def own_settings(viewer: Viewer) -> OwnSettings:
    """Return what the viewer finds on the settings page."""
    account = _open_account(Account.id == viewer.known_id)
    return OwnSettings(
        face=_face_of(account),
        email=account.email or account.claimed_email or "",
        is_confirmed=account.email_confirmed_at is not None,
        profile=ProfileEdit(
            display_name=account.display_name,
            told={field.name: getattr(account, field.name) for field in PROFILE_FIELDS},
            audiences=_audiences(account),
        ),
        language=account.language or "",
        theme=account.theme or "",
        shows_presence=not account.is_discreet,
        accepts_letters=account.letters_accepted_at is not None,
    )


def _open_account(condition: sa.ColumnElement[bool]) -> Account:
    """Return an open account.

    Raises:
        NotFound: there is none.
    """
    row = db.session.scalar(sa.select(Account).where(condition, Account.closed_at.is_(None)))
    if row is None:
        raise NotFound
    return row


def _face_of(account: Account) -> Face:
    """Return the face of a row that is at hand."""
    return face_from(
        account_id=account.id,
        handle=account.handle,
        display_name=account.display_name,
        picture=account.picture,
    )


def _told(account: Account, viewer: Viewer, *, is_silent: bool) -> dict[str, str]:
    """Return the fields that the viewer may see."""
    is_mine = viewer.account_id == account.id
    audiences = _audiences(account)
    is_member = not viewer.is_guest and not is_silent
    is_for_friends = is_member and not is_mine and ProfileAudience.FRIENDS in audiences.values()
    is_friend = is_for_friends and bool(friends_among(account.id, [viewer.known_id]))
    return {
        field: getattr(account, field)
        for field, audience in audiences.items()
        if is_mine or policy.may_see_field(audience, is_member=is_member, is_friend=is_friend)
    }


def _audiences(account: Account) -> dict[str, ProfileAudience]:
    """Return who may see each field."""
    names = (field.name for field in PROFILE_FIELDS)
    return {name: policy.audience_of(account.audiences, name) for name in names}


def _facts(told: Mapping[str, str]) -> tuple[ProfileFact, ...]:
    """Return what is said, as the page shows it: words first, then what else is a list."""
    shown = sorted(
        PROFILE_FIELDS, key=lambda one: (one.look is not ProfileLook.WORDS, not one.is_list)
    )
    return tuple(
        ProfileFact(name=field.name, heading=str(field.heading), look=field.look, items=items)
        for field in shown
        if (items := field.items_of(told.get(field.name, "")))
    )


def _blocks_between(viewer_id: int | None, account_id: int) -> frozenset[int]:
    """Return who of the two has blocked the other."""
    if viewer_id is None or viewer_id == account_id:
        return frozenset()
    return blocks_between(viewer_id, account_id)
