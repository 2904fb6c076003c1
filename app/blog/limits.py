"""Lengths and bounds of articles; used by columns and forms alike."""

from datetime import timedelta

from app.text import MAX_LENGTH

TITLE_LEAST = 8
TITLE_LENGTH = 150
SUMMARY_LEAST = 20
SUMMARY_LENGTH = 400
BODY_LENGTH = MAX_LENGTH
SLUG_LENGTH = 60
TAGS_LENGTH = 200
TAGS_MOST = 5
CATEGORY_LENGTH = 60
REMARK_LENGTH = 4000
STATE_LENGTH = 12
MOVE_LENGTH = 20
ALT_LENGTH = 300
PICTURE_LENGTH = 32
QUOTE_LENGTH = 200
BLOCK_REMARK_LENGTH = 2000
"""Of what is said of one paragraph."""
REMARKS_MOST = 100
"""On one submission."""
BLOCKS_MOST = 400
"""Paragraphs that are spoken of one by one; an article of honest length has a tenth of them."""
INVITATION_KEPT = timedelta(days=30)
"""An invitation opens for so long."""
ARTICLES_PER_PAGE = 13
"""The first one leads; the others stand two by two."""
OUTLINED_FROM = 4
"""So many headings make a table of contents."""
WORDS_A_MINUTE = 230
"""How fast people read, for the reading time."""
READING_DELAY_DAYS = 7
"""Within so many days an editor reads what was submitted: said to its authors."""
AUTHORS_MOST = 6
ASKED_A_DAY = "30 per day"
ONE_READING = "1 per day"
"""So often one reader is counted for one article."""
PROPOSALS_A_DAY = "10 per day"
REMARKS_AN_HOUR = "200 per hour"
MOVES_AN_HOUR = "120 per hour"
INVITATIONS_A_DAY = "50 per day"
SCHEDULED_WITHIN = timedelta(days=366)
"""A moment further away is a slip of the pen."""
