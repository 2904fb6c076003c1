"""Pages composed from many rooms: each is asked once, with whole lists of ids."""
