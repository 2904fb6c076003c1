"""Opening a group."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Conflict
from app.core.i18n import _
from app.core.limits import hit
from app.core.names import tidy_name
from app.core.slugs import slug_of
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups.events import GroupOpened
from app.groups.limits import FIRST_SLUG, FOUNDED, SLUG_LENGTH
from app.groups.models import Group
from app.groups.services.memberships import add_member
from app.groups.shapes import GroupTerms
from app.groups.terms import Role
from app.text import render

_TAKEN = frozenset({"nouveau"})
"""Words that are addresses of their own under `/groupes/`."""


def found_group(viewer: Viewer, terms: GroupTerms, *, slug: str | None = None) -> str:
    """Open a group and become its owner; return its slug.

    Args:
        viewer: who opens it.
        terms: what they say of it.
        slug: its address, for what comes from elsewhere; made of the name otherwise.

    Emits:
        GroupOpened, MemberJoined

    Raises:
        Suspended: the viewer may only read for now.
        FormRefused: the name is no name.
        TooOften: they opened many today.
        Conflict: somebody took the same address at this very moment.
    """
    account_id = viewer.writing_id
    name = tidy_name(terms.name, field="name")
    hit(FOUNDED, "groups.found", account_id)
    return _open(account_id, terms, name=name, slug=slug)


def found_first_group(owner_id: int) -> str:
    """Open the group that every new member belongs to, once; return its slug.

    Emits:
        GroupOpened, MemberJoined: it was not there yet.
    """
    terms = GroupTerms(
        name=_("Mutual help and advice for associations"),
        purpose=_("Ask as you would ask a neighbour, answer when you know. Everybody is at home."),
        rules=_(
            "We are volunteers among volunteers: everybody does what they can.\n\n"
            "- There is no silly question.\n"
            "- Say where you speak from: your department, the size of your association.\n"
            "- If you quote a rule, say where you read it.\n"
            "- When it is solved, say so: it will help the next one."
        ),
    )
    with atomic() as session:
        if not session.scalar(sa.select(Group.id).where(Group.slug == FIRST_SLUG)):
            _open(owner_id, terms, name=terms.name, slug=FIRST_SLUG)
    return FIRST_SLUG


def _open(owner_id: int, terms: GroupTerms, *, name: str, slug: str | None) -> str:
    """Write the rows of a new group."""
    rules = render(terms.rules)  # before the transaction: it may take a moment
    with atomic() as session:
        group = Group(
            slug=slug or _free_slug(session, name),
            name=name,
            purpose=terms.purpose,
            rules=terms.rules,
            rules_html=rules.html,
            visibility=terms.visibility,
            joining=terms.joining,
            created_at=clock.now(),
            created_by=owner_id,
            member_count=0,
        )
        try:
            with session.begin_nested():
                session.add(group)
        except IntegrityError as error:
            raise Conflict(_("A group of this name has just been opened: look at it.")) from error
        add_member(group.id, owner_id, role=Role.OWNER, has_accepted_rules=True)
        emit(GroupOpened(group_id=group.id))
    return group.slug


def _free_slug(session: Session, name: str) -> str:
    """Return an address that no group has, numbered when the name was used before."""
    base = slug_of(name, limit=SLUG_LENGTH - 5) or "groupe"
    known = sa.select(Group.slug).where(Group.slug.startswith(base, autoescape=True))
    taken = _TAKEN | set(session.scalars(known))
    if base not in taken:
        return base
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken
    )
