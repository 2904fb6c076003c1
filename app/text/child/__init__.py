"""What runs in the rendering process. Only `start.py` is run; nobody else imports these modules."""
