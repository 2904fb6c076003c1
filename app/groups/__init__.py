"""Groups: who belongs together, on which terms, and who looks after them."""
