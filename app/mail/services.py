"""Writing letters. They leave by themselves once the rows around them are safe."""

import uuid
from collections.abc import Mapping

from app.core import clock
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.mail.models import Letter, LetterState
from app.mail.shapes import Address
from app.mail.transports import post_office
from app.mail.writing import written


def post_letter(
    to: Address,
    letter: str,
    context: Mapping[str, object],
    *,
    unsubscribe_url: str | None = None,
) -> int:
    """Write a letter now and have it sent soon; part of the transaction that is open.

    Args:
        to: whom it is for.
        letter: folder in `templates/mail` with `subject.txt`, `body.txt` and `body.html`.
        context: what the templates need besides `name`, `site` (address of the site) and
            `site_name`. Never a row.
        unsubscribe_url: absolute address that takes a one-click POST, for letters one can stop.

    Returns:
        The id of the letter.
    """
    words = written(to, letter, context)
    now = clock.now()
    row = Letter(
        email=to.email,
        name=to.name,
        language=words.language,
        letter=letter,
        subject=words.subject,
        body_text=words.text,
        body_html=words.html,
        unsubscribe_url=unsubscribe_url,
        message_id=f"<{uuid.uuid4().hex}@{post_office().sender.domain}>",
        state=LetterState.WAITING,
        next_try_at=now,
        created_at=now,
    )
    with atomic() as session:
        session.add(row)
        session.flush()  # the job needs the id
        enqueue("mail.send", row.id)
    return row.id
