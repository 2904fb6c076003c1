"""Refusals: what a person may be told, each with a machine code and a status."""

from typing import ClassVar


class DomainError(Exception):
    """Something was asked that is refused; `sentence` is for the person who asked."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str = "") -> None:
        """Refuse with a sentence in the reader's language."""
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(DomainError):
    """It does not exist, or the viewer may not know that it does."""

    status = 404
    code = "not_found"


class Gone(NotFound):
    """It was there and is over; the sentence says why, and whom to ask."""

    status = 410
    code = "gone"


class SignInNeeded(DomainError):
    """A guest asked for something only members can do."""

    status = 401
    code = "sign_in_needed"


class Forbidden(DomainError):
    """A member lacks the right; the sentence says why and what to do."""

    status = 403
    code = "forbidden"


class Suspended(Forbidden):
    """The member may read but not write for now."""

    code = "suspended"


class Conflict(DomainError):
    """Somebody else changed it meanwhile; nothing was overwritten."""

    status = 409
    code = "conflict"


class FormRefused(DomainError):
    """What was typed cannot be accepted; `field` names the field at fault, if one is."""

    status = 422
    code = "form_refused"

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        """Refuse one field, or the whole form when no field is named."""
        super().__init__(sentence)
        self.field = field


class TooOften(DomainError):
    """Too many attempts; the sentence says when to try again."""

    status = 429
    code = "too_often"

    def __init__(self, sentence: str, *, retry_after_seconds: int) -> None:
        """Refuse until `retry_after_seconds` have passed."""
        super().__init__(sentence)
        self.retry_after_seconds = retry_after_seconds


def require(is_allowed: bool, sentence: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Go on, or refuse with the sentence.

    Raises:
        Forbidden: it is not allowed.
    """
    if not is_allowed:
        raise Forbidden(sentence)
