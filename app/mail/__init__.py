"""Letters: written once, kept as rows, sent by a job."""
