"""Tables of what was imported from elsewhere, so that nothing is imported twice."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, Moment
from app.imports.limits import (
    ADDRESS_LENGTH,
    KEY_LENGTH,
    KIND_LENGTH,
    REMARKS_LENGTH,
    SOURCE_LENGTH,
)


class ImportSource(Base):
    """A place that things were imported from."""

    __tablename__ = "import_sources"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(SOURCE_LENGTH), unique=True)
    group_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("groups.id", ondelete="CASCADE"), index=True
    )
    """`None`: a blog, whose articles are everybody's."""
    address: Mapped[str] = mapped_column(sa.String(ADDRESS_LENGTH), default="")
    """Of the site; empty if nobody told."""
    marks: Mapped[list[list[str]]] = mapped_column(sa.JSON, default=list)
    """Numbers and dates of its first questions, by which another dump is told from it."""
    begun_at: Mapped[Moment]
    finished_at: Mapped[Moment | None]
    """When an import last came to its end."""


class ImportKey(Base):
    """One thing that was imported; written in the same transaction as the thing itself."""

    __tablename__ = "import_keys"
    __table_args__ = (sa.UniqueConstraint("source_id", "kind", "foreign_key"),)

    id: Mapped[Id]
    source_id: Mapped[int] = mapped_column(sa.ForeignKey("import_sources.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    """"user", "thread", "post", "comment", "solution", "duplicate"; "article" or "refused", a
    picture."""
    foreign_key: Mapped[str] = mapped_column(sa.String(KEY_LENGTH))
    """What it is called there."""
    local_id: Mapped[int]
    """What it became here: an account, a thread or a post; a plain number, as it may be gone."""
    remarks: Mapped[str] = mapped_column(sa.String(REMARKS_LENGTH), default="")
    """What the report has to say of it: "long,unknown"."""
