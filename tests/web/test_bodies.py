"""Addresses that no browser writes are read all the same."""

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
