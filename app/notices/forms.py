"""Forms about notices."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.core.i18n import lazy
from app.notices.shapes import OFFERED_LEVELS, Level
from app.web.forms import Choice, Form

_WORDS = {
    Level.EVERYTHING: lazy("Everything that happens in my groups"),
    Level.THREADS: lazy("Only my threads: those I wrote in, and those I follow"),
    Level.NOTHING: lazy("Nothing but what is addressed to me"),
}


class LevelForm(Form):
    """How much one hears of what goes on."""

    level = RadioField(
        lazy("What do you want to hear of?"),
        choices=[Choice(level.value, _WORDS[level]) for level in OFFERED_LEVELS],
        validate_choice=False,  # the service says it better
        validators=[InputRequired(lazy("Choose one of the levels."))],
    )
