"""What people say of themselves, and how they want the site."""

from app.accounts.departments import DEPARTMENTS
from app.accounts.events import FaceChanged, PresenceChanged
from app.accounts.handles import tidy_display_name
from app.accounts.limits import INTEREST_LENGTH, PROFILE_EDITS_PER_ACCOUNT, SENTENCE_LENGTH, THEMES
from app.accounts.rows import lock_account
from app.accounts.shapes import PROFILE_FIELDS, Audience, ProfileEdit
from app.core import clock, limits
from app.core.errors import FormRefused
from app.core.i18n import LANGUAGES, _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer


def edit_profile(viewer: Viewer, edit: ProfileEdit) -> None:
    """Change one's name, what one says of oneself, and who may see it.

    Emits:
        FaceChanged: when the name is another.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        FormRefused: a field cannot be taken.
        TooOften: too many changes.
    """
    account_id = viewer.writing_id
    name = edit.display_name
    if name != viewer.display_name:  # an administrator keeps a name that others could not take
        name = tidy_display_name(name)
    if edit.department and edit.department not in DEPARTMENTS:
        raise FormRefused(_("Choose a department from the list."), field="department")
    limits.hit(PROFILE_EDITS_PER_ACCOUNT, "profile", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        if account.display_name != name:
            account.display_name = name
            emit(FaceChanged(account_id=account_id))
        account.department = edit.department
        account.sentence = _tidy(edit.sentence, "sentence", SENTENCE_LENGTH)
        account.associations = _tidy(edit.associations, "associations", INTEREST_LENGTH)
        account.can_help = _tidy(edit.can_help, "can_help", INTEREST_LENGTH)
        account.seeks_help = _tidy(edit.seeks_help, "seeks_help", INTEREST_LENGTH)
        account.audiences = {
            field: edit.audiences.get(field, Audience.MEMBERS).value for field in PROFILE_FIELDS
        }


def choose_preferences(
    viewer: Viewer,
    *,
    language: str,
    theme: str,
    accepts_letters: bool,
    shows_presence: bool = True,
) -> None:
    """Choose language, theme, who sees that one is here, and whether letters may come.

    An empty choice is the browser's.

    Emits:
        PresenceChanged: when it is chosen otherwise than before.

    Raises:
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
        account.language = language or None
        account.theme = theme or None
        if account.is_discreet == shows_presence:
            account.is_discreet = not shows_presence
            emit(PresenceChanged(account_id=account_id, is_discreet=not shows_presence))
        if accepts_letters != (account.letters_accepted_at is not None):
            account.letters_accepted_at = clock.now() if accepts_letters else None


def wear_picture(viewer: Viewer, token: str | None) -> str | None:
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


def _tidy(text: str, field: str, most: int) -> str:
    """Return one line of text without control characters.

    Raises:
        FormRefused: it is too long.
    """
    line = " ".join(text.split())
    if not line.isprintable():
        raise FormRefused(_("This contains characters that nobody can see."), field=field)
    if len(line) > most:
        raise FormRefused(_("At most {most} characters.", most=most), field=field)
    return line
