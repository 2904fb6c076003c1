"""A small community to be asked, the same on both databases."""

from app.core.subjects import SubjectRef
from app.core.viewer import GUEST
from app.search import queries as search
from app.search.index.word_counts import learn
from tests.factories.search import make_entry

THREADS = (
    ("Deuxième assemblée générale sans quorum", "Nous étions quatorze, que disent les statuts ?"),
    ("Que fait le conseil d’administration ?", "Il se réunit chaque trimestre."),
    ("Responsabilité civile pour la fête du quartier", "L’assureur demande une attestation."),
    (
        "Le formulaire Cerfa de demande de subvention",
        "Le budget de l’association est à l’équilibre.",
    ),
    ("Changer de trésorière en cours d’année", "Il faut un procès-verbal pour la banque."),
    ("Vide-grenier : le registre des vendeurs", "La mairie le veut avant dimanche."),
    (
        "Notre lettre par e-mail n’est lue par personne",
        "Les adhérents de l’association ouvrent peu le courriel.",
    ),
    ("Dissoudre l’association proprement", "Le boni de liquidation ne se partage pas."),
    ("Un bénévole claque la porte avec les clés", "Comment récupérer le trousseau ?"),
    ("Covoiturage pour le tournoi", "Qui a de la place dans sa voiture samedi ?"),
)
ASKED = {
    "à quoi ça sert, une AG ?": 0,
    "c'est quoi le CA": 1,
    "RC pour une fete": 2,
    "l’assureur de l’asso": 2,
    "subvension": 3,
    "demande de subvnetion": 3,
    "tresoriere": 4,
    "trésoriere": 4,
    "tre\u0301sorie\u0300re": 4,
    "trésorrière": 4,
    "procès verbal": 4,
    "PV pour la banque": 4,
    "vide grenier": 5,
    "videgrenier": 5,
    "les vides-greniers": 5,
    "email": 6,
    "e-mail": 6,
    "mail": 6,
    "courriel": 6,
    "comment fermer l'asso": 7,
    "bénévoles fâchés qui gardent les clefs": 8,
    "co-voiturage": 9,
    "co voiturage": 9,
    "covoitruage": 9,
}
"""What people type, and the place of the thread that should come first."""


def settle() -> list[SubjectRef]:
    """Fill the index with it; return its threads in order."""
    refs = [make_entry(title=title, text=text) for title, text in THREADS]
    learn()
    return refs


def answers(typed: str) -> list[SubjectRef]:
    """Return what a visitor finds, in order."""
    return [hit.ref for hit in search.find(typed, viewer=GUEST).page.items]
