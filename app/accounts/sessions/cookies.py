"""Cookies that stay good when the clock of the machine is put back.

Source: itsdangerous 2.2, `TimestampSigner.unsign`, which refuses what was signed in the future, so
that everybody who came in the last hour would be signed out by a clock that is an hour behind.
"""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from app.core import clock


class _Signer(TimestampSigner):
    """Knows only one wrong age: too old."""

    def unsign(self, signed_value: str | bytes, *how: Any, **more: Any) -> Any:  # noqa: ANN401 - as there
        """Return what was signed, with its moment if that is wanted.

        Raises:
            BadSignature: it was not signed by us, or more than `max_age` seconds ago.
        """
        try:
            return super().unsign(signed_value, *how, **more)
        except SignatureExpired as error:
            if error.date_signed is None or error.date_signed < clock.now():
                raise
            return super().unsign(signed_value, return_timestamp=True)


class Cookies(SecureCookieSessionInterface):
    """Flask's own, with our signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs a cookie and reads it."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = _Signer
        return serializer
