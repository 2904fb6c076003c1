"""People who sign up and in, for tests of the door."""

from app.accounts import services
from app.accounts.models import Account
from app.accounts.secrets.passwords import hash_password
from app.accounts.shapes import Newcomer, SignInDevice
from app.core.transaction import atomic
from tests.factories.accounts import make_account, seen_by
from tests.factories.mail import letters, link_in

PASSWORD = "trois mots bizarres ici"
OTHER = "encore quatre mots bizarres"
HERE = SignInDevice(label="Firefox, Linux", address="192.0.2.7")


def newcomer(
    *,
    handle: str = "lea",
    email: str = "lea@exemple.test",
    password: str = PASSWORD,
    accepts_letters: bool = False,
) -> Newcomer:
    """Return what somebody types to sign up."""
    return Newcomer(
        display_name="Léa Moreau",
        handle=handle,
        email=email,
        password=password,
        accepts_letters=accepts_letters,
    )


def confirmation_key() -> tuple[Account, str]:
    """Make a member who has asked for the link that proves their address; return its key too."""
    account = make_member(is_confirmed=False)
    services.ask_confirmation(seen_by(account))
    return account, link_in(letters()[-1]).rpartition("/")[2]


def make_member(*, handle: str = "lea", is_confirmed: bool = True) -> Account:
    """Make a member who can sign in with `PASSWORD`."""
    password_hash = hash_password(PASSWORD)
    account = make_account(handle=handle, display_name="Léa Moreau")
    with atomic() as session:
        row = session.get_one(Account, account.id)
        row.password_hash = password_hash
        if not is_confirmed:
            row.email_confirmed_at = None
    return row
