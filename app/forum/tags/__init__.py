"""Tags: words that threads are found under."""
