"""Sockets: who is connected, what they watch, and how a fact reaches every screen."""
