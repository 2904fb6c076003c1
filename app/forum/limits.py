"""Lengths and bounds of questions; used by columns and forms alike."""

from datetime import timedelta

TAG_LENGTH = 30
TAG_KEY_LENGTH = 80
"""Some letters are written as several once accents and ligatures are taken apart."""
TAGS_MOST = 5
TAGS_LENGTH = 200
"""Characters of all tags of a thread as they are typed, commas and blanks included."""
CHECK_REASON_LENGTH = 300
THREADS_PER_PAGE = 25
FRESH_MOST = 100
"""New threads that a browser is told of at once; more are said to be many."""
OFFERED_AFTER = timedelta(hours=24)
"""A question without an answer for so long is offered to helpers of its tags."""
OFFERED_WITHIN = timedelta(days=30)
"""What is older is not dug out for it."""
HELPERS_MOST = 20
"""People who are asked for help with one question."""
OFFERS_A_DAY = 3
"""Questions that one person is asked to help with."""
CHECK_AHEAD = timedelta(days=3653)
"""A solution is to be checked within ten years."""
