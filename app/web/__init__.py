"""Floor 1: what all pages share, from the guard at the door to the headers of the answer."""
