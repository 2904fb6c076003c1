"""Pictures go with what they belong to."""

from app.accounts.events import AccountClosed
from app.core.events import SubjectRemoved
from app.media import services


def remove_with_subject(event: SubjectRemoved) -> None:
    """Delete the pictures of what is gone."""
    services.remove_of(event.ref)


def remove_with_person(event: AccountClosed) -> None:
    """Delete the photo of somebody who is gone; pictures in their words stay with these."""
    services.remove_of_person(event.account_id)
