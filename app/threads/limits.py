"""Lengths and bounds of threads; used by columns and forms alike."""

from datetime import timedelta

from app.text import MAX_LENGTH

KIND_LENGTH = 12
TITLE_LEAST = 8
TITLE_LENGTH = 150
SLUG_LENGTH = 60
BODY_LENGTH = MAX_LENGTH
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
NEWS_MOST = 50
"""Posts that a browser gets at once when it catches up; it asks again for more."""
SILENT_EDIT = timedelta(minutes=5)
"""Edits in this time after writing leave no trace."""
OLD_THREAD = timedelta(days=180)
"""A thread silent for longer is revived only knowingly."""
FIELDS_LENGTH = 2000
"""Characters of what a draft keeps beside its words."""
DRAFTS_MOST = 50
"""Drafts kept for one person; the oldest go first."""
