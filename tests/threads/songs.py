"""A content room in one file: songs that members publish in a group, and talk about.

It is served as a site of its own (`gunicorn tests.threads.songs:app`): a table that is made here
would otherwise belong to every test of the process that imports it.
"""

import os
from collections.abc import Collection

import sqlalchemy as sa
from flask import Blueprint, Flask, request
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from app import create_app, text
from app.core.db import Base, db
from app.core.i18n import nlazy
from app.core.rooms import Room
from app.core.viewer import Viewer
from app.groups import queries as groups
from app.likes import queries as likes
from app.threads.integration import integrated
from app.threads.kinds import Beside, ThreadKind
from app.threads.notifications import Wording
from app.threads.queries.access import visible_threads
from app.threads.queries.columns import THREADS
from app.threads.services.openings import NewThread, open_thread
from app.threads.services.removals import delete_thread
from app.threads.shapes import PostsOfPage, ThreadHead
from app.web.current_viewer import viewer
from app.web.forms import Choice, CreatingForm
from app.web.guards import public, signed_in
from app.web.responses import render_page, see_other
from config import Config

PAGES = {
    "songs/songs.html": """
{% extends "layouts/page.html" %}
{% block title %}Chansons – {{ site_name }}{% endblock %}
{% block main %}
  <header class="page-head"><h1>Chansons</h1></header>
  <ul>{% for one in songs %}<li><a href="{{ one.url }}">{{ one.title }}</a></li>{% endfor %}</ul>
{% endblock %}""",
    "songs/new.html": """
{% extends "layouts/form.html" %}
{% from "parts/buttons.html" import button %}
{% from "parts/forms.html" import error_summary, form_actions, form_field, hidden_fields %}
{% block title %}Une chanson – {{ site_name }}{% endblock %}
{% block main %}
  <header class="page-head"><h1>Publier une chanson</h1></header>
  <form method="post" class="stack">
    {{ error_summary(form) }}{{ hidden_fields(form) }}
    {{ form_field(form.title) }}{{ form_field(form.words) }}{{ form_field(form.group) }}
    {% call form_actions() %}{{ button("Publier") }}{% endcall %}
  </form>
{% endblock %}""",
    "songs/song.html": """
{% extends "threads/thread.html" %}
{% block hosted %}
  <section class="prose" aria-label="Paroles">{{ words }}</section>
  <p class="meta">{{ like_count ~ " j’aime" }}</p>
{% endblock %}""",
    "songs/_kind.html": """
{% macro paper_text(shown) -%}<div class="prose">{{ shown.words }}</div>{%- endmacro %}
{% macro reply_title(head) -%}Votre commentaire{%- endmacro %}
{% macro answer_count(head) -%}{{ head.reply_count }} commentaire(s){%- endmacro %}""",
}


class Song(Base):
    """The words of a song; its title, author and group are those of its thread."""

    __tablename__ = "songs"

    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True
    )
    words: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)


class SongForm(CreatingForm):
    """Publish a song."""

    title = StringField("Titre", validators=[DataRequired("Donnez-lui un titre.")])
    words = TextAreaField("Paroles", validators=[DataRequired("Écrivez les paroles.")])
    group = SelectField("Dans quel groupe ?")


def publish(looking: Viewer, form: SongForm) -> int:
    """Publish a song in a group; return the id of its thread."""
    rendered = text.render_for(looking.writing_id, form.words.data or "", handles=())

    def write(thread_id: int) -> None:
        words, html = form.words.data or "", str(rendered.html)
        db.session.add(Song(thread_id=thread_id, words=words, html=html))

    new = NewThread(
        group_id=groups.group_access_by_slug(looking, form.group.data).group.id,
        kind="song",
        title=form.title.data or "",
        body=None,
        once=form.once.data or None,
    )
    return open_thread(looking, new, beside=Beside(write=write))


def words_of(thread_ids: Collection[int]) -> dict[int, str]:
    """Return the words of songs, for search."""
    rows = db.session.execute(
        sa.select(Song.thread_id, Song.words).where(Song.thread_id.in_(thread_ids))
    )
    return {row.thread_id: row.words for row in rows}


def context(head: ThreadHead, _posts: PostsOfPage) -> dict[str, object]:
    """Return what stands above the comments."""
    song = db.session.get_one(Song, head.id)
    return {"words": text.stored(song.html), "like_count": likes.like_count(head.ref)}


SONG = ThreadKind(
    kind="song",
    room="songs",
    base="chansons",
    page="songs/song.html",
    macros="songs/_kind.html",
    has_opening=False,
    answer_entry="comment",
    texts=words_of,
    context=context,
)
WORDS = {
    "opened": Wording(
        label="une nouvelle chanson",
        sentence=nlazy("{who} a chanté « {title} ».", "{who} ont chanté « {title} »."),
    ),
    "answered": Wording(
        label="un commentaire sous ma chanson",
        sentence=nlazy("{who} a commenté « {title} ».", "{who} ont commenté « {title} »."),
    ),
}
pages = Blueprint("songs", __name__)


@pages.get("/chansons")
@public
def songs() -> str:
    """List the songs that the viewer may hear."""
    rows = db.session.execute(
        sa.select(THREADS.c.id, THREADS.c.slug, THREADS.c.title)
        .join(Song, Song.thread_id == THREADS.c.id)
        .where(visible_threads(viewer()))
    )
    shown = [{"url": SONG.address(row.id, row.slug), "title": row.title} for row in rows]
    return render_page("songs/songs.html", songs=shown)


@pages.route("/chansons/nouvelle", methods=["GET", "POST"])
@signed_in
def new() -> tuple[str, int] | Response:
    """Publish a song."""
    form = SongForm()
    form.group.choices = [Choice(one.slug, one.name) for one in groups.groups_open_to(viewer())]
    if request.method == "POST":
        thread_id = form.accepted(lambda: publish(viewer(), form))
        if thread_id is not None:
            return see_other(f"/chansons/{thread_id}")
    return render_page("songs/new.html", form=form), form.status


@pages.post("/chansons/<int:thread_id>/retirer")
@signed_in
def remove(thread_id: int) -> Response:
    """Take a song away; its row goes with those of its thread."""
    delete_thread(viewer(), thread_id)
    return see_other("/chansons")


def add_templates(site: Flask) -> None:
    """Let the pages of the room be found."""
    site.jinja_env.loader = ChoiceLoader([site.jinja_loader, DictLoader(PAGES)])  # type: ignore[list-item] # it has one


room = Room(
    name="songs",
    pages=(pages,),
    provides=integrated(SONG, words=WORDS),
    prepares=(add_templates,),
)

if "DATA_DIR" in os.environ:  # served, and not only looked at
    app = create_app(Config.from_env(os.environ), more=(room,))
    with app.app_context():
        Base.metadata.tables["songs"].create(db.engine, checkfirst=True)
