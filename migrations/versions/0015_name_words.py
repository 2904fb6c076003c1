"""The words of people's names without accents, as they are typed after an @."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_PORTION = 500
_LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "\u0131": "i"}
_WRITTEN_AS = str.maketrans({"œ": "oe", "æ": "ae", **_LETTERS, "_": " "})
_ACCOUNTS = sa.table(
    "accounts",
    sa.column("id", sa.BigInteger),
    sa.column("display_name", sa.String),
    sa.column("name_words", sa.String),
)


def upgrade() -> None:
    """Add the column, and fill it for those who have a name."""
    op.add_column(
        "accounts", sa.Column("name_words", sa.String(240), nullable=False, server_default="")
    )
    connection, last = op.get_bind(), 0
    wanted = sa.select(_ACCOUNTS.c.id, _ACCOUNTS.c.display_name).order_by(_ACCOUNTS.c.id)
    while rows := connection.execute(wanted.where(_ACCOUNTS.c.id > last).limit(_PORTION)).all():
        for row in rows:
            connection.execute(
                sa.update(_ACCOUNTS)
                .where(_ACCOUNTS.c.id == row.id)
                .values(name_words=_words(row.display_name))
            )
        last = rows[-1].id


def downgrade() -> None:
    """Take it away."""
    op.drop_column("accounts", "name_words")


def _words(name: str) -> str:
    """Return the words of a name, each after a blank, as the program wrote them at this time."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WRITTEN_AS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "".join(f" {word}" for word in re.findall(r"\w+", plain))
