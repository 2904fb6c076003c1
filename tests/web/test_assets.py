"""Static files: kept for good under the address of what they hold."""

import gzip

import pytest
from flask import url_for

from app.core.errors import NotFound
from app.web.assets import asset, asset_content
from tests.factories.accounts import make_account

NAME = "js/main.js"


@pytest.fixture
def address(app):
    """Return where the main script is now."""
    with app.test_request_context():
        return asset(NAME)


def test_a_file_of_now_is_kept_for_good_and_one_of_yesterday_is_asked_for_again(
    app, client_for, address
):
    with app.test_request_context():
        yesterday = url_for("assets.static_file", version="0" * 12, name=NAME)
    now, before = (client_for(None).get(one) for one in (address, yesterday))
    assert now.data == before.data
    assert "immutable" in now.headers["Cache-Control"]
    assert before.headers["Cache-Control"] == "no-cache"


def test_a_file_is_sent_squeezed_to_those_who_take_it_so(client_for, address):
    plain = client_for(None).get(address)
    squeezed = client_for(None).get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert len(squeezed.data) < len(plain.data)
    assert gzip.decompress(squeezed.data) == plain.data == asset_content(NAME)
    assert "Accept-Encoding" in squeezed.headers["Vary"]


def test_a_file_is_the_same_for_all(client_for, queries, address):
    member = client_for(make_account())
    with queries(at_most=0):
        answer = member.get(address)
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_there_is_nothing_outside_the_folder(client_for, address):
    for name in ("rien.js", "../config.py", "%2e%2e/config.py"):
        assert client_for(None).get(address.replace(NAME, name)).status_code == 404
    with pytest.raises(NotFound):
        asset_content("../config.py")
