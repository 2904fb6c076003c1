"""Bounds of the room: what is asked, what is looked at, what is shown."""

WORD_LENGTH = 20
"""Of a kind, as in "question"."""
QUERY_LENGTH = 200
QUERY_WORDS = 10
"""Words of a question that are looked for; further ones are left out."""
LOOSE_WORDS = 4
"""Words of a question or a title of which some are enough: each pair costs a look."""
ENOUGH = 2
"""How many of them."""
LEAST_PREFIX = 3
"""Letters of a word still being typed before words that begin so are found."""
CANDIDATES = 2000
"""Newest entries holding all words that are ranked; with rarer words, that is all of them."""
TITLE_CANDIDATES = 500
"""The same, for words in the title."""
PAGE_SIZE = 20
LAST_PAGE = 20
EXCERPT_LENGTH = 220
READ_FOR_EXCERPT = 8000
"""Characters of a text in which the best passage is looked for."""
