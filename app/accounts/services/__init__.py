"""What people do with their accounts, and the team with people's."""

from app.accounts.services.account_rows import lock_people
from app.accounts.services.addresses import ask_confirmation, ask_move, confirm, move, stop_move
from app.accounts.services.blocks import block, unblock
from app.accounts.services.closure import close
from app.accounts.services.letters import accept_letters
from app.accounts.services.maintenance import forget_old_addresses, purge_links, purge_sessions
from app.accounts.services.passwords import ask_recovery, change_password, recover
from app.accounts.services.profiles import choose_preferences, edit_profile, set_picture
from app.accounts.services.registration import (
    open_account,
    open_member_without_password,
    open_members,
)
from app.accounts.services.sessions import (
    bump_seen,
    end_other_sessions,
    end_session,
    sign_in,
    sign_out,
)
from app.accounts.services.staff import grant_rights, lift_suspension, suspend
from app.accounts.services.submissions import made_under, note_made, purge_submissions

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
    "lift_suspension",
    "lock_people",
    "made_under",
    "move",
    "note_made",
    "open_account",
    "open_member_without_password",
    "open_members",
    "purge_links",
    "purge_sessions",
    "purge_submissions",
    "recover",
    "set_picture",
    "sign_in",
    "sign_out",
    "stop_move",
    "suspend",
    "unblock",
]
