"""Pictures of articles, taken in from where they lie beside; refused one by one."""

from pathlib import Path

from app.core.errors import FormRefused
from app.imports.dump.names import digest
from app.imports.staging.articles import ArticleRow
from app.imports.staging.database import StagingDatabase
from app.imports.staging.files import find_picture, is_remote, note_shown
from app.imports.staging.folders import is_inside
from app.imports.texts.marked_text import PictureThere
from app.media import services as media
from app.media.enums import Purpose
from app.media.limits import MAX_BYTES


class Pictures:
    """The pictures of one article: found, taken in, and counted once each."""

    def __init__(
        self, staging: StagingDatabase, root: Path, article: ArticleRow, account_id: int | None
    ) -> None:
        """Without an account nothing is taken in: what would be is only counted."""
        self._staging = staging
        self._root = root
        self._article = article
        self.account_id = account_id
        self._counted: set[str] = set()
        self.refused: set[str] = set()
        """Keys of those that are no pictures, or too large."""

    def token_of(self, picture: PictureThere, purpose: Purpose) -> str:
        """Return the token of a picture that lies beside; empty if there is none to be shown."""
        there = self._article.there
        path = find_picture(self._staging, there, picture.where)
        if path is None:
            self._count(picture, self._why_absent(picture))
            return ""
        key = digest(path, purpose)
        is_known = self._staging.value("SELECT count(*) FROM refused WHERE key = ?", key)
        token = "" if is_known else self._stored(path, purpose)
        is_refused = bool(is_known) or (not token and self.account_id is not None)
        if is_refused:
            if not is_known:
                self.refused.add(key)
            self._count(picture, "unfit")
            return ""
        note_shown(self._staging, path)
        self._note_attachment(picture, path)
        self._count(picture, "earlier" if self.account_id is None else "brought")
        return token

    def note_refused(self) -> None:
        """Note for the articles to come which pictures need not be looked at again."""
        self._staging.executemany(
            "INSERT OR IGNORE INTO refused VALUES (?)", [(key,) for key in sorted(self.refused)]
        )

    def _stored(self, path: str, purpose: Purpose) -> str:
        """Return the token of a file, taken in now if this person has not sent it yet."""
        if self.account_id is None:
            return ""
        known = self._staging.execute(
            "SELECT token FROM stored WHERE path = ? AND account = ? AND purpose = ?",
            (path, self.account_id, purpose),
        ).fetchone()
        if known:
            return str(known["token"])
        file = self._root / path
        if not is_inside(self._root, file) or file.stat().st_size > MAX_BYTES:
            return ""
        try:
            data = file.read_bytes()
            token = media.import_picture(self.account_id, data, purpose=purpose).token
        except FormRefused:
            return ""
        self._staging.execute(
            "INSERT INTO stored VALUES (?, ?, ?, ?)", (path, self.account_id, purpose, token)
        )
        return token

    def _why_absent(self, picture: PictureThere) -> str:
        """Return why a picture cannot be taken in."""
        if picture.where.lower().startswith("data:"):
            return "inline"
        return "remote" if is_remote(picture.where) else "absent"

    def _count(self, picture: PictureThere, outcome: str) -> None:
        """Count a picture, once for each article."""
        if picture.where in self._counted:
            return
        self._counted.add(picture.where)
        which = ""
        if outcome in {"absent", "unfit"}:
            which = f"{self._article.there.name}: {picture.where}"
        self._staging.remark("picture", outcome, which=which)

    def _note_attachment(self, picture: PictureThere, path: str) -> None:
        """Note that something which was sent there is shown here, by its address or its file."""
        self._staging.execute(
            "UPDATE attachments SET outcome = 'brought' WHERE url = ? OR url LIKE ? ESCAPE '!'",
            (picture.where, f"%/{_plain(path.rpartition('/')[2])}"),
        )


def _plain(name: str) -> str:
    """Return a name that means itself to LIKE."""
    return name.replace("!", "!!").replace("%", "!%").replace("_", "!_")
