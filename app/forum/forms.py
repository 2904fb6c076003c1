"""Forms of questions and of what becomes of solutions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.core import clock
from app.core.days import months_later
from app.core.errors import FormRefused
from app.core.i18n import _, lazy
from app.forum.limits import CHECK_REASON_LENGTH, TAGS_LENGTH
from app.text import MAX_LENGTH
from app.web.filters import day_full, day_of, start_of_day
from app.web.forms import ChangingForm, Choice, CreatingForm, Form


def _needed(sentence: str) -> DataRequired:
    """Refuse an empty field with a sentence."""
    return DataRequired(message=sentence)


class _WithText:
    """The fields of every form in which a question is written."""

    title = StringField(lazy("Title"), validators=[_needed(lazy("Give it a title."))])
    body = TextAreaField(
        lazy("Your text"),
        validators=[_needed(lazy("Write something first."))],
        render_kw={"maxlength": MAX_LENGTH},
    )
    tags = StringField(lazy("Tags"), validators=[Length(max=TAGS_LENGTH)])


class AskForm(CreatingForm, _WithText):
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


class EditQuestionForm(ChangingForm, _WithText):
    """Change the title, text and tags of a thread."""


class CloseQuestionForm(Form):
    """Close a thread, or let it point to another that says the same; drawn by hand in its menu."""

    reason = StringField(lazy("Why (told to the author)"))
    other = StringField(lazy("Address of the thread that says the same"))


class PlanForm(ChangingForm):
    """Choose when a solution is to be looked at: on one of two near days, another one, or never."""

    when = RadioField(
        lazy("When is it to be checked?"),
        validate_choice=False,  # what is none of them is no day
    )
    day = DateField(lazy("Another day"), validators=[Optional()])

    def __init__(
        self, read: Callable[[], Mapping[str, Any]], known: Mapping[str, Any] | None = None
    ) -> None:
        """Offer the days as they lie today."""
        super().__init__(read, known)
        today = day_of(clock.now())
        half, whole = (day_full(months_later(today, months)) for months in (6, 12))
        self.when.choices = [
            Choice("6", _("In 6 months: {day}", day=half)),
            Choice("12", _("In a year: {day}", day=whole)),
            Choice("day", _("On another day")),
            Choice("", _("Not to be checked")),
        ]

    def moment(self) -> datetime | None:
        """Return when the day begins that was chosen; the service says whether it can be taken.

        Raises:
            FormRefused: another day was wanted, and none was given.
        """
        when, today = self.when.data, day_of(clock.now())
        if when in {"6", "12"}:
            return start_of_day(months_later(today, int(when)))
        if when == "":
            return None
        if self.day.data is None:
            raise FormRefused(_("Which day? Choose it in the calendar."), field="day")
        # The first and the last days of the calendar begin in no year at all.
        return start_of_day(min(max(self.day.data, today), months_later(today, 200)))

    def offer(self, day: date | None) -> None:
        """Propose a day, as one of those near at hand where it is one."""
        today = day_of(clock.now())
        near = [name for name in ("6", "12") if day == months_later(today, int(name))]
        self.when.data, self.day.data = (near[0], None) if near else ("day", day)


class ConfirmForm(PlanForm):
    """Say that a solution is still true, and when it is to be looked at again."""

    state = HiddenField(lazy("The answer"))
    """What was read and is confirmed, in words."""


class OutdatedForm(ChangingForm):
    """Say that a solution is true no more."""

    state = HiddenField(lazy("The answer"))
    """What was read, in words."""
    reason = StringField(
        lazy("What has changed?"),
        validators=[Length(max=CHECK_REASON_LENGTH, message=lazy("This text is too long."))],
    )
