"""What a stranger sends with a request is in no page that others get."""

import re

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.core import clock
from app.core.db import db
from app.forum.queries.facts import thread_url
from app.threads.models import Thread
from app.web.fragments import forget_fragments
from app.web.kept_requests import KeptRequests, RequestKey, accepted_encoding
from app.web.visitor_cache import CACHE, VisitorCache, forget_pages
from tests.factories import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.web.strangers import EVIL, HEADERS, QUERIES, UNDERSCORED

_SERVER = {"SCRIPT_NAME": f"//{EVIL}", "REMOTE_USER": EVIL, "PATH_TRANSLATED": EVIL, "HTTPS": "on"}
"""What a server in front may have taken from a stranger."""


@pytest.fixture
def pages() -> list[str]:
    """Return the address of every kind of kept page."""
    group = make_group(slug="bureau")
    thread_id = make_thread(group=group, title="Qui garde la clef du local ?")
    answer_id = make_post(thread_id=thread_id)
    slug = db.session.scalar(sa.select(Thread.slug).where(Thread.id == thread_id))
    thread = thread_url(thread_id, slug or "")
    return [
        "/",
        "/questions",
        "/questions?onglet=sans-reponse&groupe=bureau",
        "/groupes",
        "/groupes/bureau",
        "/recherche?q=clef",
        "/a-propos",
        "/regles",
        "/confidentialite",
        "/sitemap.xml",
        thread,
        f"{thread}?page=1",
        f"{thread}/imprimer",
        f"/questions/{thread_id}/suite/{answer_id}",
    ]


@pytest.fixture(params=["visitor", "member"])
def reader(request, client_for) -> FlaskClient:
    """Return a browser whose page must be its own."""
    client: FlaskClient = client_for(None if request.param == "visitor" else make_account())
    return client


def _page(reader: FlaskClient, page: str) -> bytes:
    """Return a page without the mark that is drawn for each of its forms as it leaves."""
    return re.sub(rb'(name="once"[^>]*value=)"[^"]*"', rb"\1", reader.get(page).data)


def _forget() -> None:
    forget_fragments()
    forget_pages(None)


def _kept(app: Flask) -> set[RequestKey]:
    cache: VisitorCache = app.extensions[CACHE]
    return {*cache.pages, *cache.searches}


def test_no_header_reaches_a_kept_page(app, client_for, pages, reader):
    stranger = client_for(None) if reader.get_cookie("entraide") is None else reader
    with time_machine.travel(clock.now(), tick=False):
        for page in pages:
            _forget()
            clean = _page(reader, page)
            _forget()
            for method in ("HEAD", "GET", "POST", "OPTIONS"):
                stranger.open(page, method=method, headers=HEADERS, environ_overrides=_SERVER)
            again = _page(reader, page)
            assert again == clean, page
            assert EVIL.encode() not in again, page
            if stranger is not reader:  # what is forgotten while a page is made is not kept
                assert _kept(app) or (_page(reader, page) == clean and _kept(app)), page


def test_no_single_header_reaches_it(client_for, pages):
    reader, member = client_for(None), client_for(make_account())
    page = pages[-4]
    with time_machine.travel(clock.now(), tick=False):
        clean = [_page(one, page) for one in (reader, member)]
        for name, value in HEADERS.items():
            _forget()
            for one in (client_for(None), member):
                one.get(page, headers={name: value})
            assert [_page(one, page) for one in (reader, member)] == clean, name


@pytest.mark.parametrize("query", QUERIES)
def test_a_parameter_that_no_page_reads_is_no_part_of_its_address(app, client_for, pages, query):
    reader = client_for(None)
    for page in pages:
        clean = _page(reader, page)
        kept = _kept(app)
        again = _page(reader, f"{page.partition('?')[0]}?{query}&{page.partition('?')[2]}")
        assert _kept(app) == kept, page
        assert again == clean, page


def test_the_order_and_the_spelling_of_an_address_make_no_other_page(app, client_for):
    make_group(slug="bureau")
    for query in ("onglet=recentes&groupe=bureau", "groupe=%62ureau&groupe=x&onglet=recentes&"):
        assert client_for(None).get(f"/questions?{query}").status_code == 200
    assert len(_kept(app)) == 1


def test_a_view_that_was_replaced_for_a_while_keeps_its_page_again(app, client_for, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setitem(app.view_functions, "home_house.about", lambda: "Autre chose")
        assert client_for(None).get("/a-propos?v=1").text == "Autre chose"
        assert not _kept(app)
    assert "propos" in client_for(None).get("/a-propos?v=1").text
    assert _kept(app)


@pytest.mark.parametrize("name", UNDERSCORED)
def test_flask_sees_nothing_but_the_key(app, name):
    requests = KeptRequests(app)
    environ = {
        "REMOTE_ADDR": "",
        "HTTP_COOKIE": f"a={EVIL}; entraide=ours",
        name: f"//{EVIL}",
        f"HTTP_{name.upper()}": f"//{EVIL}",
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/questions",
        "QUERY_STRING": f"x={EVIL}&onglet=utiles",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
    }
    environ["REMOTE_ADDR"] = ""  # passed on, to count; app/web/gateway.py has read it
    key = requests.key_of(environ)
    assert key is not None
    seen = requests.reduced(environ, key)
    assert EVIL not in str(seen)
    assert seen["HTTP_COOKIE"] == "entraide=ours"
    assert seen["QUERY_STRING"] == "onglet=utiles"


@pytest.mark.parametrize(
    ("sent", "taken"),
    [("gzip, br", "gzip"), ("", ""), ("br", ""), ("gzip;q=0, *", ""), ("xgzip", ""), ("*", "gzip")],
)
def test_a_browser_gets_no_encoding_that_it_does_not_take(sent, taken):
    assert accepted_encoding(sent) == taken


def test_every_view_that_keeps_its_page_names_what_it_reads(app, pages):
    requests = KeptRequests(app)
    for page in pages:
        path = page.partition("?")[0]
        asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http"}
        assert requests.key_of(asked) is not None, page
    for path in ("/connexion", "/nulle-part", "/questions/nouvelle", "/static/x/y.css"):
        asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http"}
        assert requests.key_of(asked) is None, path
