"""Something of everything, done by two people, so that every page has something to show."""

import io
import re
from urllib.parse import urlsplit

from flask import Flask
from PIL import Image
from playwright.sync_api import APIResponse, FilePayload

from app.core.viewer import Right
from app.letters.links.tokens import NOTICES, WEEKLY
from scripts.demo_site import Site
from tests.journeys.checking import let_check_come
from tests.journeys.letters import link_of_letter
from tests.journeys.people import Person, confirms
from tests.journeys.rights import let_hold

Stage = dict[str, str]
"""What addresses are filled with."""


def furnish(member: Person, other: Person, live_server: Site) -> Stage:
    """Let two people do something of everything; return what addresses are filled with."""
    letters = live_server.data_dir
    confirms(member, letters)
    stage = {"group": _group(member, other), "other": other.handle}
    stage |= _thread(member, other)
    stage["friend"] = _friends(member, other)
    stage["own_thread"] = _thread_of_own_group(member, stage["group"])
    stage |= {
        name: _thread_to_check(member, other, live_server)
        for name in ("due_thread", "outdated_thread")
    }
    _post(other, f"/questions/{stage['outdated_thread']}/depassee", reason="La loi a changé.")
    stage["act"] = _act(member, other, stage)
    stage |= _articles(member, other, live_server)
    stage |= _hidden(member, other, stage)
    _post(member, "/brouillons/new", title="Un brouillon", body="à finir", version="0")
    _post(other, "/mot-de-passe-oublie", email=other.email)
    _post(member, "/parametres/adresse", email=f"neuf-{member.email}", password=other.password)
    links = {
        "confirm": link_of_letter(letters, other.email, "Confirmez"),
        "recover": link_of_letter(letters, other.email, "mot de passe"),
        "move": link_of_letter(letters, f"neuf-{member.email}", "adresse"),
        "stop_move": link_of_letter(letters, member.email, "changement"),
    }
    stage |= {name: urlsplit(link).path for name, link in links.items()}
    return stage | {"picture": _picture(member)} | _stops(live_server)


def _stops(live_server: Site) -> Stage:
    """Return the pages that stop somebody's letters: no journey waits ten minutes for one."""
    signer = Flask(__name__)
    signer.config["SECRET_KEY"] = (live_server.data_dir / "secret_key").read_text("ascii")
    with signer.app_context():
        return {
            "stop": f"/lettres/arreter/{NOTICES.token_for(1)}",
            "stop_weekly": f"/lettres/semaine/arreter/{WEEKLY.token_for(1)}",
        }


def _group(member: Person, other: Person) -> str:
    """Open a group with a member and somebody who asks to join; return its address."""
    terms = {"visibility": "public", "joining": "request", "rules": "Soyons bons."}
    name = f"Atelier {member.number}"
    _post(member, "/groupes/nouveau", name=name, purpose="Réparer ensemble", **terms)
    address = f"/groupes/atelier-{member.number}"
    _post(other, f"{address}/rejoindre", message="Je répare des vélos.", accept_rules="y")
    page = member.context.request.get(f"{address}/demandes").text()
    asked = re.findall(r"/demandes/(\d+)/accepter", page)
    _post(member, f"{address}/demandes/{asked[0]}/accepter")
    return address


def _friends(member: Person, other: Person) -> str:
    """Ask somebody who does not answer, and somebody who becomes a friend; return the friend."""
    _post(member, "/amis/karim-b/demander")
    _post(member, f"/amis/{other.handle}/demander", message="On repeint ensemble ?")
    _post(other, f"/amis/{member.handle}/accepter")
    return other.handle


def _thread(member: Person, other: Person) -> Stage:
    """Ask, answer, thank, choose, edit; return where all that can be read."""
    url = member.asks("Comment repeindre un **banc** public ?", "Avec quelle peinture ?")
    member.goes_to("/groupes")  # so that what is told of the thread stays unread
    thread = re.findall(r"/questions/(\d+)-", url)[0]
    for body in ("À l’huile de lin.", "Demandez d’abord à la mairie."):
        _post(other, f"/questions/{thread}/reponses", body=body)
    page = member.context.request.get(url).text()
    post, answer, _more = re.findall(r'data-post="forum.post:(\d+)"', page)
    _post(member, f"/questions/{thread}/reponses", body="Merci !", parent_id=answer)
    _post(member, f"/likes/forum.post:{answer}")
    _post(member, f"/questions/{thread}/solution", post_id=answer)
    _post(
        member,
        f"/questions/messages/{post}/modifier",
        title="Comment repeindre un banc public ?",
        body="Avec quelle peinture, et quand ?",
        tags="mairie, peinture",
    )
    return {"thread": thread, "thread_url": urlsplit(url).path, "post": post, "answer": answer}


def _thread_of_own_group(member: Person, group: str) -> str:
    """Ask in the group that one looks after; return the number of the thread."""
    asked = {"group": group.rpartition("/")[2], "kind": "question", "title": "Un atelier de plus ?"}
    answer = _post(member, "/questions/nouvelle", body="Le samedi ?", tags="", **asked)
    address = urlsplit(answer.headers["location"]).path
    return address.removeprefix("/questions/").partition("-")[0]


