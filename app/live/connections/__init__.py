"""The sockets of this process: what comes in, and what goes out."""
