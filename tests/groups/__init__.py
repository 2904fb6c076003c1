"""Tests of the groups room."""
