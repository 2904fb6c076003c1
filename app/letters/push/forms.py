"""What a browser says so that it can be told."""

from wtforms import StringField

from app.web.forms import Form


class DeviceForm(Form):
    """The address and the keys that a browser was given. Sent by a script, never typed."""

    endpoint = StringField()
    p256dh = StringField()
    auth = StringField()
