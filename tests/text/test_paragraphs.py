"""The simplest rendering."""

import pytest

from app.text.rendering.paragraphs import paragraphs

pytestmark = pytest.mark.no_app


def test_paragraphs_and_lines_are_kept_and_everything_else_is_shown() -> None:
    assert paragraphs("**a** <b>\nc & d\n\n\n  \nhttps://e.fr @f") == (
        "<p>**a** &lt;b&gt;<br>\nc &amp; d</p>\n<p>https://e.fr @f</p>"
    )


def test_nothing_is_nothing() -> None:
    assert paragraphs("\n\n") == ""
