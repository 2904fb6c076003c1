"""The language of pages."""

from app.core.i18n import language
from tests.conftest import ClientFor


def test_the_language_of_a_request_ends_with_it(client_for: ClientFor):
    page = client_for(None).get("/connexion", headers={"Accept-Language": "en"})
    assert '<html lang="en"' in page.text
    assert language() == "fr"
