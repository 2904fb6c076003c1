"""Forms of the room."""

from datetime import datetime

from flask import request
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.core.i18n import _, lazy
from app.groups.enums import OFFERED, UNINVITED, Joining, Role, Visibility
from app.groups.limits import (
    MESSAGE_LENGTH,
    NAME_LEAST,
    NAME_LENGTH,
    PURPOSE_LENGTH,
    RULES_LENGTH,
    SENTENCE_LENGTH,
)
from app.groups.shapes import GroupTerms
from app.notices.enums import Level
from app.web.filters import end_of_day
from app.web.forms import ChangingForm, Choice, CreatingForm, Form

_TOO_LONG = lazy("At most %(max)d characters.")
_VISIBILITIES = [
    Choice(Visibility.PUBLIC.value, lazy("Public: everybody reads, members write")),
    Choice(Visibility.MEMBERS.value, lazy("Members only: everybody knows it, members read")),
    Choice(
        Visibility.HIDDEN.value,
        lazy("Hidden: only its members know that it exists, so nobody new can join"),
    ),
]
_JOININGS = {
    Joining.OPEN: lazy("Open: anybody joins"),
    Joining.REQUEST: lazy("On request: you decide who comes in"),
    Joining.INVITATION: lazy("By invitation only: for now, nobody can come in"),
}
_ROLES = [
    Choice(Role.MEMBER.value, lazy("Member")),
    Choice(Role.MODERATOR.value, lazy("Moderator: decides who comes in, looks after what is said")),
    Choice(Role.OWNER.value, lazy("Owner: changes the group and its roles")),
]
_LEVELS = {
    Level.EVERYTHING: lazy("Everything that happens here"),
    Level.FRIENDS: lazy("What my friends do here"),
    Level.THREADS: lazy("My threads only"),
    Level.NOTHING: lazy("Nothing from here"),
}


def _at_most(length: int) -> Length:
    """Refuse what is too long for its column."""
    return Length(max=length, message=_TOO_LONG)


class GroupTermsForm(Form):
    """What is said of a group."""

    name = StringField(
        lazy("Name of the group"),
        validators=[
            DataRequired(lazy("Give the group a name.")),
            Length(min=NAME_LEAST, message=lazy("At least %(min)d characters.")),
            _at_most(NAME_LENGTH),
        ],
    )
    purpose = TextAreaField(
        lazy("What it is for"),
        validators=[
            DataRequired(lazy("Say in a sentence what the group is for.")),
            _at_most(PURPOSE_LENGTH),
        ],
    )
    rules = TextAreaField(
        lazy("Rules of the group"), validators=[Optional(), _at_most(RULES_LENGTH)]
    )
    visibility = RadioField(
        lazy("Who sees it"), choices=_VISIBILITIES, default=Visibility.PUBLIC.value
    )
    joining = RadioField(
        lazy("How one joins"),
        choices=[Choice(one.value, _JOININGS[one]) for one in OFFERED],
        default=Joining.OPEN.value,
        validate_choice=False,  # `validate_joining` says it better
    )
    ways: tuple[Joining, ...] = OFFERED

    def offer(self, present: Joining) -> None:
        """Let a group keep the way in that it has, though nobody else may choose it any more."""
        self.ways = tuple(dict.fromkeys((*OFFERED, present)))
        self.joining.choices = [Choice(one.value, _JOININGS[one]) for one in self.ways]

    def validate_joining(self, field: RadioField) -> None:
        """Refuse a way in that is not offered. WTForms calls it by its name."""
        if field.data not in self.ways:
            raise ValidationError(str(UNINVITED))

    def terms(self) -> GroupTerms:
        """Return what was typed."""
        return GroupTerms(
            name=self.name.data or "",
            purpose=(self.purpose.data or "").strip(),
            rules=self.rules.data or "",
            visibility=Visibility(self.visibility.data),
            joining=Joining(self.joining.data),
        )


class GroupForm(CreatingForm, GroupTermsForm):
    """Open a group."""


class GroupSettingsForm(ChangingForm, GroupTermsForm):
    """Say something else of a group."""

    opens_up = BooleanField(
        lazy("I want more people to see this group, and all that its members said here before")
    )


class PictureForm(Form):
    """Show another picture of a group."""

    picture = FileField(
        lazy("Picture of the group"),
        render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif", "required": True},
    )

    def validate_picture(self, _field: FileField) -> None:
        """Refuse a form without a file. WTForms calls it by its name."""
        if not request.files.get("picture"):
            raise ValidationError(_("Choose a picture first."))


class JoinForm(Form):
    """Join a group, or ask to."""

    message = TextAreaField(
        lazy("A word to those who decide"), validators=[Optional(), _at_most(MESSAGE_LENGTH)]
    )
    accept_rules = BooleanField(lazy("I have read these rules and will keep to them"))


class RefusalForm(Form):
    """Say no to somebody who asked."""

    sentence = StringField(
        lazy("A sentence for them"), validators=[Optional(), _at_most(SENTENCE_LENGTH)]
    )


class RoleForm(ChangingForm):
    """Give a member another role."""

    role = SelectField(lazy("Role"), choices=_ROLES)


class RemovalForm(Form):
    """Send a member away."""

    reason = StringField(
        lazy("Reason, which they will read"),
        validators=[DataRequired(lazy("Say why: they will read it.")), _at_most(SENTENCE_LENGTH)],
    )
    ban = BooleanField(lazy("They cannot come back by themselves"))
    until = DateField(lazy("Until"), validators=[Optional()])

    def until_moment(self) -> datetime | None:
        """Return the end of the day before which they cannot come back."""
        if self.until.data is None:
            return None
        return end_of_day(self.until.data)


class LevelForm(ChangingForm):
    """Choose what one hears of a group."""

    level = SelectField(
        lazy("Tell me about"),
        choices=[
            Choice("", lazy("As for my other groups")),
            *(Choice(level.value, _LEVELS[level]) for level in Level),
        ],
        validate_choice=False,  # the service says it better
    )
