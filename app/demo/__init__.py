"""A demonstration community: invented people who ask, answer and joke, in good French."""
