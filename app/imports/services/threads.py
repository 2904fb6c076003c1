"""The questions of a dump, imported as threads: a piece of a thread and its keys at once."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.core.transaction import atomic
from app.forum.services.imports import (
    ImportedThread,
    import_duplicate,
    import_solution,
    import_thread,
)
from app.imports.dump.elements import Progress
from app.imports.dump.moments import moment_of
from app.imports.services.keys import keep_key
from app.imports.shapes import Dump
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Outcome, Remark
from app.imports.staging.queue import (
    Item,
    Question,
    pending_duplicates,
    pending_items,
    pending_questions,
    pending_solutions,
    question_of,
    tick_off,
)
from app.imports.texts.drafts import Draft, draft_of
from app.threads.services.imports import ImportedPost, finish_import, import_post, put_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What became of one item."""

    item: Item
    outcome: Outcome
    local_id: int | None = None
    remarks: frozenset[Remark] = frozenset()


@dataclass(slots=True, kw_only=True)
class _Piece:
    """A piece of a thread while it is imported."""

    session: Session
    source_id: int
    dump: Dump
    question: Question
    thread_id: int
    """0 until it is open."""
    post_ids: dict[int, int] = field(default_factory=dict)
    """What the posts of the dump are here, as far as this piece asks for them."""


def import_threads(
    staging: StagingDatabase, source_id: int, dump: Dump, progress: Progress
) -> None:
    """Import all questions with what stands under them, each thread in the order of writing."""
    for question_id in pending_questions(staging):
        while items := pending_items(staging, question_id):
            question = question_of(staging, question_id)
            drafts = [draft_of(item, question, dump.origin) for item in items]
            with atomic() as session:
                piece = _Piece(
                    session=session,
                    source_id=source_id,
                    dump=dump,
                    question=question,
                    thread_id=_thread_of(staging, question_id),
                    post_ids=_known_posts(staging, items),
                )
                if piece.thread_id:
                    finish_import(piece.thread_id)
                outcomes = [_import(piece, draft) for draft in drafts]
                if piece.thread_id:
                    put_in_order(piece.thread_id)
            _tick_off(staging, piece, outcomes)
            progress(len(items))


def import_solutions(staging: StagingDatabase, source_id: int) -> None:
    """Mark the answers that were accepted; once, so that a later choice of people here stays."""
    while found := pending_solutions(staging):
        with atomic() as session:
            for question_id, post_id, chosen in found:
                if post_id is not None:
                    import_solution(post_id, at=moment_of(chosen))
                    keep_key(session, source_id, "solution", question_id, post_id)
        for question_id, post_id, _chosen in found:
            outcome = Outcome.MISSING if post_id is None else Outcome.BROUGHT
            staging.execute(
                "UPDATE posts SET accepted_outcome = ? WHERE id = ?", (outcome, question_id)
            )


def import_duplicates(staging: StagingDatabase, source_id: int) -> None:
    """Let threads point to the one they are a duplicate of."""
    while found := pending_duplicates(staging):
        with atomic() as session:
            for link_id, _post, thread_id, other_id in found:
                if thread_id is not None and other_id is not None:
                    import_duplicate(thread_id, other_id)
                    keep_key(session, source_id, "duplicate", link_id, thread_id)
        for link_id, _post, thread_id, other_id in found:
            outcome = Outcome.ABSENT if None in {thread_id, other_id} else Outcome.BROUGHT
            staging.execute("UPDATE links SET outcome = ? WHERE id = ?", (outcome, link_id))


def _import(piece: _Piece, draft: Draft) -> _Outcome:
    """Import one text, with its key."""
    item = draft.item
    parent_id = piece.post_ids.get(item.parent or 0)
    if not draft.parts:
        return _Outcome(item=item, outcome=Outcome.EMPTY)
    if item.kind == "question":
        local_id = _open(piece, draft)
    elif not piece.thread_id or (item.kind == "comment" and parent_id is None):
        return _Outcome(
            item=item, outcome=Outcome.LEFT if item.kind == "comment" else Outcome.ORPHAN
        )
    else:
        local_id = _add(piece, draft, 0, parent_id if item.kind == "comment" else None)
    if item.kind != "comment":
        piece.post_ids[item.id] = local_id
    last_id = local_id
    for number in range(1, len(draft.parts)):
        last_id = _add(piece, draft, number, last_id)
    kind = "comment" if item.kind == "comment" else "post"
    keep_key(piece.session, piece.source_id, kind, item.id, local_id, remarks=draft.remarks)
    return _Outcome(item=item, outcome=Outcome.BROUGHT, local_id=local_id, remarks=draft.remarks)


def _open(piece: _Piece, draft: Draft) -> int:
    """Open the thread; return its opening."""
    closed = piece.question.closed
    piece.thread_id, opening_id = import_thread(
        ImportedThread(
            group_id=piece.dump.group,
            kind="question",
            title=draft.title,
            body=draft.parts[0].body,
            tags=draft.tags,
            author_id=draft.item.author_id,
            created_at=moment_of(draft.item.created),
            closed_at=moment_of(closed) if closed else None,
        ),
        content=draft.parts[0],
    )
    keep_key(piece.session, piece.source_id, "thread", draft.item.id, piece.thread_id)
    return opening_id


def _add(piece: _Piece, draft: Draft, number: int, parent_id: int | None) -> int:
    """Add one part of a text to the thread; return the post."""
    return import_post(
        ImportedPost(
            thread_id=piece.thread_id,
            parent_id=parent_id,
            body=draft.parts[number].body,
            author_id=draft.item.author_id,
            created_at=moment_of(draft.item.created),
            usefulness=draft.item.helpful_count if parent_id is None else 0,
        ),
        content=draft.parts[number],
    )


def _thread_of(staging: StagingDatabase, question_id: int) -> int:
    """Return the thread that a question became; 0 if it is not here yet."""
    return staging.value("SELECT thread FROM posts WHERE id = ?", question_id)


def _known_posts(staging: StagingDatabase, items: list[Item]) -> dict[int, int]:
    """Return what the posts that are commented on are here, those that are here already."""
    known = {
        item.parent: staging.value("SELECT local FROM posts WHERE id = ?", item.parent)
        for item in items
        if item.parent is not None
    }
    return {foreign_id: local_id for foreign_id, local_id in known.items() if local_id}


def _tick_off(staging: StagingDatabase, piece: _Piece, outcomes: list[_Outcome]) -> None:
    """Note on the staging database what became of a piece, once it is safe."""
    if piece.thread_id:
        staging.execute(
            "UPDATE posts SET thread = ? WHERE id = ?", (piece.thread_id, piece.question.id)
        )
    for outcome in outcomes:
        table = "comments" if outcome.item.kind == "comment" else "posts"
        tick_off(staging, table, outcome.item.id, outcome.outcome, outcome.local_id)
        for remark in outcome.remarks:
            staging.remark("changed", remark)
