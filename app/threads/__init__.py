"""Talking under a thing with a title: posts as a tree, whatever room the thing belongs to."""
