"""Rules of groups whose HTML is to be made again: by a newer renderer, or because it was busy."""

import sqlalchemy as sa

from app import text
from app.core.db import db
from app.core.transaction import atomic, emit
from app.groups.events import GroupChanged
from app.groups.models import Group


def rerender_rules() -> None:
    """Render again the rules that an older renderer made, or that are shown as typed for now.

    Emits:
        GroupChanged: for each that looks otherwise now.
    """
    outdated = db.session.execute(
        sa.select(Group.id, Group.rules).where(Group.rules_version < text.RENDERER_VERSION)
    ).all()
    db.session.rollback()  # nothing is held while texts are rendered
    rules = dict(outdated)
    for group_id, rendered in text.rendered_anew(outdated):
        _keep(group_id, rules[group_id], rendered)


def _keep(group_id: int, rules: str, rendered: text.Rendered) -> None:
    """Write the HTML of rules, unless they were changed meanwhile."""
    with atomic() as session:
        group = session.get(Group, group_id, with_for_update=True)
        if group is None or group.rules != rules:
            return
        is_new = group.rules_html != str(rendered.html)
        group.rules_html, group.rules_version = str(rendered.html), rendered.version
        if is_new:
            emit(GroupChanged(group_id=group_id))
