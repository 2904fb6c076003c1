"""Lengths and bounds of threads; used by columns and forms alike."""

from datetime import timedelta

from app.text import MAX_LENGTH

TITLE_LEAST = 8
TITLE_LENGTH = 150
SLUG_LENGTH = 60
BODY_LENGTH = MAX_LENGTH
TAG_LENGTH = 30
TAG_KEY_LENGTH = 80
"""Some letters are written as several once accents and ligatures are taken apart."""
TAGS_MOST = 5
TAGS_LENGTH = 200
"""Characters of all tags of a thread as they are typed, commas and blanks included."""
REASON_LENGTH = 300
EXCERPT_LENGTH = 600
"""Characters of a post in plain words, for search engines and summaries."""
PLACE_LENGTH = 80
ONCE_LENGTH = 64
"""Characters of the mark by which a text that is sent again is recognised."""
PINNED_MOST = 5
ANSWERS_PER_PAGE = 20
REPLIES_SHOWN = 12
"""Replies shown under an answer; the rest stand on a page of their own."""
THREADS_PER_PAGE = 25
NEWS_MOST = 50
"""Posts that a browser gets at once when it catches up; it asks again for more."""
FRESH_MOST = 100
"""New threads that a browser is told of at once; more are said to be many."""
SILENT_EDIT = timedelta(minutes=5)
"""Edits in this time after writing leave no trace."""
OFFERED_AFTER = timedelta(hours=24)
"""A question without an answer for so long is offered to helpers of its tags."""
OFFERED_WITHIN = timedelta(days=30)
"""What is older is not dug out for it."""
HELPERS_MOST = 20
"""People who are asked for help with one question."""
OFFERS_A_DAY = 3
"""Questions that one person is asked to help with."""
OLD_THREAD = timedelta(days=180)
"""A thread silent for longer is revived only knowingly."""
CHECK_AHEAD = timedelta(days=3653)
"""A solution is to be checked within ten years."""
FIELDS_LENGTH = 2000
"""Characters of what a draft keeps beside its words."""
DRAFTS_MOST = 50
"""Drafts kept for one person; the oldest go first."""
