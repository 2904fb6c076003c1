"""What people do with their accounts, and the team with people's."""

from app.accounts.rows import lock_people
from app.accounts.services.addresses import ask_confirmation, ask_move, confirm, move
from app.accounts.services.announcing import knows_friends
from app.accounts.services.blocks import block, unblock
from app.accounts.services.closing import close
from app.accounts.services.letters import accept_letters
from app.accounts.services.openings import (
    open_account,
    open_member_without_password,
    open_members,
)
from app.accounts.services.passwords import ask_recovery, change_password, recover
from app.accounts.services.profiles import choose_preferences, edit_profile, wear_picture
from app.accounts.services.sessions import (
    bump_seen,
    end_other_sessions,
    end_session,
    sign_in,
    sign_out,
)
from app.accounts.services.staff import grant_rights, lift_suspension, suspend
from app.accounts.services.upkeep import forget_old_addresses, purge_links, purge_sessions

__all__ = [
    "accept_letters",
    "ask_confirmation",
    "ask_move",
    "ask_recovery",
    "block",
    "bump_seen",
    "change_password",
    "choose_preferences",
    "close",
    "confirm",
    "edit_profile",
    "end_other_sessions",
    "end_session",
    "forget_old_addresses",
    "grant_rights",
    "knows_friends",
    "lift_suspension",
    "lock_people",
    "move",
    "open_account",
    "open_member_without_password",
    "open_members",
    "purge_links",
    "purge_sessions",
    "recover",
    "sign_in",
    "sign_out",
    "suspend",
    "unblock",
    "wear_picture",
]
