"""The tables of threads, for questions that a content room asks of them beside its own.

They are read only: what changes a thread is a service of this room.
"""

import sqlalchemy as sa

from app.threads.models import Marker, Post, Thread

THREADS: sa.FromClause = Thread.__table__
POSTS: sa.FromClause = Post.__table__
MARKERS: sa.FromClause = Marker.__table__
