"""Texts that look like those of volunteers, drawn from lots that are always the same."""

import random
from dataclasses import dataclass

from app.search.language.stems import stems


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


TOPICS = _words("""
assurance bénévole association trésorier subvention assemblée statuts adhésion cotisation fête
loto buvette salle mairie préfecture dossier facture reçu don mécénat salarié contrat budget
compte banque réunion bureau président secrétaire membre repas concert sono affiche tombola
licence déclaration responsabilité dommage local loyer bail commune département région fédération
club école parents sport chorale jardin atelier sortie autocar
""")
VERBS = _words("""
assurer déclarer demander organiser remplir envoyer préparer choisir trouver payer rembourser
prévoir inscrire convoquer voter partager annoncer louer vérifier garder signer présenter répondre
aider comprendre
""")
_LINKS = _words("""
de la le les un une des et ou avec pour sans dans sur chez par notre nos votre vos ce cette
""")
_OPENINGS = (
    "Bonjour à tous",
    "Chez nous",
    "L’an dernier",
    "Depuis deux ans",
    "En pratique",
    "Dans notre club",
    "À la mairie",
    "Pour la prochaine fois",
)
_SYLLABLES = _words("""
ba be bo ca co da de di fa fi ga la le li ma me mi na no pa pe ra re ri sa se so ta te ti va vi
""")
NAMES = _words("""
Léa Karim Anne Hugo Rose Paul Inès Marc Zoé Yann Lise Omar Nora Jean Maud Éric Lola Théo
""")
COMMON_WORD = "assurance"
"""A word that stands in very many posts."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the stems that the index keeps of it."""

    text: str
    stems: str


def sentences(rng: random.Random, *, count: int) -> list[Sentence]:
    """Draw sentences of about eleven words; one word in ten is rare."""
    texts = (_sentence(rng) for _ in range(count))
    return [Sentence(text, " ".join(stems(text))) for text in texts]


def _sentence(rng: random.Random) -> str:
    """Draw one sentence."""
    words = [rng.choice(_OPENINGS) + ","]
    for place in range(9):
        lot = rng.random()
        if lot < 0.1:
            words.append("".join(rng.choice(_SYLLABLES) for _ in range(3)))
        elif place % 3 == 1:
            words.append(rng.choice(_LINKS))
        else:
            words.append(rng.choice(TOPICS if place % 3 else VERBS))
    return " ".join(words) + "."
