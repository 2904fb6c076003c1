"""What moderators do: each act is a row, with its reason, and its author is told."""

from sqlalchemy.orm import Session

from app import text
from app.core import clock
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import emit
from app.threads.enums import HouseRule
from app.threads.events import ActRecorded
from app.threads.limits import REASON_LENGTH
from app.threads.models import Post, Thread, ThreadAct
from app.threads.shapes import Reason

UNSAID = Reason()
"""For acts that speak for themselves."""


def checked_reason(reason: Reason, *, is_needed: bool = False, has_rule: bool = False) -> Reason:
    """Return a reason as it is to be kept.

    Raises:
        FormRefused: it is too long; or missing, though its author has to be told one.
    """
    sentence = text.normalise(reason.sentence)
    if has_rule and reason.rule not in set(HouseRule):
        raise FormRefused(_("Choose the rule that was not kept."), field="rule")
    if is_needed and not sentence:
        raise FormRefused(_("Say why in a sentence: its author will read it."), field="reason")
    if len(sentence) > REASON_LENGTH:
        raise FormRefused(_("At most {most} characters.", most=REASON_LENGTH), field="reason")
    return Reason(rule=reason.rule if has_rule else "", sentence=sentence)


def record_act(
    session: Session, thread: Thread, act: str, actor_id: int, *, about: tuple[Post | None, Reason]
) -> int:
    """Keep what a moderator did to a thread, or to a post of it, and why; return its id.

    Emits:
        ActRecorded
    """
    post, reason = about
    done = ThreadAct(
        thread_id=thread.id,
        post_id=post.id if post else None,
        actor_id=actor_id,
        act=act,
        rule=reason.rule,
        reason=reason.sentence,
        created_at=clock.now(),
    )
    session.add(done)
    session.flush()  # the event names the act
    emit(ActRecorded(act_id=done.id, actor_id=actor_id, kind=thread.kind))
    return done.id
