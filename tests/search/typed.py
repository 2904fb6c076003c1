"""What people type."""

SAME = (
    "assurance",
    "ASSURANCES",
    "assuree fetes",
    "l’assurance de la fête",
    '"fête du village"',
    "« fête du village »",
    "fête -village",
    "fete; village",
)
"""All of it means the title “Assurer une fête du village”."""

HOSTILE = (
    "",
    " ",
    '"',
    '""',
    "*",
    "a AND",
    "OR OR",
    "NEAR(",
    "title_words:x",
    "-",
    "(",
    ")",
    "'",
    "\\",
    "=g1",
    "'); DROP TABLE",
    "a:*",
    "<->",
    "& | !",
    "\0",
    "%",
    "{x",
    "^",
    "é" * 5000,
    '" ' * 300,
    "\ud800",
    "zzz\u0301\u0327",
    "'" * 200,
    "\\'",
    "x:A",
    "'x':*AB",
)
"""None of it may be an error, and none is found in an ordinary text."""
