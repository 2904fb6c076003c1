"""Forms of the room."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FileField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.blog.enums import DeskNeed
from app.blog.limits import (
    ALT_LENGTH,
    CATEGORY_LENGTH,
    REMARK_LENGTH,
    SUMMARY_LENGTH,
    TAGS_LENGTH,
    TITLE_LENGTH,
)
from app.blog.shapes import ArticleText, NewRemark, Said
from app.core.i18n import lazy
from app.media.limits import ACCEPTED
from app.web.filters import moment_of
from app.web.forms import ChangingForm, CreatingForm, Form

_TOO_LONG = lazy("At most %(max)d characters.")


def _at_most(length: int) -> Length:
    """Refuse what is too long for its column."""
    return Length(max=length, message=_TOO_LONG)


class _NeededInTime:
    """Refuses nothing, for what is not optional and yet may be missing when its form is sent.

    Services refuse where it is needed: in what is submitted, or with some of the moves.
    """

    field_flags: ClassVar[dict[str, bool]] = {"needed_in_time": True}

    def __call__(self, form: object, field: object) -> None:
        """Let anything pass."""


class TextFields(Form):
    """What an article consists of. Nothing is needed yet: a draft may be anything."""

    title = StringField(lazy("Title"), validators=[_at_most(TITLE_LENGTH), _NeededInTime()])
    summary = TextAreaField(lazy("Summary"), validators=[_at_most(SUMMARY_LENGTH), _NeededInTime()])
    body = TextAreaField(lazy("Text"), validators=[_NeededInTime()])
    category = StringField(lazy("Category"), validators=[_at_most(CATEGORY_LENGTH)])
    tags = StringField(lazy("Tags"), validators=[_at_most(TAGS_LENGTH)])
    cover = StringField(lazy("Picture at the top"))
    picture = FileField(lazy("Picture at the top"), render_kw={"accept": ACCEPTED})
    no_cover = BooleanField(lazy("Take this picture away"))
    cover_alt = StringField(
        lazy("What one sees on the picture"), validators=[_at_most(ALT_LENGTH), _NeededInTime()]
    )

    def text(self) -> ArticleText:
        """Return what was typed."""
        return ArticleText(**{name: self[name].data or "" for name in ArticleText._fields})


class ProposalForm(TextFields, CreatingForm):
    """Begin an article."""


class ArticleForm(TextFields, ChangingForm):
    """Write an article on."""


class CoauthorForm(Form):
    """Ask somebody to sign an article as well."""

    handle = StringField(
        lazy("Their handle"), validators=[DataRequired(lazy("Say whom you ask.")), _at_most(60)]
    )


class MoveForm(Form):
    """What goes with a move at the desk."""

    remark = TextAreaField(
        lazy("What is to be changed"), validators=[_at_most(REMARK_LENGTH), _NeededInTime()]
    )
    reason = TextAreaField(lazy("Why"), validators=[_at_most(REMARK_LENGTH), _NeededInTime()])
    publish_at = DateTimeLocalField(
        lazy("When"),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        validators=[Optional(), _NeededInTime()],
    )

    manuscript = IntegerField(widget=HiddenInput(), validators=[Optional()])
    """The submission that the page shows."""

    def said(self, need: DeskNeed | None) -> Said:
        """Return what was typed for a move; the moment is meant in the zone of the site.

        What was typed for the others stands in the same form, and is not meant.
        """
        moment: datetime | None = self.publish_at.data
        if need is DeskNeed.MOMENT:
            return Said(moment=None if moment is None else moment_of(moment))
        return Said(remark=self._words().get(need, ""), manuscript_id=self.manuscript.data)

    def unsent(self, needs: Collection[DeskNeed | None]) -> tuple[str, ...]:
        """Return what was typed for moves that are not among those with these needs."""
        return tuple(words for need, words in self._words().items() if words and need not in needs)

    def _words(self) -> dict[DeskNeed | None, str]:
        """Return what was typed, by what it is for."""
        return {
            DeskNeed.REMARK: self.remark.data or "",
            DeskNeed.REASON: self.reason.data or "",
        }


class RemarkForm(Form):
    """Say something of one paragraph of what was submitted."""

    manuscript = IntegerField(widget=HiddenInput(), validators=[Optional()])
    block = IntegerField(widget=HiddenInput(), validators=[Optional()])
    body = TextAreaField(lazy("Your remark"), validators=[_NeededInTime()])

    def __init__(self) -> None:
        """Take what was sent; on its page each paragraph has a form of its own."""
        super().__init__()
        self.body.id = f"remark-{self.block.data}"

    def written(self) -> NewRemark:
        """Return what was typed."""
        return NewRemark(self.manuscript.data, self.block.data, self.body.data or "")
