"""Texts without their marks: what is typed, named, quoted and compared."""
