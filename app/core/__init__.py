"""Floor 0: what every room stands on. Knows no room and no page."""
