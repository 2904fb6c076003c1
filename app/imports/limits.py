"""Lengths of what is kept of an import, and how much is brought at a time."""

SOURCE_LENGTH = 60
KEY_LENGTH = 64
KIND_LENGTH = 12
REMARKS_LENGTH = 80
ADDRESS_LENGTH = 120

BATCH = 100
"""Posts or people brought in one transaction: a tenth of a second of writing, more or less."""
BATCH_CHARACTERS = 500_000
"""Text brought in one transaction, unless a single post has more."""
MARKS = 20
"""Questions by which a dump is recognised."""
