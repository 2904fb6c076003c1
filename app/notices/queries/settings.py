"""How the viewer wants to be told, and what would follow from it."""

from app.core.viewer import Viewer
from app.notices.enums import Nature, Relation, Rule
from app.notices.kinds.catalogue import kinds
from app.notices.providers import level_providers, levels_of
from app.notices.rules.precedence import WORDS, decide
from app.notices.rules.preferences import preferences_of
from app.notices.shapes import Case, Facts, KindSwitch, PreferencesPage, Trial

_ORDER = tuple(Nature)
"""What is for one person comes first, whichever room tells it."""


def preferences(viewer: Viewer) -> PreferencesPage:
    """Return how the viewer wants to be told. Two queries, one of them for the groups."""
    chosen = preferences_of([viewer.known_id])[viewer.known_id]
    switches = tuple(
        KindSwitch(
            kind=kind.kind,
            label=str(kind.label),
            is_on=kind.kind not in chosen.off,
            is_thinned=kind.kind in chosen.thinned if kind.is_thinned else None,
        )
        for kind in sorted(kinds().values(), key=lambda one: _ORDER.index(one.nature))
        if kind.nature is not Nature.ALWAYS
    )
    choices = [one for provider in level_providers() for one in provider.choices(viewer)]
    return PreferencesPage(level=chosen.level, switches=switches, choices=tuple(choices))


def trial(viewer: Viewer, case: Case) -> Trial:
    """Return what the viewer would be told, as they have chosen to be told now.

    Nothing is said of real people: one supposes who it is.
    """
    account_id = viewer.known_id
    chosen = preferences_of([account_id])[account_id]
    facts = Facts(
        nature=kinds()[case.kind].nature,
        is_blocked=case.relation is Relation.BLOCKED,
        is_switched_off=case.kind in chosen.off,
        thread_state=case.thread_state,
        level=levels_of(case.audience, [account_id]).get(account_id, chosen.level),
        is_friend=case.relation is Relation.FRIEND,
    )
    decision = decide(facts)
    words = WORDS[decision.rule]
    return Trial(
        number=words.number,
        sentence=str(words.sentence),
        is_delivered=decision.is_delivered,
        is_kept=decision.rule is Rule.DRAWER,
    )
