"""Opening an account on the way: how a page of another room takes a visitor in."""

from app.accounts import queries, services
from app.accounts.forms import SignUpForm
from app.accounts.names.emails import email_typed
from app.accounts.views.browser import take_in, this_device
from app.accounts.views.sign_up import newcomer_typed
from app.web.current_viewer import viewer
from app.web.page_account import other_account


class Registration:
    """The fields of sign-up below those of another form, with what was sent.

    The template of that form includes `accounts/_sign_up_fields.html`, which asks for `newcomer`.
    """

    def __init__(self) -> None:
        """Take what was sent."""
        self.form = SignUpForm()

    @property
    def is_sent(self) -> bool:
        """Whether the page that was sent had these fields: it may be older than a sign-out."""
        return self.form.email.data is not None

    def is_fit(self) -> bool:
        """Check what was typed, and show on the form what is wrong with it."""
        return self.form.accepted(lambda: True) is True

    def complete(self) -> bool:
        """Open the account and sign its browser in; false when the form says why not."""
        started = self.form.accepted(
            lambda: services.open_account(newcomer_typed(self.form), this_device())
        )
        if started is not None:
            take_in(started)
        return started is not None


def refuse_newcomers() -> None:
    """Refuse what a visitor sent to open an account, since somebody else has signed in here.

    Such a page was made for nobody, so it cannot say for whom; the address typed into it does.

    Raises:
        OtherAccount: the address is not the viewer's.
    """
    typed = SignUpForm().email.data
    if typed and email_typed(typed) != queries.own_settings(viewer()).email:
        raise other_account()
