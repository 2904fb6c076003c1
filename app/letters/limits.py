"""How long notices wait for a letter, and how many letters come."""

from datetime import timedelta

WAIT = timedelta(minutes=10)
"""Whoever is about to look needs no letter."""
MOST_A_DAY = 5
"""Letters about notices in twenty-four hours; what comes after them is in one, the next day."""
MOST_LINES = 20
"""Notices named in one letter."""
QUIET_FROM, QUIET_UNTIL = 21, 8
"""Hours of a person's day between which they are left alone, until they choose otherwise."""
TRIALS_PER_ACCOUNT = "3 per hour"
MOST_UNSEEN = 3
"""Weekly letters in a row to somebody who does not come to the site any more."""
