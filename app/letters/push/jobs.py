"""The jobs that push notices: from rows, never from memory; the network outside of transactions.

A notice is pushed a few seconds after it was written, to all devices of whoever is not here and
has not read it, if the rules deliver it still; in quiet hours once they are over. A device that
takes it makes the letter needless. Claims keep workers apart. A worker that was killed after a
service took a push, and before it noted it, has it pushed once more: under the same topic and tag,
so that the device shows one.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.i18n import in_language, ngettext
from app.core.jobs import enqueue
from app.letters import queries as letters
from app.letters.push import queue
from app.letters.push.client import PushClient, push_client
from app.letters.push.devices import devices_of, note
from app.letters.push.limits import FIRST_REST, MOST_PUSHES, TEXT_LENGTH
from app.letters.push.shapes import Batch, Device, Outcome, PushMessage
from app.letters.schedule.quiet_hours import end_of_quiet
from app.live.queries import is_here
from app.notices import queries as notices
from app.notices.shapes import NoticeLine


def sweep() -> None:
    """Have notices pushed to those for whom some are due."""
    now = clock.now()
    queue.release_lost(now)
    people = queue.people_due(now)
    for account_id in people:
        enqueue("letters.push", account_id)
    if len(people) == queue.AT_ONCE:
        enqueue("letters.push_sweep")  # there are more: once these are done


def push(account_id: int) -> None:
    """Push what is due for somebody, put it off, or leave it to the letter."""
    now = clock.now()
    client, devices = push_client(), devices_of(account_id)
    if client is None or not devices:
        queue.leave_to_letter(account_id)
        return
    quiet_end = end_of_quiet(now, letters.choices_of([account_id])[account_id].quiet)
    if quiet_end is not None:
        queue.put_off(account_id, now, quiet_end)
    elif is_here(account_id):
        queue.look_again(account_id, now)
    else:
        batch = queue.claim(account_id, now)
        if batch is not None:
            _push_batch(client, batch, devices)


def _push_batch(client: PushClient, batch: Batch, devices: Sequence[Device]) -> None:
    """Push each line to each device, and note what became of it."""
    chosen = accounts.absent_viewer(batch.account_id).language
    told: dict[str, list[PushMessage]] = {}
    for language in {chosen or device.language for device in devices}:
        with in_language(language):
            told[language] = list(
                _parcels(notices.still_deliverable(batch.account_id, batch.bundle_of))
            )
    unread = _unread(batch.account_id)
    first = told[chosen or devices[0].language]
    bundles = {bundle for message in first for bundle in message.bundles}
    queue.drop(batch, set(batch.bundle_of.values()) - bundles)  # read, or told no more
    db.session.close()  # no transaction stays open while the network is waited for
    for number, message in enumerate(first):
        if not queue.is_still_ours(batch):
            return
        is_taken = False
        for device in _awake(batch.account_id):
            language = chosen or device.language
            same = told.get(language, first)
            said = same[number] if len(same) == len(first) else message
            sent = _words(client, said, unread=unread, language=language)
            result = client.push(device, sent, topic=message.tag)
            note(device.id, result)
            is_taken = is_taken or result.outcome is Outcome.TAKEN
        if is_taken:
            queue.settle(batch, message.bundles)
        else:
            queue.try_again(batch, message.bundles, _next_try(batch.account_id))


def _awake(account_id: int) -> tuple[Device, ...]:
    """Return the devices whose service may be asked now, as they are at this moment.

    Whoever signed out between two pushes is told no more.
    """
    now = clock.now()
    known = devices_of(account_id)
    return tuple(one for one in known if one.rest_until is None or one.rest_until <= now)


def _next_try(account_id: int) -> datetime:
    """Return when one of somebody's devices may be asked again."""
    soonest = clock.now() + FIRST_REST
    rests = [one.rest_until or soonest for one in devices_of(account_id)]
    return max(min(rests, default=soonest), soonest)


def _parcels(lines: Sequence[NoticeLine]) -> Iterator[PushMessage]:
    """Make one push of each line, the latest of them; and one that counts the rest."""
    is_more = len(lines) > MOST_PUSHES + 1
    named = lines[:MOST_PUSHES] if is_more else lines
    for line in named:
        text = line.text[:TEXT_LENGTH]
        yield PushMessage(
            bundles=(line.id,), tag=f"bundle-{line.id}", text=text, url=line.url, seq=line.seq
        )
    if is_more:
        rest = lines[MOST_PUSHES:]
        yield PushMessage(
            bundles=tuple(line.id for line in rest),
            tag="more",
            text=ngettext("{count} more notification", "{count} more notifications", len(rest)),
            url=notices.HOME,
            seq=rest[0].seq,
        )


def _words(client: PushClient, message: PushMessage, *, unread: int, language: str) -> str:
    """Return what the browser is told: short, as services take four kilobytes at the most."""
    said = {
        "title": client.site_name,
        "text": message.text,
        "url": message.url,
        "tag": message.tag,
        "seq": message.seq,
        "unread": unread,
        "lang": language,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _unread(account_id: int) -> int:
    """Return how much is unread for somebody."""
    tally = notices.TALLY.subquery()
    found = tally.select().where(tally.c.account_id == account_id)
    row = db.session.execute(found).one_or_none()
    return int(row.unread_count) if row else 0
