"""Forms of posts, and of what moderators do."""

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.core.i18n import lazy
from app.threads.enums import HOUSE_RULES, HouseRule
from app.threads.limits import BODY_LENGTH, REASON_LENGTH
from app.threads.shapes import Reason
from app.web.forms import ChangingForm, Choice, CreatingForm, Form

_TYPED = {"maxlength": BODY_LENGTH}


def _needed(sentence: str) -> DataRequired:
    """Refuse an empty field with a sentence."""
    return DataRequired(message=sentence)


def _text_field(label: str) -> TextAreaField:
    """Return the field of a text that becomes a post."""
    return TextAreaField(
        label, validators=[_needed(lazy("Write something first."))], render_kw=_TYPED
    )


class ReplyForm(CreatingForm):
    """Answer a thread, or reply to one of its posts."""

    body = _text_field(lazy("Your answer"))
    parent_id = HiddenField()


class EditForm(ChangingForm):
    """Change the text of an answer or a reply."""

    body = _text_field(lazy("Your text"))


class MoveForm(ChangingForm):
    """Move a thread to another group."""

    group = SelectField(
        lazy("To which group?"),
        validate_choice=False,  # the service says it better
        validators=[_needed(lazy("Choose a group."))],
    )


class DeletionForm(Form):
    """Delete what somebody else wrote: they are told why."""

    rule = RadioField(
        lazy("Which rule was not kept?"),
        choices=[Choice(one.value, HOUSE_RULES[one]) for one in HouseRule],
        validate_choice=False,  # the service says it better
    )
    reason = StringField(
        lazy("Why, in a sentence"),
        validators=[
            _needed(lazy("Say why in a sentence: its author will read it.")),
            Length(max=REASON_LENGTH, message=lazy("This text is too long.")),
        ],
    )

    def said(self) -> Reason:
        """Return what was typed."""
        return Reason(rule=self.rule.data or "", sentence=self.reason.data or "")
