"""Lengths, delays and how often."""

from datetime import timedelta

MESSAGE_LENGTH = 300
ASK_AGAIN = timedelta(days=30)
"""From asking until one may ask the same person again, whatever became of it."""
ASKS_PER_ACCOUNT = "20 per day"
LAPSES = timedelta(days=365)
"""A request that stands for so long is forgotten; to its asker, declined ones stand as long."""
ACCEPTED_KEPT = timedelta(days=90)
"""As long as notices are: the one that tells of the acceptance points at the request."""
SUGGESTED = 12
"""People proposed at the most."""
CONSIDERED = 100
"""People of each group, or of a department, among whom they are looked for."""
LISTED = 100
"""Requests of each direction that the page shows."""
