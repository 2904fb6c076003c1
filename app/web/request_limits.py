"""What a request may hold, whoever sends it.

A form: reading one of 16 MB keeps everybody waiting for 14 seconds. Source: werkzeug 3.1,
`FormDataParser`, which puts no bound of its own on forms without files. And one whose line broke
off says half of what was typed: werkzeug trusts a server that promises to end what it passes on
(`wsgi.input_terminated`), and gunicorn 27 ends it as if all had come.

An address: arguments in bytes that are no UTF-8, as no browser writes them, are let through by web
servers and stop werkzeug 3.1, `Request.args`. They are read like the same bytes after a `%`.
"""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response

from app.core.characters import composed

FORM_BYTES = 512 * 1024
"""Room for the longest text with its draft, each of its characters written as twelve."""
_TYPED = "application/x-www-form-urlencoded"
_ASCII = bytes(range(128))


class Asked(Request):
    """A request whose address can be read, and whose words have one spelling.

    A Mac sends "é" as two characters, which no search finds and no comparison knows. So all words
    of a request are composed here, once, and nowhere else.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        """Count what comes against what was announced; write as ASCII what should have come so."""
        super().__init__(*args, **kwargs)
        if self.content_length is not None:
            self.environ.pop("wsgi.input_terminated", None)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=_ASCII).encode()

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """What the address says after its question mark."""
        return _composed(super().args)

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """What a form says."""
        return _composed(super().form)

    def get_json(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Flask has it
        """Return what a script says."""
        return _composed_json(super().get_json(*args, **kwargs))


def _composed(said: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    """Return names and words in one spelling. What bears no name, nobody can ask for."""
    return ImmutableMultiDict(
        (composed(name), composed(text)) for name, text in said.items(multi=True) if name
    )


def _composed_json(said: object) -> object:
    """Return the words in a JSON text in one spelling, however deep they are."""
    if isinstance(said, str):
        return composed(said)
    if isinstance(said, list):
        return [_composed_json(one) for one in said]
    if isinstance(said, dict):
        return {composed(name): _composed_json(one) for name, one in said.items()}
    return said


def _compose_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the words in the path in one spelling, as those after its question mark."""
    for name, text in (values or {}).items():
        if isinstance(text, str) and values is not None:
            values[name] = composed(text)


def init_bodies(app: Flask) -> None:
    """Bound what is read of a form, and mend what cannot be read, before anything reads it."""
    app.request_class = Asked
    app.register_error_handler(ClientDisconnected, _say_little)
    app.url_value_preprocessor(_compose_address)
    app.before_request(_bound)


def _bound() -> None:
    """Let the server refuse a form that nobody types; one with a picture has its own bounds."""
    if request.mimetype == _TYPED:
        request.max_content_length = FORM_BYTES


def _say_little(_error: ClientDisconnected) -> Response:
    """Refuse what did not come whole, in two words: nobody may be there to read them."""
    return Response("Bad Request\n", HTTPStatus.BAD_REQUEST, mimetype="text/plain")
