"""Letters about notices: to whom, when, how one stops them."""
