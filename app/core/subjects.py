"""Subjects: anything one can point at, like, report or be told of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Self

from app.core.audiences import Audience
from app.core.errors import NotFound
from app.core.ids import is_id
from app.core.registry import provided_by_kind
from app.core.viewer import Viewer

KIND_LENGTH = 40


@dataclass(frozen=True, slots=True, order=True)
class SubjectRef:
    """A pointer to a subject, written `kind:id`, as in `forum.post:12`."""

    kind: str
    id: int

    def __str__(self) -> str:
        """Return the written form."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            NotFound: it is not of that form.
        """
        kind, colon, number = text.partition(":")
        if not colon or not 0 < len(kind) <= KIND_LENGTH or not is_id(number):
            raise NotFound
        return cls(kind, int(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the attachable rooms need to know of a subject the viewer may see."""

    ref: SubjectRef
    url: str
    """Address of the subject on this site, beginning with a slash."""
    title: str
    """What it is called in a sentence: the thread's title, for a post."""
    author_id: int | None
    """Its author's account; `None` when the account is gone."""
    topic: str | None = None
    """The live topic in which it is shown."""
    container: SubjectRef | None = None
    """What it is part of: the thread, for a post."""
    audience: Audience | None = None
    """Who may read it; `None`: those alone whom it is about, as a request."""


FindVisible = Callable[[Viewer, Collection[int]], Mapping[int, Subject]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """A kind of subject, provided by the room that owns it."""

    kind: str
    find_visible: FindVisible
    """Those of the ids that the viewer may see; the others are simply absent."""
    is_likeable: bool = False
    """People may like it."""
    authors_of: Callable[[int], Collection[int]] | None = None
    """Who wrote it, where that may be more than the one whom the subject names."""
    find_decided: Callable[[Viewer, Collection[int]], Collection[int]] | None = None
    """Those of the ids that are hidden, and that the viewer may restore: they see what is in it."""


def find_visible(viewer: Viewer, refs: Collection[SubjectRef]) -> dict[SubjectRef, Subject]:
    """Return those of the subjects that the viewer may see; one question for each kind."""
    kinds = provided_by_kind(SubjectKind)
    ids: dict[str, set[int]] = {}
    for ref in refs:
        ids.setdefault(ref.kind, set()).add(ref.id)
    return {
        subject.ref: subject
        for kind, wanted in ids.items()
        if kind in kinds
        for subject in kinds[kind].find_visible(viewer, wanted).values()
    }


def find_decided(viewer: Viewer, refs: Collection[SubjectRef]) -> set[SubjectRef]:
    """Return those of the subjects that are hidden, and that the viewer decides about."""
    kinds = provided_by_kind(SubjectKind)
    return {
        ref
        for ref in refs
        if ref.kind in kinds
        and (find := kinds[ref.kind].find_decided) is not None
        and ref.id in find(viewer, [ref.id])
    }


def access_subject(viewer: Viewer, ref: SubjectRef) -> Subject:
    """Return a subject the viewer may see.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    subject = find_visible(viewer, [ref]).get(ref)
    if subject is None:
        raise NotFound
    return subject


def authors_of(subject: Subject) -> frozenset[int]:
    """Return who wrote a subject. One query where several people may have."""
    kind = provided_by_kind(SubjectKind)[subject.ref.kind]
    together = kind.authors_of(subject.ref.id) if kind.authors_of else ()
    return frozenset(together) | ({subject.author_id} if subject.author_id else frozenset())


def access_likeable(viewer: Viewer, ref: SubjectRef) -> Subject:
    """Return a subject the viewer may see, of a kind that people like.

    Raises:
        NotFound: it does not exist, not for this viewer, or it is nothing to be liked.
    """
    kinds = provided_by_kind(SubjectKind)
    if ref.kind not in kinds or not kinds[ref.kind].is_likeable:
        raise NotFound
    return access_subject(viewer, ref)
