"""Forms of threads and posts."""

from functools import partial
from secrets import token_urlsafe

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.core.i18n import lazy
from app.forum.limits import BODY_LENGTH, ONCE_LENGTH, TAGS_LENGTH
from app.web.forms import Choice, Form

_SHORT = Length(max=ONCE_LENGTH, message=lazy("This text is too long."))
_TYPED = {"maxlength": BODY_LENGTH}


def _needed(sentence: str) -> DataRequired:
    """Refuse an empty field with a sentence."""
    return DataRequired(message=sentence)


class AskForm(Form):
    """Ask a question or begin a discussion."""

    group = SelectField(
        lazy("In which group?"),
        validate_choice=False,
        validators=[_needed(lazy("Choose a group."))],
    )
    kind = RadioField(
        lazy("What is it?"),
        choices=[
            Choice("question", lazy("A question: I wait for answers")),
            Choice("discussion", lazy("A discussion: I share something")),
        ],
        default="question",
        validate_choice=False,  # the service says it better
        validators=[InputRequired(lazy("Choose: a question or a discussion."))],
    )
    title = StringField(
        lazy("Title"),
        validators=[_needed(lazy("Give it a title."))],
        render_kw={"autocomplete": "off"},
    )
    body = TextAreaField(
        lazy("Your text"),
        validators=[_needed(lazy("Write something first."))],
        render_kw=_TYPED,
    )
    tags = StringField(
        lazy("Tags"), validators=[Length(max=TAGS_LENGTH)], render_kw={"autocomplete": "off"}
    )
    once = HiddenField(default=partial(token_urlsafe, 12), validators=[_SHORT])
    """A mark drawn with the form: sending the same text of it again opens no second thread."""


class ReplyForm(Form):
    """Answer a thread, or reply to one of its posts."""

    body = TextAreaField(
        lazy("Your answer"),
        validators=[_needed(lazy("Write something first."))],
        render_kw=_TYPED,
    )
    parent_id = HiddenField()
    once = HiddenField(validators=[_SHORT])
    """A mark that our script draws for each text, so that sending it again is no second post."""


class MoveForm(Form):
    """Move a thread to another group."""

    group = SelectField(
        lazy("To which group?"),
        validate_choice=False,  # the service says it better
        validators=[_needed(lazy("Choose a group."))],
    )


class EditForm(Form):
    """Change the text of an answer or a reply."""

    body = TextAreaField(
        lazy("Your text"),
        validators=[_needed(lazy("Write something first."))],
        render_kw=_TYPED,
    )


class EditOpeningForm(EditForm):
    """Change the title, text and tags of a thread."""

    title = StringField(
        lazy("Title"),
        validators=[_needed(lazy("Give it a title."))],
    )
    tags = StringField(lazy("Tags"), validators=[Length(max=TAGS_LENGTH)])
