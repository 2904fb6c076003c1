"""Questions and discussions as kinds of threads."""

from app.core.viewer import Viewer
from app.forum import policy
from app.forum.forms import AskForm, EditQuestionForm
from app.forum.fragments.structured_data import structured_data
from app.forum.notifications import WORDS
from app.forum.queries.checks import check_marks
from app.forum.queries.facts import FACTS, ROOM, outdated_among, tags_typed
from app.forum.queries.overlays import answer_overlays
from app.forum.services.tags import tag_names, with_tags
from app.groups import queries as groups
from app.threads.integration import integrated
from app.threads.kinds import Beside, DraftPlace, OpeningFields, ThreadKind
from app.threads.shapes import ActItem, PostsOfPage, ThreadHead


def _has_own_view(viewer: Viewer, head: ThreadHead) -> bool:
    """Who chooses the solution sees a button that others do not."""
    return head.may_moderate or policy.may_accept(viewer, head)


def _context(head: ThreadHead, posts: PostsOfPage) -> dict[str, object]:
    """Return what search engines read of a question."""
    return {"structured": structured_data(head, posts)}


def _again(act: ActItem) -> AskForm:
    """Return the form that asks a deleted question again."""
    form = AskForm(title=act.title, body=act.body, tags=tags_typed(act.thread_id), kind=act.kind)
    if act.group_id is not None:
        form.group.data = groups.group_badges([act.group_id])[act.group_id].slug
    return form


def _beside(form: EditQuestionForm) -> Beside:
    """Return the tags that were typed, to be kept with the text."""
    return with_tags(tag_names(form.tags.data or ""))


def _kind(name: str, *, is_ranked: bool) -> ThreadKind:
    """Return a kind of thread of the forum."""
    return ThreadKind(
        kind=name,
        room=ROOM,
        base="questions",
        page="forum/thread.html",
        macros="forum/_kind.html",
        is_ranked=is_ranked,
        addresses_author=is_ranked,
        answer_entry="answer" if is_ranked else "reply",
        facts=FACTS,
        unsettled=outdated_among,
        extras=check_marks,
        overlays=answer_overlays,
        has_own_view=_has_own_view,
        opening=OpeningFields(
            form=EditQuestionForm,
            read=lambda thread_id: {"tags": tags_typed(thread_id)},
            beside=_beside,
        ),
        context=_context,
        again=_again,
    )


PROVIDED = (
    *integrated(
        _kind("question", is_ranked=True), _kind("discussion", is_ranked=False), words=WORDS
    ),
    DraftPlace(kind="new", url="/questions/nouvelle"),
)
"""What people can do with questions because they are threads."""
