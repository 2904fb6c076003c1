"""What of composed pages is kept: results of searches, weeks, pictures of groups."""
