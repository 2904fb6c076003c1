"""Lines of a report: what became of how many, and in which words that is said."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.imports.shapes import Remarked, ReportLine
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome


def line_of(
    staging: StagingDatabase,
    kind: str,
    *,
    label: str,
    fates: Iterable[tuple[str, int]],
    words: Mapping[str, str],
) -> ReportLine:
    """Return what became of one kind of thing.

    Args:
        staging: where names are kept, about the kind.
        kind: what they are.
        label: how they are called.
        fates: pairs of an outcome and how many had it.
        words: for why something was left out.
    """
    counts: Counter[str] = Counter()
    for outcome, count in fates:
        if count:
            counts[outcome] += count
    earlier = counts.pop(Outcome.EARLIER, 0)
    brought = counts.pop(Outcome.BROUGHT, 0) + earlier
    return ReportLine(
        kind=kind,
        label=label,
        read=brought + sum(counts.values()),
        brought=brought,
        earlier=earlier,
        left_out=explained(staging, kind, counts, words),
    )


def explained(
    staging: StagingDatabase, about: str, counts: Mapping[str, int], words: Mapping[str, str]
) -> tuple[Remarked, ...]:
    """Return counts with the words for them, the largest first, and those that are named."""
    return tuple(
        Remarked(count=count, what=str(words[code]), which=staging.named(about, code))
        for code, count in sorted(counts.items(), key=lambda pair: -pair[1])
    )
