"""Forms that send a picture."""

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import FileField, StringField
from wtforms.validators import Length

from app.core.errors import FormRefused
from app.core.i18n import _, lazy
from app.media.limits import DESCRIPTION_LENGTH
from app.web.forms import Form

_ACCEPTED = {"accept": "image/jpeg,image/png,image/webp,image/gif", "required": True}


class FaceForm(Form):
    """Send a photo of oneself."""

    picture = FileField(lazy("Your photo"), render_kw=_ACCEPTED)


class PictureForm(Form):
    """Send a picture for a text."""

    picture = FileField(lazy("Picture"), render_kw=_ACCEPTED)
    description = StringField(
        lazy("What one sees on it"),
        validators=[Length(max=DESCRIPTION_LENGTH, message=lazy("At most %(max)d characters."))],
    )


def sent_picture() -> FileStorage:
    """Return the file that was sent.

    Raises:
        FormRefused: at `picture`, when there is none.
    """
    file = request.files.get("picture")
    if file is None or not file.filename:
        raise FormRefused(_("Choose a picture first."), field="picture")
    return file
