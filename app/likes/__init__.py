"""Likes: anybody may quietly say yes to anything they can see, except their own words."""
