"""What follows from what happens to questions: notices, search entries, kept pages."""

from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.enums import KINDS, CheckStep
from app.forum.events import HelpfulChanged, SolutionChanged, SolutionChecked
from app.forum.models import ForumThread
from app.forum.queries.facts import POST, THREAD, topic_of
from app.forum.services.answers import lose_solution
from app.forum.services.duplicates import forget_duplicate
from app.forum.services.help_offers import TO_CHECK, take_back_offer
from app.live import services as live
from app.notices import services as notices
from app.threads.enums import Act
from app.threads.events import PostRemoved, ReplyPosted, ThreadModerated
from app.threads.queries.people import author_of_post, author_of_thread

QuestionEvent = SolutionChanged | SolutionChecked | HelpfulChanged

_FOUND = {CheckStep.CONFIRMED: "forum.checked", CheckStep.OUTDATED: "forum.outdated"}
"""Kinds of the notices about what was found of a solution."""


def end_offer(event: ReplyPosted) -> None:
    """Let those who were offered a question go, once it has its first answer."""
    if event.is_first_answer and event.kind == "question":
        take_back_offer(event.thread_id)


def lose_removed(event: PostRemoved) -> None:
    """Let a question lose its solution with the answer that was it."""
    if event.was_featured and event.post_id and event.actor_id and event.kind in KINDS:
        lose_solution(event.thread_id, event.post_id, event.actor_id, version=event.version)


def end_duplicate(event: ThreadModerated) -> None:
    """Let a thread that was opened again point nowhere."""
    if event.act == Act.REOPENED and event.kind in KINDS:
        forget_duplicate(event.thread_id)


def tell_of_solution(event: SolutionChanged) -> None:
    """Tell the person whose answer was chosen."""
    author_id = author_of_post(event.post_id) if event.post_id is not None else None
    if event.post_id is not None and author_id is not None:
        notices.record(
            "forum.accepted",
            SubjectRef(POST, event.post_id),
            actor_id=event.actor_id,
            container=SubjectRef(THREAD, event.thread_id),
            concerns={author_id: "forum.accepted"},
        )


def end_checks(event: SolutionChanged) -> None:
    """Ask nobody any more whether an answer is still true that is the solution no more."""
    if event.former_id is not None:
        former = SubjectRef(POST, event.former_id)
        notices.end(TO_CHECK, former)
        notices.end("forum.outdated", former)


def tell_of_check(event: SolutionChecked) -> None:
    """Tell who asked and who answered what was found; ask nobody any more once somebody looked."""
    solution = SubjectRef(POST, event.post_id)
    if event.step not in {CheckStep.DUE, CheckStep.RESTORED}:
        notices.end(TO_CHECK, solution)
    if event.step in {CheckStep.CONFIRMED, CheckStep.RESTORED}:
        notices.end("forum.outdated", solution)
    kind = _FOUND.get(event.step)
    if kind is not None:
        question = db.session.get_one(ForumThread, event.thread_id)
        people = (author_of_thread(event.thread_id), author_of_post(event.post_id))
        notices.record(
            kind,
            solution,
            actor_id=event.actor_id,
            container=SubjectRef(THREAD, event.thread_id),
            concerns={one: kind for one in people if one is not None},
            once=event.step is CheckStep.OUTDATED,  # it may be taken back and said again
            occasion=f"{question.check_on:%Y-%m-%d}" if question.check_on else "",
        )


def forget_pages(event: QuestionEvent) -> None:
    """Let visitors see the question and the lists as they are now."""
    live.forget_pages(topic_of(event.thread_id), "lists")
