"""Benchmarks, and what they stand on. Run one with `python -m bench.<name>`."""
