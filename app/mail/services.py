"""Writing letters. They leave by themselves once the rows around them are safe."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa

from app.core import clock
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.mail.delivery.suppressions import forget_refused
from app.mail.enums import LetterState, Sort
from app.mail.messages.message import written
from app.mail.models import Letter
from app.mail.queries import is_refused
from app.mail.shapes import Address
from app.mail.smtp.transports import post_office

__all__ = ["drop_waiting", "forget_refused", "post_letter"]


def post_letter(
    to: Address,
    letter: str,
    context: Mapping[str, object],
    *,
    stop_path: str | None = None,
    sort: Sort = Sort.ACCOUNT,
) -> int | None:
    """Write a letter now and have it sent soon; part of the transaction that is open.

    Args:
        to: whom it is for.
        letter: folder in `templates/mail` with `subject.txt`, `body.txt` and `body.html`.
        context: what the templates need besides `name`, `site` (address of the site),
            `site_name` and `stop_path`. Never a row.
        stop_path: page that takes a one-click POST; every letter but those about the account has
            one.
        sort: what the letter is for.

    Returns:
        The id of the letter; `None` when the address refuses letters, and this one can be spared.
    """
    if (stop_path is None) is not (sort is Sort.ACCOUNT):
        raise LookupError(letter)  # one can stop all letters but those about the account
    if sort is not Sort.ACCOUNT and is_refused(to.email):
        return None
    words = written(to, letter, {"stop_path": stop_path, **context})
    now = clock.now()
    row = Letter(
        email=to.email,
        name=to.name,
        language=words.language,
        letter=letter,
        subject=words.subject,
        body_text=words.text,
        body_html=words.html,
        sort=sort,
        unsubscribe_url=f"{post_office().site}{stop_path}" if stop_path else None,
        message_id=f"<{uuid.uuid4().hex}@{post_office().sender.domain}>",
        state=LetterState.WAITING,
        next_try_at=now,
        created_at=now,
    )
    with atomic() as session:
        session.add(row)
        session.flush()  # the caller may need the id
        enqueue("mail.send")
    return row.id


def drop_waiting(email: str, sort: Sort | None = None) -> None:
    """Send none of the letters that wait for somebody: of one sort, or of any."""
    of_them = [Letter.email == email, Letter.state == LetterState.WAITING]
    if sort is not None:
        of_them.append(Letter.sort == sort)
    with atomic() as session:
        session.execute(sa.delete(Letter).where(*of_them))
