"""What stands around a member's page: rendered once for many, and everybody's own in it."""

from collections.abc import Callable

from app.accounts.models import Account
from app.core.transaction import atomic
from app.notices.models import Inbox
from app.web import page_chrome
from app.web.fragments import Html, macro
from tests.conftest import ClientFor
from tests.factories.accounts import make_account


def _member(name: str, *, newest: int, picture: str | None = None) -> Account:
    account = make_account(display_name=name)
    with atomic() as session:
        session.get_one(Account, account.id).picture = picture
        session.add(Inbox(account_id=account.id, last_seq=newest, version=newest))
    return account


def test_each_finds_their_own_in_what_was_rendered_for_another(client_for: ClientFor):
    first, second = _member("Ève <b>", newest=41), _member("Noé", newest=73)
    pages = {one.handle: client_for(one).get("/a-propos").text for one in (first, second)}
    for own, other in ((first, second), (second, first)):
        page = pages[own.handle]
        assert f'data-viewer="{own.id}"' in page
        assert f"@{own.handle}</span>" in page
        assert f"@{other.handle}" not in page
    assert "<bdi>Ève &lt;b&gt;</bdi>" in pages[first.handle]
    assert 'data-notice-seq="41"' in pages[first.handle]
    assert ">N</span>" in pages[second.handle]
    assert 'data-notice-seq="73"' in pages[second.handle]


def test_a_picture_is_in_the_menu_of_whom_it_shows(client_for: ClientFor):
    pages = [
        client_for(_member(name, newest=1, picture=picture)).get("/a-propos").text
        for name, picture in (("Ève", "photo-d-eve"), ("Noé", "photo-de-noe"), ("Zoé", None))
    ]
    shown = [["photo-d-eve" in page, "photo-de-noe" in page] for page in pages]
    assert shown == [[True, False], [False, True], [False, False]]


def test_it_is_rendered_once_for_all_who_have_the_same(client_for: ClientFor, monkeypatch):
    rendered: list[str] = []

    def counted(template: str, name: str) -> Callable[..., Html]:
        rendered.append(name)
        return macro(template, name)

    monkeypatch.setattr(page_chrome, "macro", counted)
    for number in range(4):
        client_for(_member(f"Membre {number}", newest=number)).get("/a-propos")
    assert rendered.count("menu") == 1
