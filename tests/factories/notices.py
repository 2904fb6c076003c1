"""A room for tests with something to tell: notes on a board, seen by all but those named."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import lazy
from app.core.subjects import Subject, SubjectKind, SubjectRef
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.notices import services
from app.notices.enums import Merging, Nature, ThreadState
from app.notices.models import Inbox, Notice
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind, ThreadProvider

BOARD = SubjectRef("tests.board", 1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""Before anything that a test takes back."""


@dataclass(slots=True)
class Board:
    """The board of a test: who might be told, and what each of them chose."""

    candidates: list[Candidate] = field(default_factory=list)
    hidden_from: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    states: dict[int, ThreadState] = field(default_factory=dict)
    detailed: list[set[SubjectRef]] = field(default_factory=list)
    """The notes that details were asked for, each time they were."""

    def post(
        self,
        number: int = 1,
        *,
        kind: str = "tests.posted",
        actor_id: int | None = None,
        concerns: Mapping[int, str] | None = None,
        once: bool = False,
        occasion: str = "",
    ) -> None:
        """Put a note on the board, and tell of it."""
        note = SubjectRef("tests.note", number)
        with atomic():
            services.record(
                kind,
                note,
                actor_id=actor_id,
                container=BOARD,
                concerns=concerns,
                once=once,
                occasion=occasion,
            )

    def told_to(self, *account_ids: int) -> None:
        """Name those who might be told from now on."""
        self.candidates = [Candidate(account_id=one, may_see=True) for one in account_ids]

    def provides(self) -> Iterator[object]:
        """Return what the board brings to the house."""
        yield SubjectKind(kind="tests.note", find_visible=self._find)
        yield from self._kinds()
        yield ThreadProvider(
            kind=BOARD.kind,
            states=self._states,
            muted_ids=self._muted_ids,
            choose=self._choose,
            has_read=lambda _account_id, _subject: False,
        )

    def _kinds(self) -> Iterator[NoticeKind]:
        """One kind of each nature, `tests.posted` is direct; and one that bundles up."""
        natures = {
            "posted": Nature.DIRECT,
            "seen": Nature.ACTIVITY,
            "decided": Nature.ALWAYS,
            "said": Nature.DIRECT,
            "liked": Nature.ACTIVITY,
        }
        mergings = {"said": Merging.CONTAINER, "liked": Merging.SUBJECT}
        for name, nature in natures.items():
            yield NoticeKind(
                kind=f"tests.{name}",
                nature=nature,
                label=lazy("an answer to my question"),
                candidates=self._candidates,
                merging=mergings.get(name, Merging.NEVER),
                is_thinned=name == "liked",
                details=self._details,
                say=_say,
            )

    def _candidates(self, activity: ActivityItem) -> list[Candidate]:
        concerned = [
            Candidate(account_id=one, may_see=True, kind=kind)
            for one, kind in activity.concerns.items()
        ]
        return [*self.candidates, *concerned]

    def _details(self, refs: Collection[SubjectRef]) -> Mapping[SubjectRef, str]:
        self.detailed.append(set(refs))
        return {}

    def _states(
        self, _boards: Collection[int], _ids: Collection[int]
    ) -> Mapping[int, Mapping[int, ThreadState]]:
        return {BOARD.id: self.states}

    def _muted_ids(self, account_id: int) -> sa.Select[int]:
        is_mute = self.states.get(account_id) is ThreadState.MUTE
        return sa.select(sa.literal(BOARD.id)).where(sa.true() if is_mute else sa.false())

    def _choose(self, viewer: Viewer, _board: int, state: ThreadState) -> None:
        self.states[viewer.known_id] = state

    def _find(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
        if viewer.account_id in self.hidden_from:
            return {}
        return {each: _note(each) for each in ids if each not in self.removed}


def rows_of(account_id: int) -> list[Notice]:
    """Return the notices of one person, in their order."""
    db.session.close()  # a job may have written since this session looked first
    wanted = sa.select(Notice).where(Notice.account_id == account_id).order_by(Notice.seq)
    return list(db.session.scalars(wanted))


def box_of(account_id: int) -> tuple[int, int]:
    """Return the newest number and the count of one person."""
    db.session.close()  # as above
    row = db.session.execute(
        sa.select(Inbox.last_seq, Inbox.unread_count).where(Inbox.account_id == account_id)
    ).one()
    return row.last_seq, row.unread_count


def _say(item: NoticeItem) -> str:
    """Return the sentence of a notice."""
    return f"{item.who} : {item.subject.title}"


def _note(number: int) -> Subject:
    """Return a note."""
    return Subject(
        ref=SubjectRef("tests.note", number),
        url=f"/tableau/{number}",
        title=f"Note {number}",
        author_id=None,
        container=BOARD,
    )
