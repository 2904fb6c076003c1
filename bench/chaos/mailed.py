"""What had to be mailed, against what the outbox says and the mail server was given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.mail.enums import LetterState
from app.mail.models import Letter
from bench.chaos.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A letter of the outbox."""

    email: str
    message_id: str
    state: str
    unsure_count: int
    """How often a worker was lost, or an answer, after the server may have had all of it."""
    was_handed: bool
    """So it is with the attempt that is going on."""


def posted_letters() -> list[Posted]:
    """Return the outbox."""
    asked = sa.select(
        Letter.email,
        Letter.message_id,
        Letter.state,
        Letter.unsure_count,
        Letter.handed_at.is_not(None).label("was_handed"),
    )
    return [Posted(**row) for row in db.session.execute(asked).mappings()]


def judge_letters(
    verdict: Verdict,
    posted: Sequence[Posted],
    copies: Mapping[str, int],
    asked: tuple[Mapping[str, int], Mapping[str, int]],
    *,
    most_held_up: int,
) -> None:
    """Compare who had to be written to, the outbox, and what the mail server was given.

    Args:
        verdict: takes what is found.
        posted: the outbox.
        copies: `Message-ID` → how often the mail server was given it.
        asked: forms by address: those accepted, and all that were sent.
        most_held_up: so many letters may wait for the ten minutes that a claim lasts, or for a
            server whose answer was lost: one for each fault that can stop the worker.
    """
    accepted, sent = asked
    by_address = Counter(one.email for one in posted)
    for address in sent:
        if not accepted.get(address, 0) <= by_address[address] <= sent[address]:
            verdict.add(
                "letter",
                f"{by_address[address]} were posted to {address}: {accepted.get(address, 0)} forms"
                f" were accepted, {sent[address]} sent",
            )
    held_up = 0
    for one in posted:
        arrived, most = copies.get(one.message_id, 0), _most_copies(one)
        held_up += one.state in {LetterState.SENDING, LetterState.WAITING}
        if one.state == LetterState.FAILED:
            verdict.add("letter", f"{one.message_id} was given up")
        if one.state == LetterState.SENT and not arrived:
            verdict.add("letter", f"{one.message_id} counts as sent and never arrived")
        if arrived > most:
            verdict.add("letter", f"{one.message_id} arrived {arrived} times, {most} at most")
    if held_up > most_held_up:
        verdict.add("letter", f"{held_up} are held up, {most_held_up} at most")
    strange = copies.keys() - {one.message_id for one in posted}
    verdict.add("letter", *(f"{one} arrived and was never posted" for one in sorted(strange)))
    verdict.counts["letters held up by a fault"] = held_up
    verdict.counts["letters that arrived twice"] = sum(count > 1 for count in copies.values())


def _most_copies(posted: Posted) -> int:
    """Return how often a letter may have arrived: once, and once for each end that nobody knows."""
    is_open = posted.state == LetterState.SENDING and posted.was_handed
    is_done = posted.state == LetterState.SENT
    return min(3, posted.unsure_count + (is_done or is_open))
