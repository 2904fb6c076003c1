"""Templates without the blanks at the start of their lines."""

from flask import Flask, render_template_string

from app.web.whitespace import Unindented


def test_the_indentation_of_a_template_goes_and_that_of_a_person_stays(app: Flask):
    with app.test_request_context():
        page = render_template_string("<ul>\n    <li>{{ said }}</li>\n\t</ul>\n", said="a\n    b")
    assert page == "<ul>\n<li>a\n    b</li>\n</ul>"


def test_letters_in_plain_text_keep_their_form(app: Flask):
    form = Unindented(app.jinja_env).preprocess
    assert form("Hello,\n\n    you", "mail/welcome/body.txt") == "Hello,\n\n    you"
    assert form("<p>\n    you", "mail/welcome/body.html") == "<p>\nyou"
