"""A process that ends as the system ends one that takes too much."""

import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
