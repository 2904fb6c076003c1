"""The picture at the top of an article, as it comes with the form of its text."""

from flask import request

from app.blog.forms import TextFields
from app.media import services as media
from app.media.enums import Purpose
from app.web.current_viewer import viewer


def take_cover(form: TextFields) -> None:
    """Take in the picture that was sent with a form, or leave the one it names out.

    From then on the form names it: whatever it is refused for, nobody chooses it again. Our script
    has sent it before, and the form names it already.

    Raises:
        FormRefused: at `picture`, when it is none, or too large.
        TooOften: the viewer has sent as many today as one may.
    """
    sent = request.files.get(form.picture.name)
    if sent is not None and sent.filename:
        form.cover.data = media.store_picture(viewer(), sent.stream, purpose=Purpose.COVER).token
    elif form.no_cover.data:
        form.cover.data = ""
    form.no_cover.data = False
