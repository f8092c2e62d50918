"""Alembic revisions, forward only; a released one is never edited."""
