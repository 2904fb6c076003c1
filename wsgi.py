"""The application as servers import it: `gunicorn wsgi:app`, `flask --app wsgi`."""

import logging.config
import os
import sys

from app import create_app
from config import BadSetting, Config, logging_settings

_GUNICORN_GIVES_UP = 4
"""How a worker ends that is not to be started again. Source: gunicorn, Arbiter.APP_LOAD_ERROR."""

try:
    logging.config.dictConfig(logging_settings(os.environ))
    # What is written from here on is for this program alone: people's words, and keys.
    os.umask(0o077)
    app = create_app(Config.from_env(os.environ))
except BadSetting as error:  # for whoever runs the site: a sentence, not a trace
    sys.stderr.write(f"{error}\n")
    sys.exit(_GUNICORN_GIVES_UP)
