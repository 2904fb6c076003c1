"""The participatory blog: many authors, and the editorial desk that helps their texts along."""
