"""Lengths of what people say of themselves; used by columns, forms and `maxlength` alike."""

HANDLE_LENGTH = 30
HANDLE_LEAST = 3
DISPLAY_NAME_LENGTH = 60
EMAIL_LENGTH = 254
"""Source: RFC 5321 §4.5.3.1.3, less the angle brackets."""
PASSWORD_LEAST = 10
PASSWORD_LENGTH = 200
SENTENCE_LENGTH = 200
DEPARTMENT_LENGTH = 3
INTEREST_LENGTH = 400
