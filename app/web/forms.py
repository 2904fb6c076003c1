"""Forms: what was typed, kept when it is refused."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form as WTForm
from wtforms import PasswordField, StringField, TextAreaField, ValidationError
from wtforms.fields import BooleanField, Field, HiddenField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs describe 3.2
    SelectChoice as Choice,
)
from wtforms.meta import DefaultMeta
from wtforms.validators import Length

from app.core.characters import harms, shows_nothing, without_harm
from app.core.errors import Conflict, DomainError, FormRefused, TooOften
from app.core.i18n import _, lazy, p_
from app.core.idempotency import MARK_LENGTH, draw_key
from app.core.versions import VERSION_LENGTH, Changed, plain, version_of

__all__ = ["ChangingForm", "Choice", "CreatingForm", "Form"]

Result = TypeVar("Result")


_LIBRARY_SAYS = {
    "Not a valid choice.": lazy("Choose from the list."),
    "Not a valid date value.": lazy("This is not a day: write it like 2026-12-31."),
    "This field is required.": lazy("Fill this in."),
    "Field cannot be longer than %(max)d character.": lazy("At most %(max)d characters."),
    "Field must be at least %(min)d character long.": lazy("At least %(min)d characters."),
}


class _Sentences:
    """What WTForms says by itself, in the reader's language; it asks for translations by it."""

    def gettext(self, said: str) -> str:
        """Return our sentence for one of theirs."""
        return str(_LIBRARY_SAYS.get(said) or _("This cannot be accepted."))

    def ngettext(self, said: str, _said_of_many: str, _count: int) -> str:
        """Return our sentence for one of theirs that counts."""
        return self.gettext(said)


def _take_in(field: Field) -> None:
    """Take what shows nothing as nothing, and take what harms out of texts of many lines."""
    if not isinstance(field, StringField) or isinstance(field, PasswordField) or not field.data:
        return
    if isinstance(field, TextAreaField):
        field.data = without_harm(field.data)
    if shows_nothing(field.data):
        field.data = ""


def _refuse_harm(_form: object, field: Field) -> None:
    """Refuse in one line what would change the text around it. Texts of many lines lost it."""
    is_read = isinstance(field, StringField) and not isinstance(field, PasswordField)
    if is_read and not field.errors and harms(field.data or ""):
        raise ValidationError(_("This contains characters that nobody can see."))


class Form(WTForm):
    """A form of this site. It needs no token: `app.web.csrf` refuses foreign requests."""

    class Meta(DefaultMeta):
        """How WTForms speaks."""

        def get_translations(self, _form: object) -> _Sentences:
            """Return our sentences."""
            return _Sentences()

    def __init__(self, **known: Any) -> None:  # noqa: ANN401 - initial values, as WTForms takes them
        """Take what was sent, or the values already known."""
        sent = request.form if request.method == "POST" else MultiDict()
        super().__init__(formdata=sent if request.method == "POST" else None, data=known or None)
        if request.method == "POST":
            for field in self:
                _take_in(field)
        self.status = 200
        """Status of the page that shows this form."""
        self.refusals: list[str] = []
        """Sentences about the form as a whole."""

    def accepted(self, act: Callable[[], Result]) -> Result | None:
        """Check what was typed, then act; `None` when either refuses, and the form says why.

        A right that is gone is not said here: the page of the form may not show it any more.
        """
        if not self.validate(extra_validators={name: [_refuse_harm] for name in self._fields}):
            self.status = FormRefused.status
            return None
        try:
            return act()
        except (FormRefused, TooOften, Conflict) as refusal:
            self.refuse(refusal)
            return None

    def did(self, act: Callable[[], None]) -> bool:
        """Check what was sent, then act; false when either refuses, or nothing was sent.

        For acts that return nothing.
        """

        def done() -> bool:
            act()
            return True

        return request.method == "POST" and self.accepted(done) is True

    def preview(self, render: Callable[[str], Result]) -> Result | None:
        """Return the text as it will look, when the preview button was pressed.

        Where it is refused the form says why, with all that was typed.
        """
        if "preview" not in request.form:
            return None
        try:
            return render(request.form.get("body", ""))
        except (FormRefused, TooOften) as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at its field, or above the form."""
        self.status = refusal.status
        name = refusal.field if isinstance(refusal, FormRefused) else None
        field: Field | None = self._fields.get(name) if name else None
        if field is None:
            self.refusals.append(refusal.sentence)
        else:
            field.errors = [*field.errors, refusal.sentence]


class CreatingForm(Form):
    """A form that creates something. It carries a mark: sent twice, it makes one thing."""

    once = HiddenField(
        default=draw_key,
        validators=[Length(max=MARK_LENGTH, message=lazy("This text is too long."))],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What a field of a form has become since the form was made."""

    label: str
    text: str


class ChangingForm(Form):
    """A form that changes what is there. It carries the version that it was made from.

    When somebody has changed it meanwhile, nothing is overwritten: the form is shown again with
    what was typed, and beside it what the others have made of it. Saved from there, it was read.
    """

    version = HiddenField(validators=[Length(max=VERSION_LENGTH)])

    def __init__(
        self, read: Callable[[], Mapping[str, Any]], known: Mapping[str, Any] | None = None
    ) -> None:
        """Show what is there.

        Args:
            read: returns it, by the names of the fields; asked again under the lock.
            known: the same, where it was read already.
        """
        self._read = read
        self._known = read() if known is None else known
        super().__init__(**self._known)
        self.meanwhile: tuple[Meanwhile, ...] = ()
        """What others have changed since, after a refusal for that."""
        if not self.version.raw_data:
            self.version.data = version_of(self._known)

    def check(self) -> None:
        """Compare with what is there now; for services, which call it once they hold the lock.

        Who says no version is not held to any, nor who types what the others have typed.

        Raises:
            Changed: it is not what the form was made from.
        """
        self._known = self._read()
        (seen, *_more) = self.version.raw_data or [""]
        if seen and seen != version_of(self._known) and any(self._other_words()):
            raise Changed(
                _(
                    "Somebody changed this while you were writing; nothing was overwritten. "
                    "Here is what you typed, and what it says now: put together what is right, and "
                    "save again."
                )
            )

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal; after a collision, what the others wrote too."""
        super().refuse(refusal)
        if isinstance(refusal, Changed):
            self.version.data = version_of(self._known)
            self.meanwhile = tuple(self._other_words())

    def _other_words(self) -> Iterator[Meanwhile]:
        """Return what is there and is not what was typed."""
        for name, value in self._known.items():
            field = self._fields[name]
            if plain(field.data) != plain(value):
                yield Meanwhile(label=str(field.label.text), text=_said(field, value))


def _said(field: Field, value: object) -> str:
    if isinstance(field, BooleanField):
        return p_("a box to tick", "yes") if value else p_("a box to tick", "no")
    choices = {plain(one[0]): str(one[1]) for one in getattr(field, "iter_choices", tuple)()}
    return choices.get(plain(value), plain(value))
