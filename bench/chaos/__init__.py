"""A site of several processes, and all that can befall it: `make chaos`."""
