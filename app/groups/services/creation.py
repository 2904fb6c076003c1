"""Opening a group."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.core import clock
from app.core.errors import Conflict
from app.core.i18n import _
from app.core.idempotency import key_of
from app.core.limits import check_rate
from app.core.names import tidy_name
from app.core.slugs import slug_of
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups.enums import Role
from app.groups.events import GroupOpened
from app.groups.limits import FIRST_SLUG, FOUNDED, SLUG_LENGTH
from app.groups.models import Group
from app.groups.queries import ref_of
from app.groups.services.memberships import add_member
from app.groups.services.requirements import refuse_uninvited
from app.groups.shapes import GroupTerms
from app.media import services as media
from app.media.queries import tokens_in
from app.text import Rendered, render, render_for

_TAKEN = frozenset({"nouveau"})
"""Words that are addresses of their own under `/groupes/`."""


def found_group(
    viewer: Viewer, terms: GroupTerms, *, slug: str | None = None, once: str | None = None
) -> str:
    """Open a group and become its owner; return its slug.

    Args:
        viewer: who opens it.
        terms: what they say of it.
        slug: its address, for what comes from elsewhere; made of the name otherwise.
        once: the mark of the form: sent again with the same words, it leads to the group it made.

    Emits:
        GroupOpened, MemberJoined

    Raises:
        Suspended: the viewer may only read for now.
        FormRefused: the name is no name, or nobody could come in.
        TooOften: they opened many today.
        Conflict: somebody took the same address at this very moment.
    """
    account_id = viewer.writing_id
    name = tidy_name(terms.name, field="name")
    refuse_uninvited(terms.joining)
    key = key_of(once, terms.name, terms.purpose, terms.rules)
    if (made := accounts.made_under(account_id, key)) is not None:
        return made
    check_rate(FOUNDED, "groups.found", account_id)
    rules = render_for(account_id, terms.rules)  # before the transaction: it may take a moment
    with atomic() as session:
        accounts.lock_people(session, account_id)  # as what comes twice may come at once
        if (made := accounts.made_under(account_id, key)) is not None:
            return made
        opened = _open(account_id, terms, name=name, slug=slug, rules=rules)
        accounts.note_made(account_id, key, opened)
        return opened


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
    rules = render(terms.rules)
    with atomic() as session:
        if not session.scalar(sa.select(Group.id).where(Group.slug == FIRST_SLUG)):
            _open(owner_id, terms, name=terms.name, slug=FIRST_SLUG, rules=rules)
    return FIRST_SLUG


def _open(owner_id: int, terms: GroupTerms, *, name: str, slug: str | None, rules: Rendered) -> str:
    """Write the rows of a new group."""
    with atomic() as session:
        group = Group(
            slug=slug or _free_slug(session, name),
            name=name,
            purpose=terms.purpose,
            rules=terms.rules,
            rules_html=str(rules.html),
            rules_version=rules.version,
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
        media.attach(ref_of(group.id), tokens_in(terms.rules), writer_id=owner_id)
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
