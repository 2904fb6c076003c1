"""Forms of sign-up, sign-in, recovery and settings. Rules live in the services' own modules."""

from collections.abc import Callable, Iterable

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

from app.accounts.departments import DEPARTMENTS, department_label
from app.accounts.emails import tidy_email
from app.accounts.handles import tidy_display_name, tidy_handle
from app.accounts.limits import (
    DISPLAY_NAME_LENGTH,
    EMAIL_LENGTH,
    HANDLE_LENGTH,
    INTEREST_LENGTH,
    PASSWORD_LEAST,
    PASSWORD_LENGTH,
    SENTENCE_LENGTH,
    THEMES,
)
from app.accounts.shapes import Audience, ProfileEdit
from app.core.errors import FormRefused
from app.core.i18n import LANGUAGES, lazy
from app.web.forms import Choice, Form

_TOO_LONG = lazy("At most %(max)d characters.")
_PASSWORD_NEEDED = lazy("Type your password.")
_EMAIL_NEEDED = lazy("Type your e-mail address.")
_AUDIENCES = [
    Choice(Audience.EVERYONE.value, lazy("Everybody")),
    Choice(Audience.MEMBERS.value, lazy("The members")),
    Choice(Audience.FRIENDS.value, lazy("My friends")),
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


class SignUpForm(Form):
    """Open an account."""

    display_name = StringField(
        lazy("Your name, as the others will read it"),
        validators=[
            DataRequired(lazy("Tell us how you are called.")),
            Length(max=DISPLAY_NAME_LENGTH, message=_TOO_LONG),
            Checked(tidy_display_name),
        ],
        render_kw={"autocomplete": "name"},
    )
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
        default=Audience.MEMBERS.value,
        validate_choice=False,  # AnyOf says it in the reader's language
        validators=[_one_of(Audience)],
    )


def _list_field(label: str) -> StringField:
    """Return a field for a few words separated by commas."""
    return StringField(label, validators=[Length(max=INTEREST_LENGTH, message=_TOO_LONG)])


class ProfileForm(Form):
    """What one says of oneself, and to whom."""

    display_name = StringField(
        lazy("Your name, as the others will read it"),
        validators=[
            DataRequired(lazy("Tell us how you are called.")),
            Length(max=DISPLAY_NAME_LENGTH, message=_TOO_LONG),
        ],
        render_kw={"autocomplete": "name"},
    )
    sentence = StringField(
        lazy("A sentence about you"),
        validators=[Length(max=SENTENCE_LENGTH, message=_TOO_LONG)],
    )
    sentence_audience = _audience_field()
    department = SelectField(
        lazy("Department"),
        choices=[
            Choice("", lazy("I would rather not say")),
            *(Choice(code, department_label(code)) for code in DEPARTMENTS),
        ],
        validate_choice=False,
        validators=[_one_of(("", *DEPARTMENTS))],
    )
    department_audience = _audience_field()
    associations = _list_field(lazy("Your associations"))
    associations_audience = _audience_field()
    can_help = _list_field(lazy("I can help with"))
    can_help_audience = _audience_field()
    seeks_help = _list_field(lazy("I am looking for help with"))
    seeks_help_audience = _audience_field()

    def edit(self) -> ProfileEdit:
        """Return what was typed."""
        return ProfileEdit(
            display_name=self.display_name.data or "",
            sentence=self.sentence.data or "",
            department=self.department.data or "",
            associations=self.associations.data or "",
            can_help=self.can_help.data or "",
            seeks_help=self.seeks_help.data or "",
            audiences={
                name.removesuffix("_audience"): Audience(field.data)
                for name, field in self._fields.items()
                if name.endswith("_audience")
            },
        )


class PreferencesForm(Form):
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
