"""Bounds of the room: what is asked, what is looked at, what is shown."""

INDEX_VERSION = 3
"""Raised when words are made in another way: sites then make their index again by themselves."""
WORD_LENGTH = 20
"""Of a kind, as in "question"."""
LONGEST_WORD = 40
"""Letters of a word that are looked at. PostgreSQL refuses words above 2 kB."""
QUERY_LENGTH = 500
"""Characters; the rest of a longer question is left out."""
QUERY_WORDS = 40
"""Different words of a question that are read."""
TERMS = 10
"""The most telling of them are looked for."""
OPTIONS = 16
"""Ways to meet a term: what was typed, and what else would do."""
LEAST_PREFIX = 3
"""Letters of a word still being typed before words that begin so are found."""
COMPLETIONS = 6
LEAST_WITH_SLIP = 4
"""Letters of a word before one of them may be wrong."""
LEAST_WITH_TWO_SLIPS = 8
NEAR_WORDS = 300
"""Words that share a beginning or an end with one that is not known, the commonest."""
CORRECTIONS = 3
RARE = 900
"""Entries of a word up to which all of them are candidates; of a commoner one, those that hold
rare words as well, or the newest."""
ALL_RARE = 1800
"""The same for all words of a question together."""
TITLES = 240
"""Newest titles that hold a word."""
CANDIDATES = 170
"""Entries that are read and ranked."""
READ_FOR_RANK = 12_000
"""Characters of the stems of a text that are read to rank it."""
PAGE_SIZE = 20
LAST_PAGE = 11
EXCERPT_LENGTH = 220
READ_FOR_EXCERPT = 5000
"""Characters of a text in which the best passage is looked for."""
LATELY = 500
"""Newest entries among which what helped most is shown when nothing else is found."""
