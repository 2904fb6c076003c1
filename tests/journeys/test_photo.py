"""One's photo is round, wherever it stands."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE


def _photo() -> bytes:
    picture, file = Image.new("RGB", (500, 400), (200, 80, 60)), io.BytesIO()
    picture.save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("address", ["/parametres/photo", "/parametres"])
def test_the_photo_is_round_on_the_pages_of_settings(arrive: Arrive, address: str):
    person = arrive("Zoé Lune", PHONE)
    person.goes_to("/parametres/photo")
    file: FilePayload = {"name": "moi.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    person.page.set_input_files("input[type=file]", files=[file])
    person.page.get_by_role("button", name="Utiliser cette photo").click()
    person.page.wait_for_url("**/parametres**")
    person.goes_to(address)
    box = person.page.locator("main img.avatar").first.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"])
