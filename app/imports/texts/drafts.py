"""Texts of a dump made ready to be posts: translated, attributed, cut and rendered."""

from dataclasses import dataclass

from app.core.i18n import _
from app.forum.limits import TAGS_MOST
from app.imports.dump.tags import tidy_tag
from app.imports.shapes import Origin
from app.imports.staging.outcomes import Remark
from app.imports.staging.queue import Item, Question
from app.imports.texts.attribution import note_on_author, note_on_thread
from app.imports.texts.dialects import wording_of
from app.imports.texts.rendered import rendered_parts
from app.imports.texts.summaries import fitting_title
from app.text import normalise, plain
from app.threads.limits import TITLE_LENGTH
from app.threads.services.content import Written, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that is ready to be imported."""

    item: Item
    parts: tuple[Written, ...]
    """More than one where it is too long for a post; none where it is empty."""
    remarks: frozenset[Remark]
    title: str = ""
    """Of a question."""
    tags: tuple[str, ...] = ()


def draft_of(item: Item, question: Question, origin: Origin) -> Draft:
    """Make a text ready. Waits for the renderer: call it before `atomic()`."""
    remarks: set[Remark] = set()
    text, is_stripped = wording_of(item.source, item.html, site=origin.address)
    text = normalise(text)
    if is_stripped:
        remarks.add(Remark.STRIPPED)
    title = ""
    tags: tuple[str, ...] = ()
    if item.kind == "question":
        title, text = _titled(question, text, remarks)
        tags = _tags(question, remarks)
        text = f"{text}\n\n{_note_on(item, question, origin)}"
    if item.author_id is None:
        remarks.add(Remark.UNKNOWN)
        if item.kind != "question" and text and item.name.strip():
            text = f"{text}\n\n{note_on_author(item.name)}"
    parts = rendered_parts(text)
    if len(parts) > 1:
        remarks.add(Remark.LONG)
    return Draft(item=item, parts=parts, remarks=frozenset(remarks), title=title, tags=tags)


def _titled(question: Question, text: str, remarks: set[Remark]) -> tuple[str, str]:
    """Return the title of a question, and its text with what the title cannot hold."""
    title = one_line(normalise(question.title))
    if not title:
        number = _("Question {number}", number=question.id)
        return plain(text, limit=TITLE_LENGTH // 2) or number, text
    short, is_cut = fitting_title(title, TITLE_LENGTH)
    if not is_cut:
        return title, text
    remarks.add(Remark.TITLE)
    return short, f"{title}\n\n{text}"


def _tags(question: Question, remarks: set[Remark]) -> tuple[str, ...]:
    """Return the tags of a question that fit here, each once."""
    tidied = [tidy_tag(tag) for tag in question.tags]
    fitting = tuple(dict.fromkeys(tag for tag in tidied if tag))
    if None in tidied or len(fitting) > TAGS_MOST:
        remarks.add(Remark.TAGS)
    return fitting[:TAGS_MOST]


def _note_on(item: Item, question: Question, origin: Origin) -> str:
    """Return where a thread comes from."""
    return note_on_thread(
        origin,
        question_id=question.id,
        name=item.name,
        user_id=item.owner,
        licences=question.licences,
    )
