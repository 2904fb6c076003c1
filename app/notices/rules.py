"""The one precedence: the first rule that applies decides. Pure, and shown on screen."""

from app.core.i18n import lazy
from app.notices.shapes import Decision, Facts, Level, Nature, Rule, ThreadState


def decide(facts: Facts) -> Decision:
    """Return what one person is told, and by which rule."""
    for rule, is_delivered in (
        _seen(facts),
        _always(facts),
        _muted(facts),
        _direct(facts),
        _followed(facts),
    ):
        if rule is not None:
            return Decision(rule=rule, is_delivered=is_delivered)
    return _by_level(facts)


_Step = tuple[Rule | None, bool]
_NEXT: _Step = (None, False)


def _seen(facts: Facts) -> _Step:
    """1. What may not be seen, or comes from somebody blocked, is nothing to this person."""
    return (Rule.UNSEEN, False) if facts.is_blocked or not facts.may_see else _NEXT


def _always(facts: Facts) -> _Step:
    """2. Decisions about the person are always told."""
    return (Rule.ALWAYS, True) if facts.nature is Nature.ALWAYS else _NEXT


def _muted(facts: Facts) -> _Step:
    """3. A muted thread is silent."""
    return (Rule.MUTED, False) if facts.thread_state is ThreadState.MUTE else _NEXT


def _direct(facts: Facts) -> _Step:
    """4. What is addressed to the person is told, unless they switched its kind off."""
    if facts.is_switched_off:
        return Rule.SWITCHED_OFF, False
    return (Rule.DIRECT, True) if facts.is_direct or facts.nature is Nature.DIRECT else _NEXT


def _followed(facts: Facts) -> _Step:
    """5. A thread followed by an explicit act is told."""
    return (Rule.FOLLOWED, True) if facts.thread_state is ThreadState.FOLLOW else _NEXT


def _by_level(facts: Facts) -> Decision:
    """6. The level of the group, or the person's own, decides the rest."""
    if facts.level is Level.NOTHING:
        return Decision(rule=Rule.LEVEL_NOTHING, is_delivered=False)
    if facts.level is Level.EVERYTHING:
        return Decision(rule=Rule.EVERYTHING, is_delivered=True)
    if facts.is_in_thread:
        return Decision(rule=Rule.OWN_THREAD, is_delivered=True)
    if facts.level is Level.THREADS:
        return Decision(rule=Rule.LEVEL_THREADS, is_delivered=False)
    if facts.is_friend:
        return Decision(rule=Rule.FRIEND, is_delivered=True)
    return Decision(rule=Rule.DRAWER, is_delivered=False)


WHY: dict[Rule, str] = {
    Rule.ALWAYS: lazy("Decisions that concern you and your account are always told."),
    Rule.DIRECT: lazy("It is addressed to you."),
    Rule.FOLLOWED: lazy("You chose to follow this thread."),
    Rule.OWN_THREAD: lazy("You have written in this thread, and want to hear of your threads."),
    Rule.FRIEND: lazy("You want to hear of your friends, and this comes from one of them."),
    Rule.EVERYTHING: lazy("You want to hear of everything in this group."),
}
"""Why a notice was delivered. The other rules deliver nothing, so nobody asks."""
