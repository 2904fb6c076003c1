"""What a content room costs: songs, in one file without a script, have all that questions have."""

import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from scripts.demo_site import ROOT, Site, demo_site
from tests.journeys.letters import letters_to
from tests.journeys.people import DESK, PHONE, Person, confirms, go_to, post_saying

pytestmark = pytest.mark.no_app
MOST_LINES = 250
_NAMES = itertools.count(1)
_PATIENCE = 15_000
_TELL = """
import sys
from datetime import timedelta
import sqlalchemy as sa
import time_machine
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.letters.jobs import tell
from app.mail.jobs import send_due
from tests.threads.songs import app
noon = clock.now().replace(hour=12) + timedelta(days=1)  # nobody is left in peace then
with app.app_context(), time_machine.travel(noon):
    tell(db.session.scalars(sa.select(Account.id).where(Account.email == sys.argv[1])).one())
    send_due()
"""

Arrive = Callable[..., Person]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with one room more."""
    with demo_site(tmp_path_factory.mktemp("songs"), module="tests.threads.songs") as site:
        yield site


@pytest.fixture
def arrive(browser: Browser, site: Site) -> Iterator[Arrive]:
    """Return a maker of people, each signed in at a browser of their own."""
    contexts: list[BrowserContext] = []

    def make(name: str, device: dict[str, object] = DESK) -> Person:
        context = browser.new_context(base_url=site.url, locale="fr-FR", **device)  # type: ignore[arg-type] # as Playwright takes them
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        person = Person(name=name, number=next(_NAMES), context=context, page=page)
        person.sign_up()
        return person

    yield make
    for context in contexts:
        context.close()


def _founds(person: Person, slug: str) -> None:
    """Open a group where everybody may sing."""
    form: dict[str, str | float | bool] = {
        "name": slug.title(),
        "purpose": "Chanter",
        "visibility": "public",
        "joining": "open",
    }
    answer = person.context.request.post("/groupes/nouveau", form=form)
    assert answer.ok, answer.text()


def _sings(
    person: Person, title: str, group: str, words: str = "Nous *portons* les chaises"
) -> str:
    """Publish a song by its form; return its address."""
    person.goes_to("/chansons/nouvelle")
    person.page.get_by_label("Titre").fill(title)
    person.page.get_by_label("Paroles").fill(words)
    person.page.get_by_label("Dans quel groupe").select_option(group)
    person.page.get_by_role("main").get_by_role("button", name="Publier").click()
    expect(person.page.get_by_role("heading", name=title)).to_be_visible()
    person.goes_to(person.page.url)
    return person.page.url


def _is_told(person: Person, words: str) -> None:
    """Find a notice in the list of all."""
    expect(person.finds("/notifications", f'.notice:has-text("{words}")')).to_have_count(1)


def test_the_room_is_small_and_has_no_script():
    source = Path(__file__).with_name("songs.py").read_text()
    assert len(source.splitlines()) <= MOST_LINES
    assert "<script" not in source
    assert ".js" not in source


@pytest.mark.slow
def test_what_is_said_under_a_song_arrives_live_and_is_liked_and_answered(arrive):
    author, reader = arrive("Maud"), arrive("Nadir", PHONE)
    _founds(author, "chorale")
    url = _sings(author, "La ronde des bénévoles", "chorale")
    expect(author.page.get_by_label("Paroles").get_by_text("portons")).to_be_visible()
    reader.goes_to(url)
    reader.answers("Le deuxième couplet est beau.")
    said = post_saying(author.page, "Le deuxième couplet est beau.")
    expect(said).to_be_visible()
    expect(author.page.locator("[data-answer-count]")).to_have_text("1 commentaire(s)")
    said.get_by_role("button", name="J’aime").click()
    liked = post_saying(reader.page, "Le deuxième couplet").locator(".like-count")
    expect(liked).to_have_text("1")
    said.get_by_role("link", name="Répondre").click()
    author.page.locator("#repondre").get_by_role("textbox").fill("Merci !")
    author.page.locator("#repondre").get_by_role("button", name="Publier").click()
    expect(post_saying(reader.page, "Merci !")).to_be_visible()
    for person in (author, reader):
        expect(person.page.locator("article.post:not(.is-opening)")).to_have_count(2)
    _is_told(author, "Nadir a commenté « La ronde des bénévoles ».")
    _is_told(reader, "Maud vous a répondu dans « La ronde des bénévoles ».")


@pytest.mark.slow
def test_a_song_is_found_by_its_words_and_by_what_was_said_of_it(arrive):
    author = arrive("Odile")
    _founds(author, "fanfare")
    url = _sings(author, "Le refrain du loto", "fanfare", words="Quine et carton plein, mirabelle")
    author.answers("On l’a chanté à la kermesse de Plouguernével.")
    for words in ("mirabelle carton", "kermesse Plouguernével"):
        go_to(author.page, f"/recherche?q={words}")
        expect(
            author.page.get_by_role("main").get_by_role("link", name="Le refrain du loto").first
        ).to_be_visible()
    go_to(author.page, "/chansons")
    author.page.get_by_role("link", name="Le refrain du loto").click()
    expect(author.page).to_have_url(url)
    answer = author.context.request.get(url.replace("/chansons/", "/questions/"))
    assert answer.status == 404, "a thread is found under its own base only"


@pytest.mark.slow
def test_a_song_is_liked_printed_drafted_under_sent_twice_and_taken_away(arrive, browser, site):
    author, reader = arrive("Ines"), arrive("Jo")
    _founds(author, "duo")
    form: dict[str, str | float | bool] = {"title": "La gigue du budget", "words": "Un et deux"}
    twice = [
        author.context.request.post(
            "/chansons/nouvelle", form=form | {"group": "duo", "once": "m1"}
        )
        for _ in range(2)
    ]
    url = twice[0].url
    assert twice[1].url == url, "the same form is one song"
    number = url.rpartition("/")[2].partition("-")[0]
    visitor = browser.new_context(base_url=site.url, locale="fr-FR").new_page()
    for liked in ("0 j’aime", "1 j’aime"):
        visitor.goto(url)
        expect(visitor.get_by_text(liked)).to_be_visible()
        assert reader.context.request.post(f"/likes/songs.thread:{number}").ok
    visitor.goto(f"/chansons/{number}/imprimer")
    expect(visitor.get_by_text("Un et deux")).to_be_visible()
    draft = {"body": "Je commence", "version": "0"}
    reader.context.request.post(f"/brouillons/thread:{number}", form=dict(draft))
    go_to(reader.page, "/brouillons")
    reader.page.get_by_role("link", name="Continuer").click()
    reader.page.wait_for_url("**/chansons/**")
    assert author.context.request.post(f"/chansons/{number}/retirer").ok
    assert reader.context.request.get(url).status == 404


@pytest.mark.slow
def test_moderators_close_a_song_and_its_author_is_told_why(arrive):
    author, leader = arrive("Paul"), arrive("Rose")
    _founds(leader, "harmonie")
    leader.goes_to(_sings(author, "La marche des clefs", "harmonie"))
    leader.page.locator('summary[title="Modérer ce fil"]').click()
    leader.page.get_by_label("Pourquoi").fill("Déjà chanté hier.")
    leader.page.get_by_role("button", name="Fermer le fil").click()
    expect(author.page.locator("[data-thread-marks]")).to_contain_text("Fermé")
    _is_told(author, "Rose a fermé votre fil « La marche des clefs ».")
    author.page.get_by_role("link", name="Rose a fermé votre fil").click()
    expect(author.page.get_by_text("Ce fil est fermé")).to_be_visible()


@pytest.mark.slow
def test_who_is_away_gets_a_letter(arrive, site):
    author, reader = arrive("Sam"), arrive("Tine")
    confirms(author, site.data_dir)
    author.goes_to("/parametres/lettres")
    author.page.get_by_label("M’écrire quand on me répond").check()
    author.page.get_by_role("main").get_by_role("button", name="Enregistrer").click()
    _founds(author, "orphéon")
    url = _sings(author, "La valse des statuts", "orpheon")
    author.context.close()
    reader.goes_to(url)
    reader.answers("Un bijou.")
    command = [sys.executable, "-c", _TELL, author.email]
    subprocess.run(command, check=True, cwd=ROOT, env=dict(site.environ))
    subjects = [str(letter["Subject"]) for letter in letters_to(site.data_dir, author.email)]
    assert any("Tine a commenté" in subject for subject in subjects), subjects
