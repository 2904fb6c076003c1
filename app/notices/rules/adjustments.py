"""What may be changed from a notice itself, by the rule that delivered it."""

from app.core.i18n import _
from app.notices.enums import Nature, Rule, Step
from app.notices.kinds.catalogue import kinds
from app.notices.shapes import AdjustmentOption


def adjustment_options(
    rule: Rule, kind: str, *, has_thread: bool, has_choice: bool
) -> tuple[AdjustmentOption, ...]:
    """Return the steps towards more and less of the like, and never again, that make sense.

    Args:
        rule: the one that delivered the notice.
        kind: what the notice was for its reader.
        has_thread: it lies in something that can be followed and muted.
        has_choice: it happened where one chooses a level of its own, as in a group.
    """
    known = kinds().get(kind)
    if known is None or known.nature is Nature.ALWAYS:
        return ()
    found = []
    if label := _more(rule, has_thread=has_thread, has_choice=has_choice):
        found.append(AdjustmentOption(step=Step.MORE, label=label))
    if label := _less(rule, has_thread=has_thread, has_choice=has_choice):
        found.append(AdjustmentOption(step=Step.LESS, label=label))
    return (*found, _never(str(known.label)))


def _never(kind: str) -> AdjustmentOption:
    """Offer to hear of a kind no more: it reaches further than the thread, so it is asked twice."""
    return AdjustmentOption(
        step=Step.NEVER,
        label=_("Never again: {kind}", kind=kind),
        question=_(
            "You will not be told of it any more, in any thread or group: {kind}. "
            "Your settings can undo it.",
            kind=kind,
        ),
    )


def _more(rule: Rule, *, has_thread: bool, has_choice: bool) -> str | None:
    """Offer to hear more: the whole group, or the whole thread."""
    if rule is Rule.FRIEND and has_choice:
        return _("More: everything in this group")
    if rule is not Rule.FOLLOWED and has_thread:
        return _("More: follow this thread")
    return None


def _less(rule: Rule, *, has_thread: bool, has_choice: bool) -> str | None:
    """Offer to hear less: the level below, or nothing of this thread."""
    if rule is Rule.EVERYTHING:
        return (
            _("Less: only my friends in this group") if has_choice else _("Less: only my friends")
        )
    if rule is Rule.FRIEND:
        return (
            _("Less: only my threads in this group") if has_choice else _("Less: only my threads")
        )
    if rule is Rule.FOLLOWED:
        return _("Less: no longer follow this thread")
    return _("Less: mute this thread") if has_thread else None
