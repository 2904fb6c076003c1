"""A process of its own that sends what is due: `python -m tests.mail.sender FOLDER SMTP_URL`."""

import sys
from pathlib import Path

from app import create_app
from app.mail import jobs
from config import Config


def main(folder: str, smtp_url: str) -> None:
    """Send what is due from the database in a folder."""
    config = Config(
        data_dir=Path(folder),
        database_url=f"sqlite:///{folder}/test.sqlite",
        secret_key="for tests only, and long enough for it",
        smtp_url=smtp_url,
        are_jobs_immediate=True,
    )
    app = create_app(config)
    with app.app_context():
        jobs.send_due()


if __name__ == "__main__":
    main(*sys.argv[1:])
