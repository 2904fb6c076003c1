"""Lengths of what is kept of an import, and how much is imported at a time."""

SOURCE_LENGTH = 60
KEY_LENGTH = 64
KIND_LENGTH = 12
REMARKS_LENGTH = 80
ADDRESS_LENGTH = 120

BATCH = 100
"""Posts or people imported in one transaction: a tenth of a second of writing, more or less."""
BATCH_CHARACTERS = 500_000
"""Text imported in one transaction, unless a single post has more."""
MARKS = 20
"""Questions by which a dump is recognised."""
