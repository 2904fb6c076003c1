"""How soon a push leaves, how often it is tried, how many come at once, what is taken."""

from datetime import timedelta

SOON = timedelta(seconds=15)
"""Whoever is looking reads it by then."""
TRIED_FOR = timedelta(minutes=10)
"""Then the notice is left to the letter; as long as a letter waits for its reader."""
LOOK_AGAIN = timedelta(minutes=1)
"""How long to wait for somebody who is here to read it, or to go."""
LEASE = timedelta(minutes=3)
"""A worker says at least so often that it is still at it; longer than one push to all devices."""
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(days=1)
REFUSED_REST = timedelta(hours=1)
"""How long a device is left alone once its service refuses, at least."""
GIVEN_UP_AFTER = 20
"""Failures in a row, three weeks of them, after which a device is forgotten."""
HOST_REST = timedelta(minutes=1)
"""How long a service that does not answer keeps no worker of this process waiting again."""
PATIENCE_SECONDS = 8.0
"""For one push, from the first byte sent to the last one heard."""
KEPT_FOR = timedelta(hours=12)
"""How long a service keeps a push for a device that is off."""
MOST_PUSHES = 4
"""Lines told one by one; those beyond are counted in one more."""
MOST_DEVICES = 10
TEXT_LENGTH = 300
ENDPOINT_LENGTH = 1000
"""Longer than those of any browser; the longest seen are about 500."""
KEY_LENGTH = 100
CHANGES_PER_ACCOUNT = "30 per hour"
