"""The database: questions built once, and errors that keep a secret."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.models import Account
from app.core import clock
from app.core.db import NaiveMoment, UtcMoment, db, execute, init_db
from app.core.transaction import atomic

_NAME = sa.select(Account.display_name).where(Account.handle == sa.bindparam("handle"))


def test_a_question_built_once_is_asked_with_other_values_and_sees_what_was_just_written():
    with atomic() as session:
        for handle, name in (("lea", "Léa"), ("karim", "Karim")):
            session.add(Account(handle=handle, display_name=name, created_at=clock.now()))
        assert execute(_NAME, handle="lea").scalar_one() == "Léa"
        assert execute(_NAME, handle="karim").scalar_one() == "Karim"
    assert execute(_NAME, handle="lea").scalar_one() == "Léa"
    assert execute(_NAME, handle="personne").one_or_none() is None


def test_an_error_of_the_database_does_not_quote_what_was_asked_with():
    with pytest.raises(sa.exc.OperationalError) as refused:
        db.session.execute(sa.text("SELECT nothing FROM nowhere WHERE word = :w"), {"w": "secret"})
    assert "secret" not in str(refused.value)


def test_a_moment_comes_back_in_utc_and_one_without_a_zone_is_not_stored():
    noon = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    asked = sa.select(sa.literal(noon, UtcMoment()))
    assert db.session.scalar(asked) == datetime(2026, 6, 1, 10, tzinfo=UTC)
    with pytest.raises(sa.exc.StatementError) as refused:
        db.session.scalar(sa.select(sa.literal(noon.replace(tzinfo=None), UtcMoment())))
    assert isinstance(refused.value.orig, NaiveMoment)


@pytest.mark.no_app
def test_sqlite_writes_through_to_the_disk_before_it_answers(tmp_path):
    app = Flask(__name__)
    init_db(app, f"sqlite:///{tmp_path / 'site.sqlite'}")
    with app.app_context(), db.engine.connect() as connection:
        full = 2  # sqlite.org/pragma.html#pragma_synchronous
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == full
        connection.close()
        db.engine.dispose()
