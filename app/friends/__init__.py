"""Friends: people who asked and accepted; the list of somebody's friends is for them alone."""
