"""Every form says what it was made from, or by which mark what it creates is known again."""

import io
import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from PIL import Image

from app.accounts.models import Account
from app.core.db import db
from app.core.viewer import Right
from app.groups.models import Group
from app.groups.services import admission
from app.media.models import File
from app.threads.models import Post, Thread
from app.threads.services import moderation
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_due, make_post, make_solved, make_thread
from tests.factories.groups import make_group
from tests.web.page_forms import form_with, forms_of

EXCUSED = {
    r"/amis/[a-z0-9-]+/demander": "asking twice is asking once: there is one request between two",
    r"/groupes/[a-z0-9-]+/rejoindre": "joining twice is joining once",
    r"/groupes/[a-z0-9-]+/membres/lea/retirer": "a member is removed once",
    r"/groupes/[a-z0-9-]+/demandes/\d+/refuser": "a request is refused once",
    r"/groupes/[a-z0-9-]+/image": "a picture takes the place of the one before, as chosen",
    r"/parametres/photo": "a picture takes the place of the one before, as chosen",
    r"/parametres/mot-de-passe": "asks for the present password, which is what it is made from",
    r"/parametres/adresse": "asks for a letter; the last one asked for counts",
    r"/questions/\d+/fermer": "a thread is closed once",
}
"""Forms with fields that need neither, each with its reason."""
ADDRESSES = (
    "/questions/nouvelle",
    "/questions/{thread}",
    "/questions/{thread}?repondre={post}",
    "/questions/{thread}/deplacer",
    "/questions/{solved}/verification",
    "/questions/{due}/toujours-vrai",
    "/questions/{due}/depassee",
    "/questions/messages/{post}/modifier",
    "/questions/messages/{opening}/modifier",
    "/groupes",
    "/groupes/nouveau",
    "/groupes/{slug}",
    "/groupes/{slug}/reglages",
    "/groupes/{slug}/membres/lea",
    "/groupes/{slug}/demandes",
    "/groupes/{slug}/notifications",
    "/groupes/{other}/rejoindre",
    "/amis",
    "/amis/lea/demander",
    "/membres/lea",
    "/medias/nouvelle",
    "/parametres",
    "/parametres/preferences",
    "/parametres/photo",
    "/parametres/mot-de-passe",
    "/parametres/adresse",
    "/parametres/lettres",
    "/parametres/notifications",
    "/notifications",
)
FOUND = {"name": "Les fêtes du bourg", "purpose": "Monter et démonter.", "rules": "Doux."}


@pytest.fixture
def me() -> Account:
    """Return somebody who is shown every form there is."""
    return make_account(rights=(Right.CONTENT_MODERATE,))


@pytest.fixture
def places(me: Account) -> dict[str, object]:
    """Return what the addresses name."""
    group = make_group(owner=me, members=(make_account(handle="lea"),), joining="request")
    make_group(owner=me)
    admission.join(seen_by(make_account()), group.id)
    thread_id = make_thread(group=group, author=me)
    post_id = make_post(thread_id=thread_id, author=me)
    opening = db.session.scalars(sa.select(Post.id).where(Post.number == 1)).one()
    other = make_group(joining="request")
    return {
        "slug": group.slug,
        "other": other.slug,
        "thread": thread_id,
        "opening": opening,
        "post": post_id,
        "solved": make_solved()[0],
        "due": make_due()[0],
    }


def test_every_form_says_what_it_was_made_from_or_bears_a_mark(
    client_for: ClientFor, me: Account, places: dict[str, object]
):
    client, excused = client_for(me), set()
    for address in ADDRESSES:
        page = client.get(address.format(**places), follow_redirects=True)
        assert page.status_code == 200, address
        for form in forms_of(page.text, at=address.format(**places)):
            if form.shown and not form.fields.get("version") and not form.fields.get("once"):
                (reason,) = [one for one in EXCUSED if re.fullmatch(one, form.action)]
                excused.add(reason)
    assert excused == EXCUSED.keys()


