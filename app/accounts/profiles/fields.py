"""The fields of a profile. A new one is a line here, and a column of the same name.

Form, service, page, closing an account and who may see what all follow this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.accounts.enums import ProfileLook
from app.accounts.limits import INTEREST_LENGTH, SENTENCE_LENGTH
from app.accounts.names.departments import DEPARTMENTS, department_label
from app.core.i18n import lazy


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """Something that people may say of themselves."""

    name: str
    """Of the column of an account, and in forms."""
    label: str
    """In the form."""
    hint: str
    heading: str = ""
    """On the page."""
    look: ProfileLook = ProfileLook.LINE
    is_list: bool = False
    """Several things, separated by commas."""
    most: int = INTEREST_LENGTH
    """Characters."""
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Value → as people say it; empty: anything may be typed."""

    def items_of(self, told: str) -> tuple[str, ...]:
        """Return what was said, thing by thing, as people say it."""
        if self.choices:
            return (self.choices[told],) if told in self.choices else ()
        parts = told.split(",") if self.is_list else (told,)
        return tuple(item for part in parts if (item := part.strip()))


PROFILE_FIELDS = (
    ProfileField(
        name="sentence",
        label=lazy("A sentence about you"),
        hint=lazy("What you do, what you like: one line."),
        look=ProfileLook.LEAD,
        most=SENTENCE_LENGTH,
    ),
    ProfileField(
        name="department",
        label=lazy("Department"),
        hint=lazy("So that neighbours find you."),
        heading=lazy("Department"),
        choices={code: department_label(code) for code in DEPARTMENTS},
    ),
    ProfileField(
        name="associations",
        label=lazy("Your associations"),
        hint=lazy("With commas between them."),
        heading=lazy("Associations"),
        is_list=True,
    ),
    ProfileField(
        name="can_help",
        label=lazy("I can help with"),
        hint=lazy("What you know how to do, with commas: accounts, posters, insurance."),
        heading=lazy("Can help with"),
        look=ProfileLook.WORDS,
        is_list=True,
    ),
    ProfileField(
        name="seeks_help",
        label=lazy("I am looking for help with"),
        hint=lazy("What you would like to learn or find, with commas."),
        heading=lazy("Is looking for help with"),
        look=ProfileLook.WORDS,
        is_list=True,
    ),
)
"""In the order of the form; on the page words come first."""
