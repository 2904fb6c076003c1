"""Who is looking."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core import clock
from app.core.errors import SignInNeeded, Suspended
from app.core.i18n import _


class Right(StrEnum):
    """What site staff may do; granted one by one."""

    GROUPS_MANAGE = "groups:manage"
    PEOPLE_MANAGE = "people:manage"
    CONTENT_MODERATE = "content:moderate"
    BLOG_EDIT = "blog:edit"
    SITE_ADMINISTER = "site:administer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person looking, or a guest; frozen for the length of one request.

    Made by `accounts.queries` only, which forgets none of its states.
    """

    account_id: int | None = None
    session_id: int | None = None
    handle: str = ""
    display_name: str = ""
    avatar_url: str | None = None
    is_confirmed: bool = False
    """Whether the address has been confirmed."""
    created_at: datetime | None = None
    suspended_until: datetime | None = None
    rights: frozenset[Right] = field(default_factory=frozenset)
    language: str | None = None
    """Chosen language, or `None`: the browser's."""
    theme: str | None = None
    """"light" or "dark", or `None`: the device's."""
    is_discreet: bool = False
    """Nobody is to see that they are here."""

    @property
    def is_guest(self) -> bool:
        """Nobody is signed in."""
        return self.account_id is None

    @property
    def known_id(self) -> int:
        """The account of the viewer, who may look.

        Raises:
            SignInNeeded: the viewer is a guest.
        """
        if self.account_id is None:
            raise SignInNeeded(_("Sign in to continue."))
        return self.account_id

    @property
    def writing_id(self) -> int:
        """The account of the viewer, who may write.

        Raises:
            SignInNeeded: the viewer is a guest.
            Suspended: the viewer may only read for now.
        """
        account_id = self.known_id
        if self.is_suspended:
            raise Suspended(_("Your account is suspended for now: you can read but not write."))
        return account_id

    @property
    def is_suspended(self) -> bool:
        """A suspension is running."""
        return self.suspended_until is not None and self.suspended_until > clock.now()

    @property
    def may_be_told(self) -> bool:
        """They count in an audience: letters, notices and pushes are for them too."""
        return not self.is_guest and not self.is_suspended

    def is_account(self, account_id: int | None) -> bool:
        """Tell whether the viewer is this person; guests are nobody."""
        return account_id is not None and self.account_id == account_id

    def has(self, right: Right) -> bool:
        """Tell whether the viewer holds a staff right, and may use it."""
        return right in self.rights and not self.is_suspended


GUEST = Viewer()
"""Nobody in particular."""
