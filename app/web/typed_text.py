"""What somebody had typed into a form that is refused, whichever form it was and whatever for.

The declarations of all forms say which fields a person types into. So a new form is covered the
day it is written, and nothing has to be listed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import request
from werkzeug.exceptions import HTTPException
from wtforms import Field, FileField, HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from app.web.addresses import this_address
from app.web.forms import Form
from app.web.page_account import FIELD, account_said

_NOT_TYPED = (HiddenField, PasswordField)
_NEVER_SHOWN = (PasswordField, FileField)


class TypedText(NamedTuple):
    """One field that a person had filled."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """All that a refused form held, fit to be sent again."""

    texts: tuple[TypedText, ...] = ()
    """What is shown, and can be written on."""
    carried: tuple[tuple[str, str], ...] = ()
    """What goes along: choices, and what the page itself had put into the form."""
    address: str = ""
    """Where it was sent."""
    is_whole: bool = False
    """Nothing is missing, as a password or a file would be, so that it can be sent again."""


NOTHING = Typed()


def typed_text() -> Typed:
    """Return what the person had typed in this request; `NOTHING` when that is nothing."""
    if request.method != "POST" or request.mimetype == "application/json":
        return NOTHING
    try:
        sent = [(name, text) for name, text in request.form.items(multi=True) if name != FIELD]
    except HTTPException:
        return NOTHING  # the request itself was malformed or too large
    fields = _declared({name for name, _text in sent})
    texts = tuple(
        TypedText(name=name, label=_label(fields[name]), text=text)
        for name, text in sent
        if text.strip() and name in fields and _is_typed(fields[name])
    )
    if not texts:
        return NOTHING
    shown = {one.name for one in texts}
    carried = [(name, text) for name, text in sent if name not in shown and not _is_secret(name)]
    return Typed(
        texts=texts,
        carried=(*carried, (FIELD, account_said())),
        address=this_address(),
        is_whole=not request.files and not any(_is_secret(name) for name, _text in sent),
    )


def _declared(names: set[str]) -> "dict[str, UnboundField[Any]]":
    """Return the fields of all forms by name; those of the form that was sent come first."""
    fields: dict[str, UnboundField[Any]] = {}
    for form in sorted(_forms(Form), key=lambda form: len(names & _fields(form).keys())):
        fields |= _fields(form)
    return fields


def _is_secret(name: str) -> bool:
    """Tell whether some form takes a password, or a file, under this name."""
    return any(
        issubclass(_kind(field), _NEVER_SHOWN)
        for form in _forms(Form)
        if (field := _fields(form).get(name)) is not None
    )


def _fields(form: type[Form]) -> "dict[str, UnboundField[Any]]":
    """Return the fields that a form declares, those that it inherits included."""
    declared = {name: getattr(form, name) for name in dir(form) if not name.startswith("_")}
    return {name: field for name, field in declared.items() if isinstance(field, UnboundField)}


def _forms(base: type[Form]) -> Iterator[type[Form]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _kind(field: "UnboundField[Any]") -> type[Field]:
    kind: type[Field] = field.field_class
    return kind


def _is_typed(field: "UnboundField[Any]") -> bool:
    """Tell whether a person types into it, and others may read over their shoulder."""
    return issubclass(_kind(field), StringField) and not issubclass(_kind(field), _NOT_TYPED)


def _label(field: "UnboundField[Any]") -> str:
    return str(field.args[0] if field.args else field.kwargs.get("label", ""))
