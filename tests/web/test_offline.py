"""Which pages a browser keeps, to be read without a line."""

import pytest

from tests.factories import make_account
from tests.factories.forum import make_thread
from tests.factories.groups import make_group


@pytest.mark.parametrize("is_member", [True, False])
def test_what_people_read_is_kept(client_for, *, is_member: bool):
    group, reader = make_group(), make_account()
    thread_id = make_thread(group=group)
    client = client_for(reader if is_member else None)
    thread = client.get(f"/questions/{thread_id}").location
    paths = ("/", "/questions", "/questions/nouvelle", thread, "/groupes", f"/groupes/{group.slug}")
    for path in (*paths, f"/membres/{reader.handle}"):
        for _again in range(2):  # also from what is kept for visitors
            assert client.get(path).headers["X-Offline"] == "keep", path
    if is_member:
        assert client.get("/notifications").headers["X-Offline"] == "keep"


@pytest.mark.parametrize(
    "path", ["/parametres", "/connexion", "/recherche?q=mairie", "/brouillons"]
)
def test_what_is_for_once_or_for_nobody_else_is_not(client_for, path: str):
    for reader in (make_account(), None):
        assert "X-Offline" not in client_for(reader).get(path).headers, path
