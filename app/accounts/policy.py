"""Who may do what to people. Pure: each is a row of the table in docs/rooms/accounts.md."""

from collections.abc import Collection, Mapping

from app.accounts.enums import ProfileAudience
from app.core.viewer import Right, Viewer


def audience_of(audiences: Mapping[str, str], field: str) -> ProfileAudience:
    """Return who may see a field; members, unless the person chose otherwise."""
    return ProfileAudience(audiences.get(field, ProfileAudience.MEMBERS))


def may_see_field(audience: ProfileAudience, *, is_member: bool, is_friend: bool) -> bool:
    """Everybody, members, or friends, who are members too."""
    if audience is ProfileAudience.FRIENDS:
        return is_friend
    return is_member or audience is ProfileAudience.EVERYONE


def may_block(viewer: Viewer, account_id: int) -> bool:
    """Any member may block anybody else; suspended ones too, for it protects only them."""
    return viewer.account_id is not None and viewer.account_id != account_id


def may_suspend(viewer: Viewer, account_id: int, rights: Collection[str]) -> bool:
    """Those who look after people or content; staff only by an administrator, nobody oneself."""
    if viewer.account_id == account_id:
        return False
    if rights:
        return viewer.has(Right.SITE_ADMINISTER)
    return viewer.has(Right.PEOPLE_MANAGE) or viewer.has(Right.CONTENT_MODERATE)


def may_close(viewer: Viewer, account_id: int, rights: Collection[str]) -> bool:
    """Oneself; others by those who look after people, staff only by an administrator."""
    if viewer.account_id == account_id:
        return True
    if rights:
        return viewer.has(Right.SITE_ADMINISTER)
    return viewer.has(Right.PEOPLE_MANAGE)


def may_grant_rights(viewer: Viewer, account_id: int) -> bool:
    """An administrator, to others: nobody can lose the last administrator by a slip."""
    return viewer.has(Right.SITE_ADMINISTER) and viewer.account_id != account_id
