"""What people say of themselves, and how they want the site."""

from app.accounts.enums import ProfileAudience
from app.accounts.events import FaceChanged, PresenceChanged
from app.accounts.limits import PROFILE_EDITS_PER_ACCOUNT, THEMES
from app.accounts.names.handles import tidy_display_name
from app.accounts.profiles.fields import PROFILE_FIELDS, ProfileField
from app.accounts.services.account_rows import lock_account
from app.accounts.shapes import ProfileEdit
from app.core import clock, limits
from app.core.errors import FormRefused
from app.core.i18n import LANGUAGES, _
from app.core.names import name_words
from app.core.sentences import tidy_line
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer


def edit_profile(viewer: Viewer, edit: ProfileEdit, *, check: Check = unseen) -> None:
    """Change one's name, what one says of oneself, and who may see it.

    Emits:
        FaceChanged: when the name is another.

    Raises:
        Changed: it was changed in another window since the form was made.
        SignInNeeded, Suspended: the viewer may not write.
        FormRefused: a field cannot be taken.
        TooOften: too many changes.
    """
    account_id = viewer.writing_id
    name = edit.display_name
    if name != viewer.display_name:  # an administrator keeps a name that others could not take
        name = tidy_display_name(name)
    told = {field.name: _tidied(field, edit.told.get(field.name, "")) for field in PROFILE_FIELDS}
    limits.check_rate(PROFILE_EDITS_PER_ACCOUNT, "profile", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        check()
        if account.display_name != name:
            account.display_name, account.name_words = name, name_words(name)
            emit(FaceChanged(account_id=account_id))
        for field, words in told.items():
            setattr(account, field, words)
        account.audiences = {
            field: edit.audiences.get(field, ProfileAudience.MEMBERS).value for field in told
        }


def _tidied(field: ProfileField, told: str) -> str:
    """Return what is said of oneself in a field, as it is kept.

    Raises:
        FormRefused: it cannot be taken.
    """
    if not field.choices:
        return tidy_line(told, field=field.name, most=field.most)
    if told and told not in field.choices:
        raise FormRefused(_("Choose one of these from the list."), field=field.name)
    return told


def choose_preferences(
    viewer: Viewer,
    *,
    language: str,
    theme: str,
    accepts_letters: bool,
    shows_presence: bool = True,
    check: Check = unseen,
) -> None:
    """Choose language, theme, who sees that one is here, and whether letters may come.

    An empty choice is the browser's.

    Emits:
        PresenceChanged: when it is chosen otherwise than before.

    Raises:
        Changed: it was changed in another window since the form was made.
        SignInNeeded: the viewer is a guest.
        FormRefused: there is no such language or theme.
    """
    account_id = viewer.known_id
    if language and language not in LANGUAGES:
        raise FormRefused(_("Choose a language from the list."), field="language")
    if theme and theme not in THEMES:
        raise FormRefused(_("Choose a theme from the list."), field="theme")
    with atomic() as session:
        account = lock_account(session, account_id)
        check()
        account.language = language or None
        account.theme = theme or None
        if account.is_discreet == shows_presence:
            account.is_discreet = not shows_presence
            emit(PresenceChanged(account_id=account_id))
        if accepts_letters != (account.letters_accepted_at is not None):
            account.letters_accepted_at = clock.now() if accepts_letters else None


def set_picture(viewer: Viewer, token: str | None) -> str | None:
    """Wear a photo kept by `media`, or none; return the token of the one worn before.

    Emits:
        FaceChanged.

    Raises:
        SignInNeeded: the viewer is a guest.
        Suspended: the viewer may not write. Taking a photo off is always possible.
    """
    account_id = viewer.known_id if token is None else viewer.writing_id
    with atomic() as session:
        account = lock_account(session, account_id)
        before = account.picture
        if before != token:
            account.picture = token
            emit(FaceChanged(account_id=account_id))
    return before
