"""Finding: one door for the full text of SQLite and of PostgreSQL."""
