"""Is a password too easy to guess? zxcvbn counts the guesses; we tell it what French people know.

See docs/decisions/0048. "Motdepasse2024!" takes few; four words in a row that nobody says
together are fine.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence

from zxcvbn import zxcvbn

from app.accounts.secrets.common_words import COMMON_WORDS
from app.core.offload import offloaded

_GUESSES_LEAST = 600_000_000
"""More than for three common words with a sign between them, less than for nine random letters."""
_JUDGED_LENGTH = 48
"""What comes after is not looked at: the time that judging takes grows with the square."""
_GUESSES_FOR_SEPARATOR = 4
"""People choose among few; zxcvbn counts ten for each place where one stands."""
_SEPARATOR = re.compile(r"[\s._'’-]+|(?<=\w{3})[^\w@$€]+(?=\w{3}|$)|(?<=\d)[@$€]+|[@$€]+(?=\d|$)")
"""Blanks and the like anywhere; other signs only between words or after one. What may be a letter
is one beside letters, and parts numbers."""
_LOOKALIKES = str.maketrans("@€$!|+({[<", "aesiitcccc")
"""Signs for letters. Without it zxcvbn tries all combinations of what they may stand for, and
takes seconds; digits are left to it."""
_KINDS_LEAST = 5
"""A password of fewer different characters is one key held down."""
_WORD_LEAST = 3
"""Shorter personal words are in everything."""
_DIGITS_LEAST = 16
"""Digits alone are a birthday or a telephone number until there are so many."""
_NUMBER_SIGNS = re.compile(r"[\s.,:/+()-]")

_one_at_a_time = threading.Lock()
"""zxcvbn keeps the personal words in a global while it counts."""


def is_easy_to_guess(password: str, *, known: Iterable[str] = ()) -> bool:
    """Tell whether a password is too common, or too close to what others know of the person.

    Args:
        password: what was typed.
        known: handle, name, address of the person, name of the site.
    """
    digits = _NUMBER_SIGNS.sub("", password)
    is_number = digits.isdecimal() and len(digits) < _DIGITS_LEAST
    if is_number or len(set(password)) < _KINDS_LEAST:
        return True
    personal = sorted(set(_personal_words(known)), key=len, reverse=True)
    return _guesses(_folded(password), personal) < _GUESSES_LEAST


def _guesses(text: str, personal: Sequence[str]) -> int:
    """Return how many guesses are needed by somebody who knows these words."""
    separators = {char for found in _SEPARATOR.findall(text) for char in found}
    text = _SEPARATOR.sub("", text).translate(_LOOKALIKES)
    for word in personal:
        text = text.replace(word, "")
    if not text:
        return 0  # zxcvbn fails on it
    with _one_at_a_time:
        found = offloaded(zxcvbn, text[:_JUDGED_LENGTH], user_inputs=[*personal, *COMMON_WORDS])
    return int(found["guesses"] * _GUESSES_FOR_SEPARATOR ** len(separators))


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
