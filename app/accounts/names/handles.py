"""Handles: a person's address on the site, unique whatever the case."""

import re
import unicodedata
from functools import cache

from flask import Flask, current_app, has_app_context

from app.accounts.limits import DISPLAY_NAME_LEAST, HANDLE_LEAST, HANDLE_LENGTH
from app.core.confusables import skeletons
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.names import tidy_name
from app.core.slugs import slug_of

_FORM = re.compile(r"[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9]))*")
"""Letters and digits, with single hyphens or underscores between them."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^\d+|\d+$")

_SITE = "entraide_site_looks"

FORMER = "parti-"
"""Handles of closed accounts begin with it."""

_LIST = """
about accueil adhesion admin administrateur administration administratrice administrators
aide amis api asso association bannir blog bureau charte compte comptes confirmation
confidentialite connexion contact deconnexion dons editeur editrice entraide equipe everyone
faq feed financement forum groupe groupes guest help here hostmaster inscription invite
la-moderation legal likes live mailer-daemon medias membre membres mentions-legales me moi
mod moderateur moderation moderatrice modo mot-de-passe nobody noreply no-reply notifications
null officiel official parametres personne postmaster presidence president profil questions
recherche redaction regles reponses robot root rgpd securite security settings signalement
site staff static support syndic systeme system team tous tout-le-monde undefined utilisateur
visiteur webmaster www
"""
_NAMES = """
ancienmembre equipedemoderation equipeentraide formermember lequipe lesadministrateurs
lesmoderateurs moderator moderators moderatorteam
"""
_FILLING = """
a au aux d da de del des di do du e el en es et for l la le les of the un une
n no rice rices s trice trices
"""
_FILLERS = frozenset(_FILLING.split())
"""Words, and endings behind a middle dot, that make no other name of a name of the team."""

_NUMBERED = frozenset({"member", "membre", "user", "utilisateur", "utilisatrice"})
"""Words that with a number are the name of somebody without one: "Membre 12"."""


def init_names(app: Flask) -> None:
    """Keep the name of this site for the site."""
    app.extensions[_SITE] = skeletons(app.config["SETTINGS"].site_name) - {""}


def _own_name() -> frozenset[str]:
    """Return what the name of this site looks like; nothing where there is none."""
    looks: frozenset[str] = current_app.extensions[_SITE] if has_app_context() else frozenset()
    return looks


@cache
def _reserved() -> frozenset[str]:
    """Return what the names of the site and of its team look like."""
    named = [*_LIST.split(), *_NAMES.split()]
    return frozenset(look for word in named for look in skeletons(word)) - {""}


def tidy_handle(text: str) -> str:
    """Return a handle in lower case.

    Raises:
        FormRefused: it has the wrong form, or belongs to the site.
    """
    handle = text.strip().removeprefix("@").lower()
    if not HANDLE_LEAST <= len(handle) <= HANDLE_LENGTH or not _FORM.fullmatch(handle):
        sentence = _(
            "{least} to {most} letters without accents, digits or hyphens: jeanne-m, for instance.",
            least=HANDLE_LEAST,
            most=HANDLE_LENGTH,
        )
        raise FormRefused(sentence, field="handle")
    if is_reserved(handle):
        raise FormRefused(_("This handle is kept for the site: choose another."), field="handle")
    return handle


def is_handle(text: str) -> bool:
    """Tell whether the text has the form of a handle, in whatever case."""
    return bool(_FORM.fullmatch(text.lower()))


def is_reserved(handle: str) -> bool:
    """Tell whether a handle belongs to the site, or would pass for one that does."""
    return passes_for_team(handle.replace("_", "-")) or handle.startswith(FORMER)


def passes_for_team(name: str) -> bool:
    """Tell whether a name looks like one of the site or its team, whole or word for word.

    "M0dération" does, "Moderateur" with a Cyrillic letter, "L’équipe d’Entraide" and
    "Modérateurs2"; "Zoë" does not, nor a name in any other script, nor "Camille de la Compta".
    """
    reserved = _reserved() | _own_name()
    if not reserved.isdisjoint(skeletons(name)):
        return True
    words = _WORD.findall(unicodedata.normalize("NFKC", name).casefold())
    telling = {
        word: bare for word in words if (bare := _NUMBER.sub("", word)) and bare not in _FILLERS
    }
    if any(map(_NUMBER.search, words)) and _NUMBERED.issuperset(telling.values()):
        return False
    return bool(telling) and all(
        not reserved.isdisjoint(skeletons(word) | skeletons(bare.removesuffix("s")))
        for word, bare in telling.items()
    )


def tidy_display_name(text: str) -> str:
    """Return a person's name, fit to be shown.

    Raises:
        FormRefused: it is no name, or one that would pass for the team.
    """
    name = tidy_name(text, field="display_name")
    if len(name) < DISPLAY_NAME_LEAST:
        raise FormRefused(_("Your name, as the others will read it."), field="display_name")
    if passes_for_team(name):
        sentence = _("This name would pass for the team of the site: choose another.")
        raise FormRefused(sentence, field="display_name")
    return name


def handle_from(display_name: str) -> str:
    """Return a handle made of a name; it may be taken or reserved."""
    handle = slug_of(display_name, limit=HANDLE_LENGTH - 4)
    return handle if len(handle) >= HANDLE_LEAST else "membre"
