"""The words of the rules: natures, levels, states, and the rules themselves."""

from enum import StrEnum


class Nature(StrEnum):
    """How a kind of notice is treated by the rules."""

    DIRECT = "direct"
    """Addressed to the person: an answer, a reply, a mention."""
    ACTIVITY = "activity"
    """Something that goes on around them."""
    ALWAYS = "always"
    """Decisions about them and their security: no setting silences these."""


class Level(StrEnum):
    """How much a person wants to hear of what goes on around them."""

    EVERYTHING = "everything"
    FRIENDS = "friends"
    THREADS = "threads"
    NOTHING = "nothing"


DEFAULT_LEVEL = Level.FRIENDS
"""Of everybody who has chosen none."""


class ThreadState(StrEnum):
    """What a person chose for one thread."""

    FOLLOW = "follow"
    NORMAL = "normal"
    MUTE = "mute"


class Merging(StrEnum):
    """Which notices of a kind bundle up on one line while they are unread."""

    NEVER = "never"
    CONTAINER = "container"
    """Those about what is in one thread."""
    SUBJECT = "subject"
    """Those about one and the same thing."""


class Rule(StrEnum):
    """The rule that decided; `rules.WORDS` has its number and its sentence."""

    UNSEEN = "unseen"
    BLOCKED = "blocked"
    ALWAYS = "always"
    MUTED = "muted"
    SWITCHED_OFF = "switched_off"
    DIRECT = "direct"
    FOLLOWED = "followed"
    LEVEL_NOTHING = "level_nothing"
    LEVEL_THREADS = "level_threads"
    FRIEND = "friend"
    DRAWER = "drawer"
    """Not delivered, but kept where it can be looked up."""
    EVERYTHING = "everything"


class Step(StrEnum):
    """What one may change from a notice itself: hear more of the like, less, or never again."""

    MORE = "plus"
    LESS = "moins"
    NEVER = "jamais"


class Relation(StrEnum):
    """Who somebody is to the person who tries out the rules."""

    FRIEND = "friend"
    OTHER = "other"
    BLOCKED = "blocked"
