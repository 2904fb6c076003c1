"""Requests of the site to itself, for work that answers no browser."""

from flask import Flask
from flask.ctx import RequestContext


def own_request(app: Flask) -> RequestContext:
    """Return a request to the home page, under the site's own address.

    Sentences, letters and pieces of pages contain addresses, which Flask makes of a request only.
    """
    settings = app.config["SETTINGS"]
    home: str = settings.site_url or f"http://{settings.host}:{settings.port}"
    return app.test_request_context(base_url=home)
