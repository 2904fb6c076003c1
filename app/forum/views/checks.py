"""Is it still true? Choosing the day, and saying what one found."""

from datetime import date, timedelta

from flask import request
from werkzeug.wrappers import Response

from app.core import clock
from app.core.days import months_later
from app.core.errors import NotFound, require
from app.core.i18n import _
from app.forum import policy
from app.forum.forms import ConfirmForm, OutdatedForm, PlanForm
from app.forum.queries.checks import check_span
from app.forum.queries.facts import access_question, post_url, question_facts
from app.forum.services import checks
from app.forum.shapes import CheckMark
from app.forum.views.blueprint import pages
from app.threads.queries.posts import post_item
from app.threads.shapes import PostItem, ThreadHead
from app.web.current_viewer import viewer
from app.web.filters import date_long, day_of
from app.web.guards import signed_in
from app.web.responses import render_page, see_other

Answer = tuple[str, int] | Response


@pages.route("/questions/<int:thread_id>/verification", methods=["GET", "POST"])
@signed_in
def plan(thread_id: int) -> Answer:
    """Choose when the solution is to be looked at again."""
    head, solution = _solved(thread_id)
    require(
        policy.may_plan_check(viewer(), head, answerer_id=solution.author.id),
        _("Who asked, who answered and the moderators choose when this answer is checked."),
    )
    form = PlanForm(lambda: {"day": _planned_day(access_question(viewer(), thread_id))})
    if form.did(lambda: checks.plan_check(viewer(), thread_id, form.moment(), check=form.check)):
        return see_other(post_url(head.id, solution.id))
    if request.method == "GET":
        form.offer(_planned_day(head) or months_later(_today(), 6))
    page = render_page("forum/check_plan.html", head=head, solution=solution, form=form)
    return page, form.status


@pages.route("/questions/<int:thread_id>/toujours-vrai", methods=["GET", "POST"])
@signed_in
def confirm(thread_id: int) -> Answer:
    """Say that the solution is still true, and when it is to be looked at again."""
    head, solution = _looked_at(thread_id)
    form = ConfirmForm(lambda: {"state": _state_of(thread_id)})
    if form.did(
        lambda: checks.confirm_solution(
            viewer(), thread_id, next_on=form.moment(), check=form.check
        )
    ):
        return see_other(post_url(head.id, solution.id))
    if request.method == "GET":
        if not question_facts(head).is_asked:
            return see_other(post_url(head.id, solution.id))
        form.offer(_next_day(head))
    page = render_page("forum/check_confirm.html", head=head, solution=solution, form=form)
    return page, form.status


@pages.route("/questions/<int:thread_id>/depassee", methods=["GET", "POST"])
@signed_in
def outdated(thread_id: int) -> Answer:
    """Say that the solution is true no more, and perhaps why."""
    head, solution = _looked_at(thread_id)
    form = OutdatedForm(lambda: {"state": _state_of(thread_id)})
    if form.did(
        lambda: checks.mark_outdated(
            viewer(), thread_id, reason=form.reason.data or "", check=form.check
        )
    ):
        return see_other(post_url(head.id, solution.id))
    if request.method == "GET" and not question_facts(head).is_check_due:
        return see_other(post_url(head.id, solution.id))
    page = render_page("forum/check_outdated.html", head=head, solution=solution, form=form)
    return page, form.status


@pages.post("/questions/<int:thread_id>/depassee/annuler")
@signed_in
def restore(thread_id: int) -> Response:
    """Take back that the solution is true no more."""
    head, solution = _solved(thread_id)
    checks.restore_solution(viewer(), thread_id)
    return see_other(post_url(head.id, solution.id))


def _solved(thread_id: int) -> tuple[ThreadHead, PostItem]:
    """Return a thread that the viewer may see, and its solution.

    Raises:
        NotFound: there is no such thread for this viewer, or it has none.
    """
    head = access_question(viewer(), thread_id)
    solution = post_item(head, head.featured_id) if head.featured_id else None
    if solution is None:
        raise NotFound
    return head, solution


def _looked_at(thread_id: int) -> tuple[ThreadHead, PostItem]:
    """Return a thread and its solution, of which the viewer may say whether it is still true.

    Raises:
        Forbidden: they may not.
        NotFound: there is no such thread for this viewer, or it has no solution.
    """
    head, solution = _solved(thread_id)
    require(head.access.may_post, head.access.why_silent)
    require(
        policy.may_check(head),
        _("This thread is closed: nothing can be added to it."),
    )
    return head, solution


def _state_of(thread_id: int) -> str:
    """Return what there is to read before one says whether it is still true, in a few words.

    Forms are held to it: another solution, an edit or what somebody else found is another.
    """
    _head, solution = _solved(thread_id)
    words = [
        _(
            "Answer of {name}, {moment}.",
            name=solution.author.display_name,
            moment=date_long(solution.created_at),
        )
    ]
    if solution.edited_at:
        words.append(_("Edited {moment}.", moment=date_long(solution.edited_at)))
    mark = solution.extra
    if isinstance(mark, CheckMark) and mark.by and mark.at:
        gaps = {"name": mark.by.display_name, "moment": date_long(mark.at)}
        words.append(
            _("Out of date, says {name}, {moment}.", **gaps)
            if mark.is_outdated
            else _("Checked by {name}, {moment}.", **gaps)
        )
    return " ".join(words)


def _planned_day(head: ThreadHead) -> date | None:
    """Return the day that was chosen."""
    on = question_facts(head).check_on
    return day_of(on) if on else None


def _next_day(head: ThreadHead) -> date:
    """Return the day to propose next: as far away as the last one was when it was chosen."""
    span = check_span(head.id)
    if span is None:
        return months_later(_today(), 6)
    chosen, planned = (day_of(moment) for moment in span)
    for months in (6, 12):
        if months_later(chosen, months) == planned:
            return months_later(_today(), months)
    return _today() + max(planned - chosen, timedelta(days=1))


def _today() -> date:
    """Return the day of the site."""
    return day_of(clock.now())
