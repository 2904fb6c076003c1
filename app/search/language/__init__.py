"""French as the index reads it: stems, stop words, words that mean the same."""
