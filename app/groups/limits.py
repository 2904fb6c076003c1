"""Lengths and numbers of the room; used by columns and forms alike."""

FIRST_SLUG = "entraide-et-conseils-aux-associations"
"""Address of the group that every new member belongs to."""
SLUG_LENGTH = 60
NAME_LEAST = 3
NAME_LENGTH = 80
PURPOSE_LENGTH = 300
RULES_LENGTH = 5000
MESSAGE_LENGTH = 500
"""What somebody says when asking to join."""
SENTENCE_LENGTH = 300
"""What is said when a request is refused or a member removed."""
PICTURE_LENGTH = 60
LEVEL_LENGTH = 12

FOUNDED = "5 per day"
"""Groups that one member may found."""
ASKED = "20 per day"
"""Requests that one member may send."""
