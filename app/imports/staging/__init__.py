"""The staging database: everything of a dump is read into it before anything is imported."""
