"""What stands in the gaps of addresses where any value will do."""

GAPS = {
    "base": "questions",
    "ref": "forum.post:1",
    "handle": "lea",
    "slug": "fete",
    "key": "k",
    "move": "soumettre",
    "token": "t" * 32,
}
