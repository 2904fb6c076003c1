"""Tests: each reads like a promise and fails for one reason."""
