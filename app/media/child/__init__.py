"""What runs in the process that decodes a picture. Only `start.py` is run; others import `task`."""
