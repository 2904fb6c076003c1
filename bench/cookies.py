"""Signed-in browsers, made without signing in: measuring does not wait for passwords."""

from functools import lru_cache

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from bench.rows import key_of
from bench.servers import SECRET

_NAME = "entraide"


@lru_cache(maxsize=8192)
def cookie_of(account_id: int) -> str:
    """Return the cookie header of the session in which an account is signed in."""
    app = Flask(__name__)
    app.secret_key = SECRET
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError
    kept = signer.dumps({"_user_id": key_of(account_id), "_fresh": True})
    return f"{_NAME}={kept!s}"
