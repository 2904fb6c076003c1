"""The form of a question: for members, and for visitors who open an account with it."""

from flask import request

from app.accounts.registration.visitors import Registration, refuse_newcomers
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.forum.enums import KINDS
from app.forum.forms import AskForm
from app.forum.services.threads import NewThread, check_thread, open_thread
from app.groups import queries as groups
from app.threads.queries.drafts import draft_at
from app.web.current_viewer import viewer
from app.web.forms import Choice

NEW = "new"
"""Where the draft of a new thread is kept."""


def ask_form() -> AskForm:
    """Return the form, its groups those the viewer may post in, filled from draft or address.

    Raises:
        NotFound: the address names a group that the viewer may not read.
    """
    asked, slug = request.args.get("groupe"), request.form.get("group")
    if asked and not groups.group_access_by_slug(viewer(), asked).may_read:
        raise NotFound
    slug = slug or asked
    is_begun = request.method == "GET" and not viewer().is_guest
    draft = draft_at(viewer(), NEW) if is_begun else None
    known = {"title": draft.title, "body": draft.body, "tags": draft.tags} if draft else {}
    chosen = draft.fields if draft else {}
    if chosen.get("kind"):
        known["kind"] = chosen["kind"]
    if request.method == "GET":
        known |= _from_address(known.get("body", ""))
    form = AskForm(**known)
    open_groups = groups.groups_open_to(viewer())
    form.group.choices = [Choice(group.slug, group.name) for group in open_groups]
    offered = [group.slug for group in open_groups]
    left = chosen.get("group")
    form.group.data = slug or (left if left in offered else next(iter(offered), None))
    return form


def _from_address(begun: str) -> dict[str, str]:
    """Return what a link to this page brings along; its words stand under those of a draft."""
    title, words = request.args.get("titre"), request.args.get("texte")
    brought = {"title": title} if title else {}
    if request.args.get("sorte") in KINDS:
        brought["kind"] = request.args["sorte"]
    if words and words not in begun:
        brought["body"] = f"{begun}\n\n{words}".lstrip()
    return brought


def registration() -> Registration | None:
    """Return the fields of sign-up for a visitor; a member needs none."""
    return Registration() if viewer().is_guest else None


def asked_thread(form: AskForm, newcomer: Registration | None) -> int | None:
    """Open the thread that was typed; `None` when a form refuses, and says why.

    Raises:
        OtherAccount: a visitor's page was sent after somebody else had signed in.
        SignInNeeded: a member's page was sent after they had been signed out.
    """
    if newcomer is None:
        refuse_newcomers()
    elif not _came_in(form, newcomer):
        return None
    return form.accepted(lambda: open_thread(viewer(), _new_thread(form)))


def _came_in(form: AskForm, newcomer: Registration) -> bool:
    """Take a visitor in, once the question is fit to be asked; both forms say all their faults."""
    if not newcomer.is_sent:
        viewer().known_id  # noqa: B018 - sends to sign in, with what was typed
    is_fit = form.accepted(lambda: _checked(form)) is True
    return newcomer.is_fit() and is_fit and newcomer.complete()


def _checked(form: AskForm) -> bool:
    """Check a question that its writer could not ask yet.

    Raises:
        FormRefused: it could not be asked by a new member either.
    """
    if form.group.data not in {group.slug for group in groups.groups_open_to(viewer())}:
        raise FormRefused(_("Choose a group."), field="group")
    check_thread(_new_thread(form))
    return True


def _new_thread(form: AskForm) -> NewThread:
    """Return what was typed.

    Raises:
        FormRefused: there is no such group for this viewer.
    """
    try:
        access = groups.group_access_by_slug(viewer(), form.group.data)
    except NotFound as error:
        raise FormRefused(_("Choose a group."), field="group") from error
    return NewThread(
        group_id=access.group.id,
        kind=form.kind.data,
        title=form.title.data or "",
        body=form.body.data or "",
        tags=form.tags.data or "",
        once=form.once.data or None,
    )