def _thread_to_check(member: Person, other: Person, live_server: Site) -> str:
    """Ask, choose an answer and let the day of its check come; return the number of the thread."""
    thread = re.findall(r"/questions/(\d+)-", member.asks("Quelle loi pour notre loto ?"))[0]
    answer = _post(other, f"/questions/{thread}/reponses", body="Celle de 1836.")
    post = answer.headers["location"].rpartition("/")[2]
    _post(member, f"/questions/{thread}/solution", post_id=post)
    let_check_come(live_server, thread)
    return str(thread)


def _act(member: Person, other: Person, stage: Stage) -> str:
    """Let a moderator delete something, and return the address where its author reads why."""
    _post(member, f"{stage['group']}/membres/{other.handle}/role", role="moderator")
    answer = _post(member, f"/questions/{stage['own_thread']}/reponses", body="Vendez-moi tout !")
    post = answer.headers["location"].rpartition("/")[2]
    reason = {"rule": "advertising", "reason": "Ici on prête, on ne vend pas."}
    _post(other, f"/questions/messages/{post}/supprimer", **reason)
    told = member.finds("/notifications", 'a[href^="/questions/actes/"]')
    return str(told.first.get_attribute("href"))


def _hidden(member: Person, other: Person, stage: Stage) -> Stage:
    """Let somebody say two things where the member moderates, who hides the second of them."""
    said = []
    for body in ("On se retrouve au local.", "Le voisin a encore tout cassé."):
        answer = _post(other, f"/questions/{stage['own_thread']}/reponses", body=body)
        said.append(answer.headers["location"].rpartition("/")[2])
    reason = {"rule": "kindness", "reason": "On ne parle pas ainsi de quelqu’un."}
    _post(member, f"/questions/messages/{said[1]}/masquer", **reason)
    return {"others_post": said[0], "hidden_post": said[1]}


def _articles(member: Person, other: Person, live_server: Site) -> Stage:
    """Let somebody write what the member, an editor, publishes; and the member begin something."""
    let_hold(live_server, member.handle, Right.BLOG_EDIT)
    text = {
        "title": f"Ce que nous a appris la fête {other.number}",
        "summary": "Une fête sous la pluie, et ce que nous en avons retenu.",
        "body": "## La pluie\n\nTout commence à **six heures**.\n\n## La salle\n\nLibre.",
        "category": "Vie associative",
        "tags": "fête, pluie",
    }
    written = _post(other, "/blog/proposer", **text).headers["location"]
    _post(other, f"{written}/soumettre")
    for move in ("prendre", "approuver", "publier"):
        _post(member, f"{written}/{move}")
    page = member.context.request.get(written).text()
    article = re.findall(r'href="(/blog/ce-que-[^"]+)"', page)[0]
    _post(other, f"{article}/commentaires", body="Merci de votre relecture !")
    draft = _post(member, "/blog/proposer", title="Une idée", summary="", body="à finir")
    desk = draft.headers["location"]
    _post(member, "/redaction/invitations")
    links = member.context.request.get("/redaction/invitations").text()
    return {
        "article": article,
        "written": written.rpartition("/")[2],
        "draft": desk.rpartition("/")[2],
        "preview": re.findall(r"/blog/apercu/[\w-]+", member.context.request.get(desk).text())[0],
        "reading": _reading(member, other, text),
        "writer": other.handle,
        "invitation": re.findall(r"/blog/invitation/[\w-]+", links)[0],
    }


def _reading(member: Person, other: Person, text: dict[str, str]) -> str:
    """Let the member read an article and say something of its paragraphs."""
    written = _post(other, "/blog/proposer", **text).headers["location"]
    _post(other, f"{written}/soumettre")
    _post(member, f"{written}/prendre")
    page = member.context.request.get(written).text()
    [manuscript] = set(re.findall(r'name="manuscript" value="(\d+)"', page))
    for block in ("0", "1", "1"):
        said = f"Donnez la date, et le lieu ({block})."
        _post(member, f"{written}/remarques", manuscript=manuscript, block=block, body=said)
    return written.rpartition("/")[2]


def _picture(member: Person) -> str:
    """Send a picture; return the name it got."""
    data = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(data, "PNG")
    file = FilePayload(name="banc.png", mimeType="image/png", buffer=data.getvalue())
    answer = member.context.request.post(
        "/medias", multipart={"picture": file, "description": "Un banc"}, max_redirects=0
    )
    assert answer.status == 303, answer.text()
    return answer.headers["location"].split("/")[2]


def _post(person: Person, address: str, **fields: str) -> APIResponse:
    """Send a form, and see that it is accepted."""
    answer = person.context.request.post(address, form={**fields}, max_redirects=0)
    assert answer.status < 400, f"{address}: {answer.status}\n{answer.text()[:3000]}"
    return answer
