"""Pictures over HTTP: who sees them, with which headers, and how they are sent."""

from collections.abc import Callable
from io import BytesIO

import pytest

from app.accounts.models import Account
from app.core.subjects import SubjectRef
from app.media import services
from app.media.enums import Purpose
from app.media.shapes import StoredPicture
from tests.factories import make_account, seen_by
from tests.media.conftest import TEXT, Draw

Stored = Callable[
    [Purpose, SubjectRef | None], tuple[StoredPicture, list[tuple[str, Account | None]]]
]


@pytest.fixture
def stored(draw: Draw, readers: set[int | None]) -> Stored:
    """Return a maker of a picture, with the people who look at it."""

    def make(
        purpose: Purpose, ref: SubjectRef | None
    ) -> tuple[StoredPicture, list[tuple[str, Account | None]]]:
        author, reader, stranger = (make_account() for _ in range(3))
        readers.add(reader.id)
        picture = services.store_picture(seen_by(author), draw(), purpose=purpose)
        if ref:
            services.attach(ref, [picture.token], writer_id=author.id)
        people = [("author", author), ("reader", reader), ("stranger", stranger), ("guest", None)]
        return picture, people

    return make


def _sent(file: BytesIO | None, name: str = "photo.png", **fields: str) -> dict[str, object]:
    """Return what a browser sends."""
    return {**fields, **({"picture": (file, name)} if file else {})}


@pytest.mark.parametrize(
    ("purpose", "attached_to", "who_sees"),
    [
        (Purpose.FACE, None, "author reader stranger guest"),
        (Purpose.GROUP, None, "author reader stranger guest"),
        (Purpose.POST, None, "author"),
        (Purpose.POST, TEXT, "author reader"),
    ],
)
def test_who_sees_a_picture(
    client_for, stored: Stored, purpose: Purpose, attached_to: SubjectRef | None, who_sees: str
):
    picture, people = stored(purpose, attached_to)
    seen = {name: client_for(person).get(picture.url).status_code for name, person in people}
    assert seen == {name: 200 if name in who_sees else 404 for name, _person in people}


def test_a_browser_that_keeps_a_picture_is_told_when_its_reader_may_not_see_it_any_more(
    client_for, stored: Stored, readers: set[int | None]
):
    picture, people = stored(Purpose.POST, TEXT)
    _name, reader = people[1]
    client = client_for(reader)
    kept = {"If-None-Match": client.get(picture.url).headers["ETag"]}
    assert client.get(picture.url, headers=kept).status_code == 304
    readers.clear()
    assert client.get(picture.url, headers=kept).status_code == 404


def test_a_picture_of_an_unknown_kind_of_subject_is_hidden(client_for, draw: Draw):
    author = make_account()
    picture = services.store_picture(seen_by(author), draw(), purpose=Purpose.POST)
    services.attach(SubjectRef("gone.room", 1), [picture.token], writer_id=author.id)
    assert client_for(make_account()).get(picture.url).status_code == 404


@pytest.mark.parametrize(
    ("purpose", "kept"),
    [
        (Purpose.FACE, "public, max-age=31536000, immutable"),
        (Purpose.GROUP, "public, max-age=31536000, immutable"),
        (Purpose.POST, "private, no-cache"),
    ],
)
def test_headers_let_it_be_kept_and_run_nothing(client_for, draw: Draw, purpose, kept):
    author = make_account()
    picture = services.store_picture(seen_by(author), draw(), purpose=purpose)
    response = client_for(author).get(picture.url)
    assert response.mimetype == "image/webp"
    assert response.headers["Cache-Control"] == kept
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response.headers
    again = client_for(author).get(picture.url, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/medias/x",
        f"/medias/{'x' * 32}",
        "/medias/..%2f..%2fentraide.sqlite",
        f"/medias/{'.' * 32}",
        f"/medias/../{'x' * 29}",
        f"/medias/{'x' * 32}.webp",
    ],
)
def test_other_addresses_lead_nowhere(client_for, path: str):
    assert client_for(make_account()).get(path).status_code == 404


def test_a_script_gets_the_address_and_the_words_to_insert(client_for, draw: Draw):
    client = client_for(make_account())
    response = client.post(
        "/medias",
        data=_sent(draw(), "a.png", description="La salle [à 9 h]"),
        headers={"X-Fragment": "1"},
    )
    answer = response.get_json()
    assert response.status_code == 200
    assert answer["markdown"] == rf"![La salle \[à 9 h\]]({answer['url']})"
    assert (answer["width"], answer["height"]) == (64, 48)
    assert client.get(answer["url"]).status_code == 200


def test_a_script_is_told_why_not(client_for):
    response = client_for(make_account()).post(
        "/medias", data=_sent(BytesIO(b"non")), headers={"X-Fragment": "1"}
    )
    assert response.status_code == 422
    assert "pas une image" in response.get_data(as_text=True)


def test_without_javascript_a_page_shows_the_line_to_copy(client_for, draw: Draw):
    author = make_account()
    client = client_for(author)
    assert client.get("/medias/nouvelle").status_code == 200
    response = client.post("/medias", data=_sent(draw(), description="La <salle>"))
    assert response.status_code == 303
    page = client.get(response.headers["Location"]).get_data(as_text=True)
    assert "![La &lt;salle&gt;](/medias/" in page
    stranger = client_for(make_account())
    assert stranger.get(response.headers["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        ("/medias", None, "Choisissez d’abord une image."),
        ("/medias", b"", "pas une image que nous savons lire"),
        ("/medias", b"<svg onload='x'/>", "pas une image que nous savons lire"),
        ("/parametres/photo", None, "Choisissez d’abord une image."),
        ("/parametres/photo", b"GIF89a", "pas une image que nous savons lire"),
    ],
)
def test_a_refused_form_says_why_in_french_and_keeps_the_words(client_for, address, sent, words):
    file = None if sent is None else BytesIO(sent)
    response = client_for(make_account()).post(
        address, data=_sent(file, description="La salle"), content_type="multipart/form-data"
    )
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert words in page
    assert "La salle" in page or address != "/medias"


def test_a_photo_is_changed_and_taken_off(client_for, draw: Draw):
    person = make_account()
    client = client_for(person)
    client.post("/parametres/photo", data=_sent(draw((400, 300), "JPEG"), "moi.jpg"))
    page = client.get("/parametres/photo").get_data(as_text=True)
    assert "votre photo est à jour" in page
    assert (
        client_for(None).get(f"/membres/{person.handle}").get_data(as_text=True).count("/medias/")
    )
    client.post("/parametres/photo/retirer")
    assert "/medias/" not in client.get("/parametres/photo").get_data(as_text=True)


def test_a_request_that_is_too_large_is_answered(client_for):
    kind = "multipart/form-data; boundary=x"
    client = client_for(make_account())
    response = client.post("/medias", data=bytes(17 * 2**20), content_type=kind)
    assert response.status_code == 413
