"""For each form, what is refused and the sentence shown, in French; what was typed stays.

The forms of accounts have a table of their own beside them. A form without a line fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, Optional

from app.accounts import forms as accounts
from app.accounts.models import Account
from app.blog import forms as blog
from app.blog.enums import ArticleState
from app.core.db import db
from app.core.i18n import in_language
from app.core.viewer import Right
from app.forum import forms as forum
from app.friends import forms as friends
from app.groups import forms as groups
from app.groups.models import JoinRequest
from app.groups.services import admission
from app.letters import forms as letters
from app.letters.push import forms as push
from app.media import forms as media
from app.notices import forms as notices
from app.threads import forms as threads
from app.threads.models import Post
from app.web.forms import ChangingForm, CreatingForm, Form
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.blog import make_article
from tests.factories.forum import make_due, make_post, make_solved, make_thread
from tests.factories.groups import make_group

LIST = "Choisissez dans la liste."
UNINVITED = "on ne peut encore inviter personne."
EMPTY = "Écrivez d’abord quelque chose."
DAY = "Choisissez un jour à venir."
NO_DAY = "Ce n’est pas une date"
REASON = "Dites pourquoi : cette personne le lira."
RULE = "Choisissez la règle qui n’a pas été suivie."
GROUP = {"name": "Fêtes", "purpose": "Monter et démonter.", "rules": "Soyez doux."}
OPENING = {
    "kind": "question",
    "title": "Un titre qui va bien",
    "body": "Un texte tapé longuement.",
    "tags": "fête",
}
ARTICLE = {"title": "Un titre", "summary": "Un résumé.", "body": "Un texte tapé longuement."}
_HOURS = {"is_on": "y", "quiet_from": "21", "quiet_until": "8", "time_zone": "Europe/Paris"}
_IN_THE_TABLE_OF_ACCOUNTS = {
    accounts.SignUpForm,
    accounts.SignInForm,
    accounts.RecoveryForm,
    accounts.NewPasswordForm,
    accounts.ChangePasswordForm,
    accounts.MoveForm,
    accounts.ProfileForm,
    accounts.PreferencesForm,
}
"""`tests/accounts/test_refused_forms.py`."""


_BASES = {ChangingForm, CreatingForm, groups.GroupTermsForm, blog.TextFields}
"""Of which forms are made; no page shows them."""


@dataclass(frozen=True)
class Refused:
    """A line of the table: where it is sent, what is typed, what is said, what must still stand."""

    form: type[Form]
    address: str
    typed: dict[str, str]
    sentence: str
    kept: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        """Name the test."""
        changed = ",".join(f"{name}={value[:12]}" for name, value in self.typed.items())
        return f"{self.form.__name__}-{changed}"


_NEW, _SET = "/groupes/nouveau", "/groupes/{slug}/reglages"
_OUT = "/groupes/{slug}/membres/lea/retirer"
_EDIT, _OPEN = "/questions/messages/{post}/modifier", "/questions/messages/{opening}/modifier"
_IDEA, _WRITE = "/blog/proposer", "/redaction/articles/{draft}/enregistrer"
_READ, _PLAN_IT = "/redaction/articles/{reading}/", "/redaction/articles/{ready}/programmer"
_TOGETHER = "/redaction/articles/{draft}/auteurs"
_ASK, _REPLY = "/questions/nouvelle?groupe={talk}", "/questions/{thread}/reponses"
_DELETE = "/questions/messages/{others}/supprimer"
_HIDE = "/questions/messages/{others}/masquer"
_CLOSE = "/questions/{thread}/fermer"
_PLAN = "/questions/{solved}/verification"
_CONFIRM, _OUTDATED = "/questions/{due}/toujours-vrai", "/questions/{due}/depassee"
TABLE = (
    Refused(groups.GroupForm, _NEW, GROUP | {"name": ""}, "Donnez un nom au groupe.", ("Monter",)),
    Refused(
        groups.GroupForm, _NEW, GROUP | {"name": "ab"}, "3 caractères au minimum.", ("Monter",)
    ),
    Refused(groups.GroupForm, _NEW, GROUP | {"name": "x" * 81}, "80 caractères", ("Monter",)),
    Refused(groups.GroupForm, _NEW, GROUP | {"name": "a@b.fr"}, "Un nom ne peut pas", ("Monter",)),
    Refused(groups.GroupForm, _NEW, GROUP | {"purpose": ""}, "à quoi sert le groupe", ("Soyez",)),
    Refused(groups.GroupForm, _NEW, GROUP | {"purpose": "x" * 301}, "300 caractères", ("Soyez",)),
    Refused(groups.GroupForm, _NEW, GROUP | {"rules": "x" * 5001}, "5000 caractères", ("Monter",)),
    Refused(groups.GroupForm, _NEW, GROUP | {"visibility": "secret"}, LIST, ("Monter", "Soyez")),
    Refused(
        groups.GroupSettingsForm,
        _SET,
        GROUP | {"joining": "closed"},
        UNINVITED,
        ("Monter", "Soyez"),
    ),
    Refused(groups.PictureForm, "/groupes/{slug}/image", {}, "Choisissez d’abord une image."),
    Refused(groups.JoinForm, "/groupes/{asking}/rejoindre", {"message": "x" * 1001}, "caractères"),
    Refused(
        groups.RefusalForm,
        "/groupes/{knocking}/demandes/{request}/refuser",
        {"sentence": "x" * 301},
        "300 caractères",
    ),
    Refused(groups.RoleForm, "/groupes/{slug}/membres/lea/role", {"role": "reine"}, LIST),
    Refused(groups.RemovalForm, _OUT, {"reason": ""}, REASON),
    Refused(groups.RemovalForm, _OUT, {"reason": "x" * 301}, "300 caractères"),
    Refused(groups.RemovalForm, _OUT, {"reason": "Pub", "until": "demain"}, NO_DAY, ("Pub",)),
    Refused(groups.RemovalForm, _OUT, {"reason": "Pub", "until": "2001-01-01"}, DAY, ("Pub",)),
    Refused(groups.LevelForm, "/groupes/{slug}/notifications", {"level": "fort"}, "Choisissez"),
    Refused(letters.LettersForm, "/parametres/lettres", _HOURS | {"quiet_from": "24"}, LIST),
    Refused(letters.LettersForm, "/parametres/lettres", _HOURS | {"time_zone": "Mars"}, LIST),
    Refused(push.DeviceForm, "/parametres/lettres/appareil", {}, "ne peut pas vous prévenir"),
    Refused(notices.LevelForm, "/parametres/notifications", {}, "Choisissez"),
    Refused(notices.LevelForm, "/parametres/notifications", {"level": "fort"}, "Choisissez"),
    Refused(forum.AskForm, _ASK, OPENING | {"title": ""}, "Donnez-lui un titre.", ("longuement",)),
    Refused(forum.AskForm, _ASK, OPENING | {"body": ""}, EMPTY, ("Un titre", "fête")),
    Refused(forum.AskForm, _ASK, OPENING | {"kind": "vote"}, "Choisissez", ("longuement",)),
    Refused(forum.AskForm, _ASK, OPENING | {"tags": "x" * 201}, "200 caractères", ("longuement",)),
    Refused(
        forum.AskForm,
        _ASK,
        OPENING | {"group": "rien"},
        "Choisissez un groupe.",
        ("longuement", "fête"),
    ),
    Refused(threads.ReplyForm, _REPLY, {"body": " "}, EMPTY),
    Refused(
        threads.ReplyForm, _REPLY, {"body": "Ma voix. " + "é" * 20_000}, "de trop", ("Ma voix",)
    ),
    Refused(
        threads.ReplyForm, _REPLY, {"body": "Ma voix", "once": "x" * 65}, "trop long", ("Ma voix",)
    ),
    Refused(threads.EditForm, _EDIT, {"body": ""}, EMPTY),
    Refused(threads.EditForm, _EDIT, {"body": "Ma voix. " + "é" * 20_000}, "de trop", ("Ma voix",)),
    Refused(
        forum.EditQuestionForm, _OPEN, OPENING | {"title": "Hé"}, "quelques mots", ("longuement",)
    ),
    Refused(forum.EditQuestionForm, _OPEN, OPENING | {"body": ""}, EMPTY, ("Un titre", "fête")),
    Refused(
        forum.EditQuestionForm,
        _OPEN,
        OPENING | {"tags": "a,b,c,d,e,f"},
        "5 mots-clés",
        ("longuement",),
    ),
    Refused(threads.DeletionForm, _DELETE, {"rule": "", "reason": "Une voix"}, RULE, ("Une voix",)),
    Refused(threads.DeletionForm, _DELETE, {"rule": "law", "reason": ""}, "Dites pourquoi"),
    Refused(threads.DeletionForm, _DELETE, {"rule": "law", "reason": "x" * 301}, "trop long"),
    Refused(threads.DeletionForm, _HIDE, {"rule": "", "reason": "Une voix"}, RULE, ("Une voix",)),
    Refused(forum.CloseQuestionForm, _CLOSE, {"reason": ""}, "Dites pourquoi"),
    Refused(forum.CloseQuestionForm, _CLOSE, {"reason": "x" * 301}, "300 caractères", ("x" * 301,)),
    Refused(forum.CloseQuestionForm, _CLOSE, {"other": "là-bas"}, "Collez l’adresse", ("là-bas",)),
    Refused(
        threads.MoveForm, "/questions/{thread}/deplacer", {"group": ""}, "Choisissez un groupe."
    ),
    Refused(forum.PlanForm, _PLAN, {"when": "day", "day": "demain"}, NO_DAY, ("demain",)),
    Refused(forum.PlanForm, _PLAN, {"when": "day", "day": "2001-01-01"}, DAY, ("2001-01-01",)),
    Refused(forum.PlanForm, _PLAN, {"when": "day", "day": "2999-01-01"}, "dix ans", ("2999-01",)),
    Refused(forum.ConfirmForm, _CONFIRM, {"when": "day", "day": ""}, "Quel jour"),
    Refused(forum.ConfirmForm, _CONFIRM, {"when": "day", "day": "2001-01-01"}, DAY, ("2001-01",)),
    Refused(forum.OutdatedForm, _OUTDATED, {"reason": "x" * 301}, "trop long", ("x" * 301,)),
    Refused(blog.ProposalForm, _IDEA, ARTICLE | {"title": "x" * 151}, "150 car", ("longuement",)),
    Refused(blog.ProposalForm, _IDEA, ARTICLE | {"tags": "a,b,c,d,e,f"}, "5 mots-clés", ("Un t",)),
    Refused(blog.ArticleForm, _WRITE, ARTICLE | {"summary": "x" * 401}, "400 car", ("longuement",)),
    Refused(blog.CoauthorForm, _TOGETHER, {"handle": "Nadie"}, "Personne ne porte cet", ("Nadie",)),
    Refused(blog.MoveForm, _READ + "demander-des-changements", {}, "ce qu’il faut changer"),
    Refused(blog.MoveForm, _READ + "refuser", {"reason": " "}, "Dites pourquoi"),
    Refused(blog.MoveForm, _READ + "refuser", {"reason": "x" * 4001}, "4000 car", ("x" * 4001,)),
    Refused(
        blog.RemarkForm,
        _READ + "remarques",
        {"body": "Mes mots", "block": "x"},
        "Cela ne peut",
        ("Mes mots",),
    ),
    Refused(blog.MoveForm, _PLAN_IT, {}, "un jour et une heure"),
    Refused(blog.MoveForm, _PLAN_IT, {"publish_at": "2001-01-01T08:00"}, "est passé", ("2001-01",)),
    Refused(friends.AskForm, "/amis/lea/demander", {"message": "x" * 301}, "300 caractères"),
    Refused(media.FaceForm, "/parametres/photo", {}, "Choisissez d’abord une image."),
    Refused(
        media.PictureForm,
        "/medias",
        {"description": "La salle"},
        "d’abord une image",
        ("La salle",),
    ),
)


@pytest.fixture
def me() -> Account:
    """Return the person who sends all of these forms."""
    return make_account(rights=(Right.CONTENT_MODERATE, Right.BLOG_EDIT))


@pytest.fixture
def places(me: Account) -> dict[str, object]:
    """Return what the addresses of the table name."""
    lea, asker = make_account(handle="lea"), make_account()
    group, asking = make_group(owner=me, members=(lea,)), make_group(joining="request")
    knocking = make_group(owner=me, joining="request")
    admission.join(seen_by(asker), knocking.id)
    talk = make_group()
    thread_id = make_thread(group=talk, author=me)
    opening = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread_id)).one()
    return {
        "slug": group.slug,
        "talk": talk.slug,
        "asking": asking.slug,
        "knocking": knocking.slug,
        "request": db.session.scalars(sa.select(JoinRequest.id)).one(),
        "draft": make_article(author=me, state=ArticleState.DRAFT).id,
        "reading": make_article(editor=me, state=ArticleState.IN_REVIEW).id,
        "ready": make_article(editor=me, state=ArticleState.APPROVED).id,
        "thread": thread_id,
        "opening": opening,
        "post": make_post(thread_id=thread_id, author=me),
        "others": make_post(thread_id=thread_id),
        "solved": make_solved(group=talk)[0],
        "due": make_due(group=talk)[0],
    }


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_a_refusal_is_said_in_french_and_loses_nothing(
    client_for: ClientFor, me: Account, places: dict[str, object], line: Refused
):
    answer = client_for(me).post(line.address.format(**places), data=line.typed)
    assert answer.status_code == 422
    assert line.sentence in answer.text
    for words in line.kept:
        assert words in answer.text


@pytest.mark.no_app
def test_no_form_is_forgotten():
    covered = {line.form for line in TABLE} | _IN_THE_TABLE_OF_ACCOUNTS
    known = {form for form in _all_forms(Form) if form.__module__.startswith("app.")}
    assert covered == known - _BASES


def test_what_the_library_says_by_itself_is_in_our_words(app):
    class Library(Form):
        day = DateField(validators=[Optional()])
        word = StringField(validators=[Length(min=3, max=4)])
        needed = StringField(validators=[DataRequired()])

    typed = {"day": "demain", "word": "x" * 9}
    with app.test_request_context("/", method="POST", data=typed), in_language("fr"):
        form = Library()
        assert not form.validate()
        said = [sentence for sentences in form.errors.values() for sentence in sentences]
    assert said == [
        "Ce n’est pas une date : écrivez-la comme 2026-12-31.",
        "Cela ne peut pas être accepté.",
        "Remplissez ce champ.",
    ]


def _all_forms(base: type[Form]) -> Iterator[type[Form]]:
    """Return all kinds of form there are."""
    for form in base.__subclasses__():
        yield form
        yield from _all_forms(form)
