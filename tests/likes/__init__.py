"""Tests of likes."""
