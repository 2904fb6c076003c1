"""For whom a page was made: each of its forms says so, and is refused to anybody else.

Two members share a computer. One writes in a tab; in another tab the other signs in. What the first
tab sends from now on comes with the cookie of the second person, and would become theirs.

Pieces of pages are kept for all their readers, so their forms name nobody; the answer names its
reader as it leaves. Our scripts say it in a header, with everything they ask for.
"""

import re

from flask import Flask, request
from jinja2.ext import Extension
from werkzeug.wrappers import Response

from app.core.errors import Conflict
from app.core.i18n import _
from app.web.current_viewer import viewer

FIELD = "account"
HEADER = "X-Account"
NOBODY = f'<input type="hidden" name="{FIELD}" value="">'
"""What stands in a form until it is known who reads it. Nobody can type it: `<` is escaped."""

_POST_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FOR_WHOEVER = frozenset({"accounts.sign_out"})
"""Leaving is never refused, whoever it was that came in."""


class OtherAccount(Conflict):
    """The page was made for somebody else than who is signed in now."""

    code = "other_account"


class OwnedForms(Extension):
    """Gives every form that changes something, when templates are compiled, the field for it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with the field in each of its forms."""
        is_letter = (name or filename or "").startswith("mail/")
        return source if is_letter else _POST_FORM.sub(lambda form: form[0] + NOBODY, source)


def init_page_account(app: Flask) -> None:
    """Name the reader in what is answered, and compare in what is asked."""
    app.jinja_env.add_extension(OwnedForms)
    app.before_request(_refuse_others)
    app.after_request(_name_reader)


def account_said() -> str:
    """Return for whom the page that asks was made, as it says; empty when it says nothing.

    The last field counts: a form shown again on a refusal goes on naming who it was made for.
    """
    if HEADER in request.headers:
        return request.headers[HEADER]
    if request.method in _READING:
        return ""
    return (request.form.getlist(FIELD) or [""])[-1]


def other_account() -> OtherAccount:
    """Return the refusal of what somebody else than who is signed in has written."""
    return OtherAccount(
        _(
            "This page was opened from another account; since then {name} has signed in here. "
            "Nothing was sent, so that nobody's words become somebody else's.",
            name=viewer().display_name,
        )
    )


def _refuse_others() -> None:
    """Refuse what a page asks that was made for another member."""
    said = "" if request.endpoint in _FOR_WHOEVER else account_said()
    if said and not viewer().is_guest and said != str(viewer().known_id):
        raise other_account()


def _name_reader(response: Response) -> Response:
    """Write into the forms of an answer whose they are."""
    if response.mimetype != "text/html" or response.is_streamed or viewer().is_guest:
        return response
    response.headers[HEADER] = str(viewer().known_id)  # so that kept pages go with their reader
    own = NOBODY.replace('value=""', f'value="{viewer().known_id}"')
    response.set_data(response.get_data().replace(NOBODY.encode(), own.encode()))
    return response
