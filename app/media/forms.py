"""Forms that send a picture."""

from typing import ClassVar

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import Field, FileField, HiddenField, StringField
from wtforms.validators import AnyOf, Length, StopValidation

from app.core.i18n import _, lazy
from app.media.enums import Purpose
from app.media.limits import ACCEPTED, DESCRIPTION_LENGTH
from app.web.forms import CreatingForm, Form

_OFFERED = {"accept": ACCEPTED}


class Sent:
    """Refuses a form without its file, which stands beside the fields that WTForms reads."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, _form: object, field: Field) -> None:
        """Check that there is a file."""
        file = request.files.get(field.name)
        if file is None or not file.filename:
            raise StopValidation(_("Choose a picture first."))


class FaceForm(Form):
    """Send a photo of oneself."""

    picture = FileField(lazy("Your photo"), validators=[Sent()], render_kw=_OFFERED)


class PictureForm(CreatingForm):
    """Send a picture for a text."""

    picture = FileField(lazy("Picture"), validators=[Sent()], render_kw=_OFFERED)
    description = StringField(
        lazy("What one sees on it"),
        validators=[Length(max=DESCRIPTION_LENGTH, message=lazy("At most %(max)d characters."))],
    )
    purpose = HiddenField(
        default=Purpose.POST.value,
        filters=[lambda typed: typed or Purpose.POST.value],
        validators=[AnyOf([Purpose.POST.value, Purpose.COVER.value])],
    )


def sent_picture() -> FileStorage:
    """Return the file that was sent, as the form has checked."""
    return request.files["picture"]
