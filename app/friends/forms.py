"""The form of a request."""

from wtforms import StringField
from wtforms.validators import Length

from app.core.i18n import lazy
from app.friends.limits import MESSAGE_LENGTH
from app.web.forms import Form


class AskForm(Form):
    """Ask somebody to be friends."""

    message = StringField(
        lazy("A word with it"),
        validators=[Length(max=MESSAGE_LENGTH, message=lazy("At most %(max)d characters."))],
    )
