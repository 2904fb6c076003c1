"""Whoever changes something has read what it says: nobody overwrites anybody unawares."""

from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.blog.enums import ArticleState
from app.core.db import db
from app.core.viewer import Right
from app.threads.models import Post
from app.web.forms import ChangingForm
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.blog import make_article
from tests.factories.forum import make_post, make_solved, make_thread
from tests.factories.groups import make_group
from tests.web.page_forms import form_with


@dataclass(frozen=True)
class Change:
    """A form that two people open, and what each makes of one of its fields."""

    form: str
    address: str
    field: str
    first: str
    second: str
    shown: str = ""
    """How the words of the first look to the second, where they are a choice."""


CHANGES = (
    Change("EditForm", "/questions/messages/{post}/modifier", "body", "Lieu : Redon.", "À Rennes."),
    Change("EditQuestionForm", "/questions/messages/{opening}/modifier", "body", "Une.", "Deux."),
    Change(
        "EditQuestionForm",
        "/questions/messages/{opening}/modifier",
        "title",
        "Le titre un",
        "Le titre deux",
    ),
    Change("EditQuestionForm", "/questions/messages/{opening}/modifier", "tags", "sono", "barnum"),
    Change("GroupSettingsForm", "/groupes/{slug}/reglages", "purpose", "Monter.", "Démonter."),
    Change("GroupSettingsForm", "/groupes/{slug}/reglages", "name", "Fêtes", "Les fêtes"),
    Change("GroupSettingsForm", "/groupes/{slug}/reglages", "rules", "Doux.", "Gais.\n\nFous."),
    Change(
        "GroupSettingsForm",
        "/groupes/{slug}/reglages",
        "visibility",
        "members",
        "hidden",
        "Réservé",
    ),
    Change("RoleForm", "/groupes/{slug}/membres/lea", "role", "moderator", "member", "Modération"),
    Change("LevelForm", "/groupes/{slug}/notifications", "level", "nothing", "threads", "Rien"),
    Change(
        "LevelForm", "/parametres/notifications", "level", "nothing", "threads", "Rien d’autre que"
    ),
    Change(
        "MoveForm",
        "/questions/{thread}/deplacer",
        "group",
        "{one}",
        "{other}",
    ),
    Change(
        "PlanForm",
        "/questions/{solved}/verification",
        "when",
        "6",
        "12",
        "Maintenant\u00a0: Un autre jour",
    ),
    Change("ArticleForm", "/redaction/articles/{draft}", "title", "Une fête", "Deux fêtes"),
    Change("ArticleForm", "/redaction/articles/{draft}", "body", "À six heures.", "À sept."),
    Change("ProfileForm", "/parametres", "sentence", "J’aide.", "Je demande."),
    Change("ProfileForm", "/parametres", "display_name", "Léa Petit", "Léa Grand"),
    Change("PreferencesForm", "/parametres/preferences", "theme", "dark", "light", "Sombre"),
    Change("LettersForm", "/parametres/lettres", "quiet_from", "20", "23", "20 h"),
)


ELSEWHERE = {"ConfirmForm", "OutdatedForm"}
"""Who says the same twice there has said it once: `tests/forum/test_check_pages.py`."""


@pytest.fixture
def me() -> Account:
    """Return the person who has the same form open in two windows."""
    return make_account(rights=(Right.CONTENT_MODERATE,))


@pytest.fixture
def places(me: Account) -> dict[str, object]:
    """Return what the addresses of the table name."""
    group = make_group(owner=me, members=(make_account(handle="lea"),))
    one, other = (make_group(owner=me, name=name) for name in ("Un autre lieu", "Le troisième"))
    thread_id = make_thread(group=group, author=me)
    opening = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread_id)).one()
    return {
        "slug": group.slug,
        "one": one.slug,
        "other": other.slug,
        "thread": thread_id,
        "opening": opening,
        "post": make_post(thread_id=thread_id, author=me),
        "solved": make_solved()[0],
        "draft": make_article(author=me, state=ArticleState.DRAFT).id,
    }


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: f"{one.form}-{one.field}")
def test_a_collision_shows_both_and_overwrites_nothing(
    client_for: ClientFor, me: Account, places: dict[str, object], change: Change
):
    client, address = client_for(me), change.address.format(**places)
    first, second = change.first.format(**places), change.second.format(**places)
    mine = form_with(client.get(address).text, change.field, at=address)
    assert mine.fields["version"]
    taken = client.post(mine.action, data=mine.fields | {change.field: first})
    assert taken.status_code == 303
    refused = client.post(mine.action, data=mine.fields | {change.field: second})
    assert refused.status_code == 409
    assert "Rien n’a été écrasé" in refused.text
    assert "Maintenant" in refused.text
    assert (change.shown or first) in refused.text.replace("\r\n", "\n")
    again = form_with(refused.text, change.field, at=address)
    assert again.fields[change.field].replace("\r\n", "\n") == second
    assert _says(client, address, change) in {first, None}
    assert client.post(mine.action, data=again.fields).status_code == 303
    assert _says(client, address, change) in {second, None}


def _says(client: FlaskClient, address: str, change: Change) -> str | None:
    """Return what stands in the field now; `None` where a form does not show it."""
    if change.form == "MoveForm":  # it offers the other groups alone
        return None
    known = form_with(client.get(address).text, change.field, at=address).fields
    return known[change.field].replace("\r\n", "\n")


def test_every_form_that_changes_something_has_met_a_collision():
    changing = {form.__name__ for form in ChangingForm.__subclasses__()}
    changing |= {
        one.__name__ for form in ChangingForm.__subclasses__() for one in form.__subclasses__()
    }
    assert changing == {change.form for change in CHANGES} | ELSEWHERE
