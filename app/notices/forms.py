"""Forms about notices."""

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form as WTForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from app.core.audiences import Audience
from app.core.i18n import lazy, p_
from app.notices.enums import Level, Relation, ThreadState
from app.notices.shapes import Case, PreferencesPage
from app.web.forms import ChangingForm, Choice

_WORDS = {
    Level.EVERYTHING: lazy("Everything that happens in my groups"),
    Level.FRIENDS: lazy("What my friends do; the rest waits under “Other people”"),
    Level.THREADS: lazy("Only my threads: answers to me, and the threads I follow"),
    Level.NOTHING: lazy("Nothing but what is addressed to me"),
}
_RELATIONS = {
    Relation.FRIEND: lazy("a friend"),
    Relation.OTHER: lazy("somebody else"),
    Relation.BLOCKED: lazy("somebody I blocked, or who blocked me"),
}
_STATES = {
    ThreadState.NORMAL: lazy("a thread I neither follow nor muted"),
    ThreadState.FOLLOW: lazy("a thread I follow"),
    ThreadState.MUTE: lazy("a thread I muted"),
}


class LevelForm(ChangingForm):
    """How much one hears of what goes on."""

    level = RadioField(
        lazy("What do you want to hear of?"),
        choices=[Choice(level.value, _WORDS[level]) for level in Level],
        validate_choice=False,  # the service says it better
        validators=[InputRequired(lazy("Choose one of the levels."))],
    )


class TrialForm(WTForm):
    """What one supposes in order to try out the rules; it is asked by GET, and changes nothing."""

    quoi = SelectField(lazy("What happens"))
    qui = SelectField(lazy("Who does it"))
    fil = SelectField(lazy("Where"))
    groupe = SelectField(lazy("In which group"))

    def __init__(self, preferences: PreferencesPage) -> None:
        """Offer what there is to suppose for this person."""
        asked = request.args if request.args.get("quoi") else MultiDict()
        super().__init__(formdata=asked or None)
        self.quoi.choices = [Choice(one.kind, one.label) for one in preferences.switches]
        self.qui.choices = [Choice(one.value, str(said)) for one, said in _RELATIONS.items()]
        self.fil.choices = [Choice(one.value, str(said)) for one, said in _STATES.items()]
        no_group = Choice("", p_("which group", "another group, or none"))
        self.groupe.choices = [
            no_group,
            *(Choice(str(one.audience), one.name) for one in preferences.choices),
        ]

    def case(self) -> Case | None:
        """Return what is supposed; `None` when nothing is, or nothing that makes sense."""
        if not all(map(_is_offered, (self.quoi, self.qui, self.fil, self.groupe))):
            return None
        audience = self.groupe.data
        return Case(
            kind=self.quoi.data,
            relation=Relation(self.qui.data),
            thread_state=ThreadState(self.fil.data),
            audience=Audience.parse(audience) if audience else None,
        )


def _is_offered(field: SelectField) -> bool:
    """Tell whether what was sent is one of the choices: addresses are kept, and written by hand."""
    return field.data in {choice[0] for choice in field.iter_choices()}
