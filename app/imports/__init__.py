"""Imports into a group what was written on another platform."""
