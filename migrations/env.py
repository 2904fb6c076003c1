"""How Alembic finds the database: inside the application, on its own engine."""

from alembic import context

from app.core.db import Base, db


def run() -> None:
    """Run the migrations on one connection, in one transaction where the database can."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
