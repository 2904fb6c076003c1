"""Signed-in browsers: their cookies, their names, when they were last seen."""
