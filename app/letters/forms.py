"""The form of letters."""

from wtforms import BooleanField, SelectField

from app.core.i18n import lazy
from app.letters.shapes import HOURS, TIME_ZONES, Quiet
from app.web.forms import ChangingForm, Choice

_HOURS = [Choice(str(hour), f"{hour} h") for hour in HOURS]


class LettersForm(ChangingForm):
    """Which letters come, and when they do not."""

    is_on = BooleanField(lazy("Write to me when somebody answers me, and I am away"))
    is_weekly = BooleanField(lazy("Write to me once a week what is worth reading"))
    quiet_from = SelectField(lazy("Leave me alone from"), choices=_HOURS)
    quiet_until = SelectField(lazy("until"), choices=_HOURS)
    time_zone = SelectField(
        lazy("Where I live"), choices=[Choice(name, place) for name, place in TIME_ZONES.items()]
    )

    def quiet(self) -> Quiet:
        """Return the hours that were chosen."""
        return Quiet(
            begin=int(self.quiet_from.data),
            end=int(self.quiet_until.data),
            time_zone=self.time_zone.data,
        )
