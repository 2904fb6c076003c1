"""Is a password too easy to guess? Judged by what is left when all that is known is taken away.

Known are: common words of French and English people, rows of the keyboard and the alphabet,
years, and what the site knows of the person. "Motdepasse2024!" leaves nothing; four words in a
row that nobody says together are fine.
"""

import re
import unicodedata
from collections.abc import Iterable

_LIST = """
motdepasse password passe passw0rd passwort contrasena secret admin administrateur root
azerty qwerty azertyuiop qwertyuiop test tester invite guest login user utilisateur
bonjour bonsoir salut coucou hello welcome bienvenue merci jetaime iloveyou amour love
soleil lune etoile doudou loulou chouchou minou nounours cherie cheri princesse princess
maman papa famille enfant bebe copine copain amitie amis chocolat caramel vanille nutella
football soccer baseball marseille paris lyon france toulouse bordeaux nantes bretagne
dragon monkey shadow master superman batman pokemon naruto starwars matrix freedom whatever
trustno letmein sunshine flower summer winter spring autumn printemps automne hiver
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
lundi mardi mercredi jeudi vendredi samedi dimanche january february march april june july
august september october november december monday tuesday wednesday thursday friday
saturday sunday chien chat cheval lapin tigre lion loup panda dauphin papillon
orange pomme cerise fraise banane cookie computer ordinateur internet facebook google
association benevole benevoles volunteer entraide conseil conseils asso solidarite
alexandre antoine nicolas julien thomas camille marie sophie isabelle nathalie catherine
martine michel philippe patrick pierre jean charlie daniel robert jordan michael jessica
ashley bailey qazwsx zaqwsx changeme changermoi nouveau nouvelle vacances musique
"""
_WORDS = frozenset(_LIST.split())
_ROWS = (
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "aqwzsxedcrfvtgbyhnujk",
    "qazwsxedcrfvtgbyhnujm",
)
_LOOKALIKES = str.maketrans("0134578@$€!+", "oleastbaseit")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = 4
"""So many neighbours on a row count as one thing to know."""
_LEFT_LEAST = 5
"""So much must be left when all that is known is taken away…"""
_PIECES_LEAST = 4
"""…or so many different known things put together."""
_KINDS_LEAST = 5
"""A password of fewer different characters is one key held down."""
_WORD_LEAST = 3
"""Shorter personal words are in everything."""
_DIGITS_LEAST = 16
"""Digits alone are a birthday or a telephone number until there are so many."""


def is_easy_to_guess(password: str, *, known: Iterable[str] = ()) -> bool:
    """Tell whether a password is too common, or too close to what others know of the person.

    Args:
        password: what was typed.
        known: handle, name, address of the person, name of the site.
    """
    if len(set(password)) < _KINDS_LEAST:
        return True
    if password.isdecimal() and len(password) < _DIGITS_LEAST:
        return True
    words = _WORDS | set(_personal_words(known))
    spellings = {_folded(password), _folded(password).translate(_LOOKALIKES)}
    return any(_is_guessed(spelling, words) for spelling in spellings)


def _is_guessed(spelling: str, words: Iterable[str]) -> bool:
    """Take away all that is known, the longest first, and weigh what is left."""
    rest, pieces = _YEAR.sub(" ", spelling), set(_YEAR.findall(spelling))
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            pieces.add(word)
            rest = rest.replace(word, " ")
    rest, runs = _without_runs(rest)
    letters = {char for char in rest if char.isalpha()}
    others = set(rest) - letters - {" "}
    left = len(letters) + len(others) // 2
    return left < _LEFT_LEAST and len(pieces) + len(runs) < _PIECES_LEAST


def _without_runs(text: str) -> tuple[str, set[str]]:
    """Take away rows of the keyboard and the alphabet, forwards and backwards."""
    runs: set[str] = set()
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for size in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - size + 1):
                run = row[start : start + size]
                if run in text:
                    runs.add(run)
                    text = text.replace(run, " ")
    return text, runs


def _personal_words(known: Iterable[str]) -> Iterable[str]:
    """Return the words that somebody who knows the person would try."""
    for text in known:
        for word in re.split(r"[\W_]+", _folded(text)):
            if len(word) >= _WORD_LEAST:
                yield word


def _folded(text: str) -> str:
    """Return the text in lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