def test_a_browser_that_goes_back_may_fill_each_form_that_keeps_no_draft(
    client_for: ClientFor, me: Account, places: dict[str, object]
):
    """What says `autocomplete="off"` is empty then."""
    forgotten, drafted = [], 0
    for address in ADDRESSES:
        for client in (client_for(me), client_for(None)):
            page = client.get(address.format(**places), follow_redirects=True).text
            for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
                if 'autocomplete="off"' in form and "data-draft-place" not in form:
                    forgotten.append(address)
                drafted += "data-draft-place" in form
    assert forgotten == []
    assert drafted > 0


def _count(of_these: type[Post] | type[Group] | type[File] | type[Thread]) -> int:
    """Return how many rows there are."""
    db.session.close()
    return db.session.scalar(sa.select(sa.func.count()).select_from(of_these)) or 0


def _twice(client: FlaskClient, address: str, field: str, typed: dict[str, str]) -> list[str]:
    """Send the form of a page twice, as it is; return where that leads."""
    form = form_with(client.get(address, follow_redirects=True).text, field, at=address)
    answers = [client.post(form.action, data=form.fields | typed) for _each in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    return [answer.location for answer in answers]


@pytest.mark.parametrize(
    ("address", "field", "typed", "made"),
    [
        ("/questions/{thread}", "body", {"body": "Le barnum est libre."}, Post),
        ("/questions/{thread}?repondre={post}", "body", {"body": "Où ?"}, Post),
        ("/questions/nouvelle", "title", {"title": "Où louer ?", "body": "Un barnum."}, Thread),
        ("/groupes/nouveau", "purpose", FOUND, Group),
    ],
)
def test_a_form_sent_twice_without_scripts_makes_one_thing(  # noqa: PLR0917 - a row of the table
    client_for: ClientFor, me: Account, places: dict[str, object], address, field, typed, made
):
    before, client, address = _count(made), client_for(me), address.format(**places)
    first, again = _twice(client, address, field, typed)
    assert first == again
    assert _count(made) == before + 1


def test_other_words_in_a_form_one_has_gone_back_to_are_not_swallowed(
    client_for: ClientFor, me: Account, places: dict[str, object]
):
    client, address = client_for(me), f"/questions/{places['thread']}"
    before = _count(Post)
    form = form_with(client.get(address, follow_redirects=True).text, "body")
    for words in ("Le barnum est libre.", "La sono aussi."):
        assert client.post(form.action, data=form.fields | {"body": words}).status_code == 303
    assert _count(Post) == before + 2


def test_a_kept_page_gives_each_reader_a_mark_of_their_own(client_for: ClientFor, me: Account):
    thread_id = make_thread(group=make_group(members=(me,)))
    pages = [client_for(me).get(f"/questions/{thread_id}", follow_redirects=True) for _n in (1, 2)]
    marks = {form_with(page.text, "body").fields["once"] for page in pages}
    assert len(marks) == 2


def test_a_picture_sent_twice_is_one(client_for: ClientFor, me: Account):
    client = client_for(me)
    form = form_with(client.get("/medias/nouvelle").text, "description")
    places = []
    for colour in ("red", "red", "blue"):
        picture = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(picture, "PNG")
        picture.seek(0)
        sent = {"once": form.fields["once"], "picture": (picture, "a.png")}
        places.append(client.post("/medias", data=sent).location)
    assert places[0] == places[1] != places[2]
    assert _count(File) == 2


def test_a_closed_thread_says_so_though_its_answer_came_twice(client_for: ClientFor, me: Account):
    group = make_group(owner=make_account(), members=(me,))
    thread_id = make_thread(group=group)
    client = client_for(me)
    form = form_with(client.get(f"/questions/{thread_id}", follow_redirects=True).text, "body")
    sent = form.fields | {"body": "Oui."}
    first = client.post(form.action, data=sent).location
    moderation.close(
        seen_by(db.session.get_one(Account, group.created_by)), thread_id, reason="Non."
    )
    assert client.post(form.action, data=sent).location == first
