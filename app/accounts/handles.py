"""Handles: a person's address on the site, unique whatever the case."""

import re

from app.accounts.limits import DISPLAY_NAME_LEAST, HANDLE_LEAST, HANDLE_LENGTH
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.names import folded, tidy_name
from app.core.slugs import slug_of

_FORM = re.compile(r"[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9]))*")
"""Letters and digits, with single hyphens or underscores between them."""

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
_RESERVED = frozenset(_LIST.split())
_RESERVED_NAMES = frozenset(folded(word) for word in _RESERVED) | frozenset(
    {
        "ancienmembre",
        "equipedemoderation",
        "equipeentraide",
        "formermember",
        "lequipe",
        "lesadministrateurs",
        "lesmoderateurs",
        "moderatorteam",
        "moderator",
        "moderators",
    }
)


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
    """Tell whether a handle belongs to the site."""
    bare = handle.replace("_", "-")
    return bare in _RESERVED or folded(bare) in _RESERVED_NAMES or bare.startswith(FORMER)


def tidy_display_name(text: str) -> str:
    """Return a person's name, fit to be shown.

    Raises:
        FormRefused: it is no name, or one that would pass for the team.
    """
    name = tidy_name(text, field="display_name")
    if len(name) < DISPLAY_NAME_LEAST:
        raise FormRefused(_("Your name, as the others will read it."), field="display_name")
    if folded(name) in _RESERVED_NAMES:
        sentence = _("This name would pass for the team of the site: choose another.")
        raise FormRefused(sentence, field="display_name")
    return name


def handle_from(display_name: str) -> str:
    """Return a handle made of a name; it may be taken or reserved."""
    handle = slug_of(display_name, limit=HANDLE_LENGTH - 4)
    return handle if len(handle) >= HANDLE_LEAST else "membre"
