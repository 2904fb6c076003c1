"""E-mail addresses: one spelling for each mailbox."""

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from app.accounts.limits import EMAIL_LENGTH
from app.core.errors import FormRefused
from app.core.i18n import _

SPECIAL_USE_DOMAIN_NAMES.clear()
# The library's own switch. An installation on a local network, or one that is being tried out,
# has addresses such as `lea@asso.local`; the confirmation letter finds out whether they work.


def tidy_email(text: str) -> str:
    """Return the address in lower case, its domain in ASCII.

    Whether the mailbox exists is for the confirmation letter to find out: nothing is looked up.

    Raises:
        FormRefused: it is no address a letter can be sent to.
    """
    try:
        checked = validate_email(
            text.strip(),
            check_deliverability=False,
            allow_smtputf8=False,
            strict=True,  # a local part of 64 characters at most: RFC 5321 §4.5.3.1.1
            test_environment=True,  # `.test` is for trying things out and reaches nobody: RFC 2606
        )
    except EmailNotValidError as error:
        raise _refusal() from error
    email = (checked.ascii_email or "").lower()
    if not email or len(email) > EMAIL_LENGTH or "." not in email.rpartition("@")[2]:
        raise _refusal()
    return email


def email_typed(text: str) -> str:
    """Return what was typed at sign-in or recovery as it would be stored, if it is an address."""
    try:
        return tidy_email(text)
    except FormRefused:
        return "".join(filter(str.isprintable, text.strip().lower()))[:EMAIL_LENGTH]


def _refusal() -> FormRefused:
    """Return the sentence for what is no address."""
    return FormRefused(
        _("This does not look like an e-mail address: name@example.org."), field="email"
    )
