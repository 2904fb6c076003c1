"""Forms of sign-up, sign-in, recovery and settings. Rules live in the services' own modules."""

from collections.abc import Callable, Iterable, Iterator

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional

from app.accounts.enums import ProfileAudience
from app.accounts.limits import (
    DISPLAY_NAME_LENGTH,
    EMAIL_LENGTH,
    HANDLE_LENGTH,
    PASSWORD_LEAST,
    PASSWORD_LENGTH,
    THEMES,
)
from app.accounts.names.emails import tidy_email
from app.accounts.names.handles import tidy_display_name, tidy_handle
from app.accounts.profiles.fields import PROFILE_FIELDS, ProfileField
from app.accounts.shapes import ProfileEdit
from app.core.errors import FormRefused
from app.core.i18n import LANGUAGES, lazy
from app.web.forms import ChangingForm, Choice, Form

_TOO_LONG = lazy("At most %(max)d characters.")
_PASSWORD_NEEDED = lazy("Type your password.")
_EMAIL_NEEDED = lazy("Type your e-mail address.")
_AUDIENCES = [
    Choice(ProfileAudience.EVERYONE.value, lazy("Everybody")),
    Choice(ProfileAudience.MEMBERS.value, lazy("The members")),
    Choice(ProfileAudience.FRIENDS.value, lazy("My friends")),
]


class Checked:
    """Refuses at its field what a rule refuses, so that a form shows all its faults at once."""

    def __init__(self, check: Callable[[str], object]) -> None:
        """Take the rule, which raises `FormRefused`."""
        self._check = check

    def __call__(self, _form: object, field: Field) -> None:
        """Check one field."""
        try:
            self._check(field.data or "")
        except FormRefused as refusal:
            raise ValidationError(refusal.sentence) from refusal


def _one_of(values: Iterable[str]) -> AnyOf:
    """Refuse what is not in the list."""
    return AnyOf(list(values), message=lazy("Choose from the list."))


def _email_field() -> EmailField:
    """Return a field for an e-mail address that letters will be sent to."""
    return EmailField(
        lazy("E-mail address"),
        validators=[
            DataRequired(_EMAIL_NEEDED),
            Length(max=EMAIL_LENGTH, message=_TOO_LONG),
            Checked(tidy_email),
        ],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


def _new_password_field(label: str) -> PasswordField:
    """Return a field for a password that is being chosen."""
    least = lazy("At least %(min)d characters: a short sentence will do.")
    return PasswordField(
        label,
        validators=[
            InputRequired(lazy("Choose a password.")),
            Length(min=PASSWORD_LEAST, message=least),
            Length(max=PASSWORD_LENGTH, message=_TOO_LONG),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def _known_password_field(label: str) -> PasswordField:
    """Return a field for the password one has."""
    return PasswordField(
        label,
        validators=[InputRequired(_PASSWORD_NEEDED)],
        render_kw={"autocomplete": "current-password"},
    )


def _display_name_field(*more: Checked) -> StringField:
    """Return a field for the name one is called by."""
    return StringField(
        lazy("Your name, as the others will read it"),
        validators=[
            DataRequired(lazy("Tell us how you are called.")),
            Length(max=DISPLAY_NAME_LENGTH, message=_TOO_LONG),
            *more,
        ],
        render_kw={"autocomplete": "name"},
    )


class SignUpForm(Form):
    """Open an account."""

    display_name = _display_name_field(Checked(tidy_display_name))
    email = _email_field()
    password = _new_password_field(lazy("Password"))
    handle = StringField(
        lazy("Your handle, for being called by name"),
        validators=[
            Optional(),
            Length(max=HANDLE_LENGTH + 1, message=_TOO_LONG),
            Checked(tidy_handle),
        ],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    accept_rules = BooleanField(
        lazy("I accept the rules of the house and how my data are used"),
        validators=[DataRequired(lazy("Accept the rules to join: they are short."))],
    )
    accept_letters = BooleanField(lazy("I would like letters from the site, which I can stop"))
    next = HiddenField()


class SignInForm(Form):
    """Come back in."""

    email = EmailField(
        lazy("E-mail address"),
        validators=[DataRequired(_EMAIL_NEEDED)],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = _known_password_field(lazy("Password"))
    next = HiddenField()


class RecoveryForm(Form):
    """Ask for a link that sets a new password."""

    email = _email_field()


class NewPasswordForm(Form):
    """Set a new password by a link."""

    password = _new_password_field(lazy("New password"))


class ChangePasswordForm(Form):
    """Change the password one has."""

    password = _known_password_field(lazy("Present password"))
    new_password = _new_password_field(lazy("New password"))


class MoveForm(Form):
    """Ask for a change of address."""

    email = _email_field()
    password = _known_password_field(lazy("Your password"))


def _audience_field() -> SelectField:
    """Return a field for who may see another field."""
    return SelectField(
        lazy("Who sees it"),
        choices=_AUDIENCES,
        default=ProfileAudience.MEMBERS.value,
        validate_choice=False,  # AnyOf says it in the reader's language
        validators=[_one_of(ProfileAudience)],
    )


def _profile_field(field: ProfileField) -> Field:
    """Return the field of a form for one of a profile."""
    if not field.choices:
        return StringField(field.label, validators=[Length(max=field.most, message=_TOO_LONG)])
    return SelectField(
        field.label,
        choices=[
            Choice("", lazy("I would rather not say")),
            *(Choice(value, words) for value, words in field.choices.items()),
        ],
        validate_choice=False,
        validators=[_one_of(("", *field.choices))],
    )


class ProfileForm(ChangingForm):
    """What one says of oneself, and to whom."""

    display_name = _display_name_field()

    def told(self) -> Iterator[tuple[Field, Field, str]]:
        """Return each field of the profile, who sees it, and its hint."""
        for field in PROFILE_FIELDS:
            yield self[field.name], self[f"{field.name}_audience"], field.hint

    def edit(self) -> ProfileEdit:
        """Return what was typed."""
        return ProfileEdit(
            display_name=self.display_name.data or "",
            told={field.name: self[field.name].data or "" for field in PROFILE_FIELDS},
            audiences={
                field.name: ProfileAudience(self[f"{field.name}_audience"].data)
                for field in PROFILE_FIELDS
            },
        )


for _field in PROFILE_FIELDS:
    setattr(ProfileForm, _field.name, _profile_field(_field))
    setattr(ProfileForm, f"{_field.name}_audience", _audience_field())


class PreferencesForm(ChangingForm):
    """Language, theme, presence, letters."""

    language = SelectField(
        lazy("Language"),
        choices=[
            Choice("", lazy("That of my device")),
            Choice("fr", "Français"),
            Choice("en", "English"),
        ],
        validate_choice=False,
        validators=[_one_of(("", *LANGUAGES))],
    )
    theme = SelectField(
        lazy("Colours"),
        choices=[
            Choice("", lazy("As on my device")),
            Choice("light", lazy("Light")),
            Choice("dark", lazy("Dark")),
        ],
        validate_choice=False,
        validators=[_one_of(("", *THEMES))],
    )
    show_presence = BooleanField(lazy("Show that I am here"))
    accept_letters = BooleanField(lazy("I would like letters from the site, which I can stop"))
