"""The one precedence: the first rule that applies decides. Pure, and shown on screen."""

from dataclasses import dataclass

from app.core.i18n import lazy
from app.notices.enums import Level, Nature, Rule, ThreadState
from app.notices.shapes import Decision, Facts

_DELIVERED = frozenset({Rule.ALWAYS, Rule.DIRECT, Rule.FOLLOWED, Rule.FRIEND, Rule.EVERYTHING})


def decide(facts: Facts) -> Decision:
    """Return what one person is told, and by which rule."""
    rule = (
        _seen(facts)
        or _always(facts)
        or _muted(facts)
        or _direct(facts)
        or _followed(facts)
        or _by_level(facts)
    )
    return Decision(rule=rule, is_delivered=rule in _DELIVERED)


def _seen(facts: Facts) -> Rule | None:
    """1. What may not be seen, or comes from somebody blocked, is nothing to this person."""
    if facts.is_blocked:
        return Rule.BLOCKED
    return None if facts.may_see else Rule.UNSEEN


def _always(facts: Facts) -> Rule | None:
    """2. Decisions about the person are always told."""
    return Rule.ALWAYS if facts.nature is Nature.ALWAYS else None


def _muted(facts: Facts) -> Rule | None:
    """3. A muted thread is silent."""
    return Rule.MUTED if facts.thread_state is ThreadState.MUTE else None


def _direct(facts: Facts) -> Rule | None:
    """4. What is addressed to the person is told; what they switched off is not."""
    if facts.is_switched_off:
        return Rule.SWITCHED_OFF
    return Rule.DIRECT if facts.nature is Nature.DIRECT else None


def _followed(facts: Facts) -> Rule | None:
    """5. A thread followed by an explicit act is told."""
    return Rule.FOLLOWED if facts.thread_state is ThreadState.FOLLOW else None


def _by_level(facts: Facts) -> Rule:
    """6. The level of the group, or the person's own, decides the rest."""
    if facts.level is Level.FRIENDS:
        return Rule.FRIEND if facts.is_friend else Rule.DRAWER
    return {
        Level.EVERYTHING: Rule.EVERYTHING,
        Level.THREADS: Rule.LEVEL_THREADS,
        Level.NOTHING: Rule.LEVEL_NOTHING,
    }[facts.level]


@dataclass(frozen=True, slots=True)
class Words:
    """A rule as people read it."""

    number: int
    """Its place in the precedence, as `STEPS` counts."""
    sentence: str
    """Why one is told, or is not."""


STEPS = (
    lazy("Nothing of what you may not see, nor of people you blocked or who blocked you."),
    lazy("Always decisions about you: friends, groups, moderation, the security of your account."),
    lazy("Nothing of the threads you muted."),
    lazy("What is addressed to you. Never what you switched off."),
    lazy("The threads you chose to follow."),
    lazy("For all the rest: what you chose for the group, or else your level."),
)
"""The precedence in plain words, in its order."""

WORDS: dict[Rule, Words] = {
    Rule.UNSEEN: Words(1, lazy("You may not see it.")),
    Rule.BLOCKED: Words(1, lazy("One of you has blocked the other.")),
    Rule.ALWAYS: Words(2, lazy("Decisions that concern you and your account are always told.")),
    Rule.MUTED: Words(3, lazy("You muted this thread.")),
    Rule.SWITCHED_OFF: Words(4, lazy("You never want to hear of this.")),
    Rule.DIRECT: Words(4, lazy("It is addressed to you.")),
    Rule.FOLLOWED: Words(5, lazy("You chose to follow this thread.")),
    Rule.LEVEL_NOTHING: Words(6, lazy("You want to hear only what is addressed to you.")),
    Rule.LEVEL_THREADS: Words(
        6, lazy("You want to hear only of your threads, and do not follow this one.")
    ),
    Rule.FRIEND: Words(
        6, lazy("You want to hear of your friends, and this comes from one of them.")
    ),
    Rule.DRAWER: Words(
        6, lazy("You want to hear of your friends only: it waits under “Other people”.")
    ),
    Rule.EVERYTHING: Words(6, lazy("You want to hear of everything that happens there.")),
}
