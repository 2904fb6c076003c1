"""Forms: what was typed, kept when it is refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form as WTForm
from wtforms.fields import Field
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs describe 3.2
    SelectChoice as Choice,
)
from wtforms.meta import DefaultMeta

from app.core.errors import Conflict, DomainError, Forbidden, FormRefused, TooOften
from app.core.i18n import _, lazy

__all__ = ["Choice", "Form"]

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


class Form(WTForm):
    """A form of this site. It needs no token: `app.web.origins` refuses foreign requests."""

    class Meta(DefaultMeta):
        """How WTForms speaks."""

        def get_translations(self, _form: object) -> _Sentences:
            """Return our sentences."""
            return _Sentences()

    def __init__(self, **known: Any) -> None:  # noqa: ANN401 - initial values, as WTForms takes them
        """Take what was sent, or the values already known."""
        sent = request.form if request.method == "POST" else MultiDict()
        super().__init__(formdata=sent if request.method == "POST" else None, data=known or None)
        self.status = 200
        """Status of the page that shows this form."""
        self.refusals: list[str] = []
        """Sentences about the form as a whole."""

    def accepted(self, act: Callable[[], Result]) -> Result | None:
        """Check what was typed, then act; `None` when either refuses, and the form says why."""
        if not self.validate():
            self.status = FormRefused.status
            return None
        try:
            return act()
        except (FormRefused, TooOften, Forbidden, Conflict) as refusal:
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

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at its field, or above the form."""
        self.status = refusal.status
        name = refusal.field if isinstance(refusal, FormRefused) else None
        field: Field | None = self._fields.get(name) if name else None
        if field is None:
            self.refusals.append(refusal.sentence)
        else:
            field.errors = [*field.errors, refusal.sentence]
