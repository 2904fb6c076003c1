"""Lengths of what people say of themselves, and how long things last."""

from datetime import timedelta

HANDLE_LENGTH = 30
HANDLE_LEAST = 3
DISPLAY_NAME_LENGTH = 60
DISPLAY_NAME_LEAST = 2
EMAIL_LENGTH = 254
"""Source: RFC 5321 §4.5.3.1.3, less the angle brackets."""
PASSWORD_LEAST = 10
PASSWORD_LENGTH = 200
SENTENCE_LENGTH = 200
DEPARTMENT_LENGTH = 3
INTEREST_LENGTH = 400
REASON_LENGTH = 500
DEVICE_LENGTH = 200
THEMES = ("light", "dark")

SESSION_LASTS = timedelta(days=60)
"""A browser that has done nothing for so long has to sign in again."""
SEEN_EVERY = timedelta(hours=1)
"""How exactly we know when a browser last did something."""
ADDRESS_KEPT = timedelta(days=90)
"""How long the IP address of a sign-in is kept."""
CONFIRM_LASTS = timedelta(days=7)
RECOVER_LASTS = timedelta(hours=2)
MOVE_LASTS = timedelta(days=1)
"""How long links sent by letter open something."""

SIGN_INS_PER_ACCOUNT = "10 per 15 minutes"
SIGN_INS_PER_ADDRESS = "60 per 15 minutes"
SIGN_UPS_PER_ADDRESS = "20 per hour"
RECOVERIES_PER_ADDRESS = "15 per hour"
RECOVERIES_PER_ACCOUNT = "3 per hour"
PASSWORDS_JUDGED = "60 per 15 minutes"
"""New passwords, easy ones among them: judging one takes the processor up to 20 ms."""
CLAIMS_PER_OWNER = "3 per hour"
"""Letters to the owner of an address that others give as theirs."""
LETTERS_PER_ACCOUNT = "4 per hour"
"""Confirmation letters, and letters to a new address."""
GUESSES_PER_ACCOUNT = "10 per hour"
"""Of the present password, by somebody who is signed in."""
PROFILE_EDITS_PER_ACCOUNT = "60 per hour"
BLOCKS_PER_ACCOUNT = "60 per hour"
NAME_WORDS_LENGTH = 4 * DISPLAY_NAME_LENGTH
"""Without accents a name may be longer: "ﬃ" is three letters."""
