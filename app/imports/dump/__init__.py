"""The files of a dump: read row by row."""
