"""What the world is told of notices: the sockets of those concerned."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts import queries as accounts
from app.accounts.events import AccountClosed, PersonBlocked
from app.accounts.shapes import Face
from app.core.events import SubjectHidden, SubjectRemoved, SubjectRestored
from app.core.i18n import LANGUAGES, in_language
from app.core.shapes import shaped
from app.core.subjects import Subject, find_visible
from app.live import services as live
from app.live.shapes import Missed, Payload, Personal, PersonalSource
from app.notices import queries, services
from app.notices.enums import Rule
from app.notices.events import InboxesRecounted, Noticed, NoticesRead
from app.notices.kinds.sentences import Details, details_of, sentence_about, why
from app.notices.shapes import ActivityItem, Delivery, InboxState, NoticeLine

EVENT = "notice"
_STATE_EVENT = "notices.read"
_NOTHING_READ: Payload = {"upto": 0, "ids": []}
_EYES = 3
"""So many recipients are asked to lend their eyes for the title, should some have gone since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """All that the words of a notice depend on, beside the activity."""

    kind: str
    rule: Rule
    people: int
    before_id: int | None


def withdraw(event: SubjectRemoved | SubjectHidden) -> None:
    """Take back what was told of a subject that is gone, or hidden."""
    services.withdraw(event.ref)


def restore(event: SubjectRestored) -> None:
    """Bring back what was told of a subject that is shown again."""
    services.restore(event.ref, since=event.hidden_at)


def forget(event: AccountClosed) -> None:
    """Delete what a person was told whose account is closed."""
    services.forget_account(event.account_id)


def part(event: PersonBlocked) -> None:
    """Take back what the two were told of each other."""
    services.part(event.account_id, event.blocked_id)


def push_notices(event: Noticed) -> None:
    """Send each person their notice, worded once for all to whom it says the same."""
    activity = event.activity
    alike: dict[_Telling, list[Delivery]] = {}
    for one in event.deliveries:
        said = shaped(_Telling, one)
        alike.setdefault(said, []).append(one)
    subject = _seen_by_some(activity, event.deliveries)
    faces = accounts.faces({activity.actor_id, *(said.before_id for said in alike)})
    details = details_of({(said.kind, activity.subject) for said in alike} if subject else ())
    for said, deliveries in alike.items():
        shared = _words(activity, subject, said, faces, details) if subject else None
        messages = [_personal(delivery, is_whole=shared is not None) for delivery in deliveries]
        live.push_personal(EVENT, messages, shared=shared)


def push_read(event: NoticesRead) -> None:
    """Clear what was read, in every tab and on every device."""
    read = {"upto": event.upto, "ids": list(event.bundles)}
    live.push_personal(_STATE_EVENT, [_state(event.inbox, read)])


def push_counts(event: InboxesRecounted) -> None:
    """Show the new count where notices were withdrawn or brought back."""
    messages = [_state(inbox) for inbox in event.inboxes]
    if messages:
        live.push_personal(_STATE_EVENT, messages)


def missed(account_id: int, after: int | None, limit: int) -> Missed:
    """Return what a browser has missed, in the language being spoken."""
    lines, inbox, last_seq = queries.notices_after(account_id, after, limit)
    messages = tuple(
        Personal(
            account_id=account_id,
            seq=line.seq,
            unread=inbox.unread,
            as_of=inbox.version,
            payload=_payload(line),
        )
        for line in lines
    )
    return Missed(messages=messages, last_seq=last_seq, state=_state(inbox))


SOURCE = PersonalSource(
    event=EVENT,
    state_event=_STATE_EVENT,
    missed=missed,
    newest=queries.newest,
    silent_towards=accounts.blocked_with,
)


def _payload(line: NoticeLine) -> Payload:
    """Return a notice as it is sent, without the count, which `live` adds."""
    return {
        "seq": line.seq,
        "id": line.id,
        "kind": line.kind,
        "text": line.text,
        "url": line.url,
        "why": line.why,
    }


def _seen_by_some(activity: ActivityItem, deliveries: tuple[Delivery, ...]) -> Subject | None:
    """Return the subject as those see it who are told of it."""
    for delivery in deliveries[:_EYES]:
        viewer = accounts.absent_viewer(delivery.account_id)
        if found := find_visible(viewer, [activity.subject]).get(activity.subject):
            return found
    return None


def _words(
    activity: ActivityItem,
    subject: Subject,
    said: _Telling,
    faces: Mapping[int | None, Face],
    details: Details,
) -> dict[str, Payload]:
    """Put a notice into words, in each language."""
    words: dict[str, Payload] = {}
    before = faces[said.before_id] if said.before_id else None
    for language in LANGUAGES:
        with in_language(language):
            text = sentence_about(
                said.kind,
                subject,
                actors=(faces[activity.actor_id], before),
                people=said.people,
                happened_at=activity.created_at,
                details=details,
            )
            words[language] = {
                "kind": said.kind,
                "text": text,
                "url": subject.url,
                "why": why(said.rule, said.kind),
            }
    return words


def _personal(delivery: Delivery, *, is_whole: bool) -> Personal:
    """Return what is one person's own in a notice; nothing, when its words must be fetched."""
    own = {"seq": delivery.seq, "id": delivery.bundle}
    return Personal(
        account_id=delivery.account_id,
        seq=delivery.seq,
        unread=delivery.unread,
        as_of=delivery.version,
        payload=own if is_whole else None,
    )


def _state(inbox: InboxState, read: Payload = _NOTHING_READ) -> Personal:
    """Return a message that stands outside the sequence."""
    return Personal(
        account_id=inbox.account_id, unread=inbox.unread, as_of=inbox.version, payload=read
    )
