"""Addresses that no browser writes are read all the same."""

from io import BytesIO

import pytest

from tests.conftest import ClientFor
from tests.factories import make_account


@pytest.mark.parametrize("path", ["/recherche", "/questions", "/groupes", "/"])
@pytest.mark.parametrize("is_guest", [True, False])
def test_bytes_that_are_no_letters_are_read(client_for: ClientFor, path, is_guest):
    client = client_for(None if is_guest else make_account())
    asked = {"QUERY_STRING": "q=sono&x=\xff&\xe9=1"}
    answer = client.get(path, environ_overrides=asked)
    assert answer.status_code == 200
    assert 'value="sono"' in answer.text or path != "/recherche"


@pytest.mark.parametrize("path", ["/connexion", "/inscription", "/brouillons/question"])
@pytest.mark.parametrize("missing", [0, 1])
def test_a_body_that_broke_off_is_not_read(client_for: ClientFor, path, missing):
    sent = b"body=Le+gardien"
    environ = {"CONTENT_LENGTH": str(len(sent) + missing), "wsgi.input_terminated": True}
    answer = client_for(make_account()).post(
        path,
        input_stream=BytesIO(sent),
        content_type="application/x-www-form-urlencoded",
        environ_overrides=environ,
    )
    assert ((answer.status_code, answer.text) == (400, "Bad Request\n")) == bool(missing)
