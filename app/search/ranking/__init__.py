"""From what was typed to an order of what was found."""
