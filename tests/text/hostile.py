"""Texts of the longest length that are meant to hurt whatever reads them."""

from app.text.source import MAX_LENGTH


def filled(pattern: str, *, end: str = "") -> str:
    """Return a pattern repeated up to the longest length a member may write."""
    repeated = pattern * (MAX_LENGTH // len(pattern) + 1)
    return repeated[: MAX_LENGTH - len(end)] + end


def nested(mark: str, *, indent: str, levels: int) -> str:
    """Return a list with one item on each level."""
    return "\n".join(f"{indent * level}{mark} x" for level in range(levels))[:MAX_LENGTH]


HOSTILE = {
    "brackets": filled("["),
    "brackets closed": filled("[", end="]" * 10_000),
    "brackets in pairs": filled("[]"),
    "pictures": filled("!["),
    "links begun": filled("[a]("),
    "links without end": filled("[a](b"),
    "links in links": filled("[a](b)"),
    "links with titles": filled('[a](b "c'),
    "links to nowhere": filled("[a][b]"),
    "definitions": filled("[a]: b\n"),
    "definitions begun": filled("[a]:\n"),
    "tags begun": filled("<a "),
    "tags": filled("<a>"),
    "pairs": filled("<b>"),
    "pairs in pairs": filled("<b><i><u><s>"),
    "pairs closed": "<b>" * 2_857 + "</b>" * 2_857,
    "comments": filled("<!--"),
    "instructions": filled("<?"),
    "angles": filled("<"),
    "angles closed": filled(">"),
    "stars": filled("*"),
    "strong begun": filled("**a "),
    "emphasis begun": filled("*a "),
    "emphasis in emphasis": filled("*a_ "),
    "emphasis by turns": filled("a**b_c*"),
    "underscores": filled("_"),
    "underscores in words": filled("a_"),
    "ticks": filled("`"),
    "ticks by lengths": " ".join("`" * n for n in range(1, 199)),
    "ticks and letters": filled("`a``"),
    "fences": filled("```\n"),
    "fences begun": filled("```a\n"),
    "fences of many lengths": "\n".join("`" * n for n in range(3, 199)),
    "quotations": filled("> "),
    "quotations without spaces": filled(">"),
    "quotations of lists": filled("> - "),
    "quotations line by line": "\n".join(">" * n + " a" for n in range(1, 195)),
    "lists in lists": nested("-", indent="    ", levels=95),
    "lists in one line": filled("- "),
    "numbers in one line": filled("1. "),
    "items": filled("- a\n"),
    "items apart": filled("- a\n\n"),
    "items by turns": filled("- a\n1. b\n"),
    "items far in": filled("- a\n        b\n"),
    "titles": filled("# a\n"),
    "title marks": filled("#"),
    "title of marks": "# " + filled("#")[2:],
    "title of spaces": "# " + filled(" ", end="x")[2:],
    "underlines": filled("a\n===\n"),
    "rules": filled("* * * \n"),
    "rules spoilt": filled("- ", end="x"),
    "rules of one line": filled("_ _", end="x"),
    "tables wide": filled("|", end="\n" + "|-" * 4_000),
    "tables": "a|b\n-|-\n" + filled("|")[8:],
    "tables of one row each": filled("a|b\n-|-\n\n"),
    "tables of ticks": "a|b\n-|-\n" + filled("`|")[8:],
    "tables wide and long": "|".join("a" * 200)
    + "\n"
    + "|".join("-" * 200)
    + "\n"
    + "a|\n" * 6_400,
    "abbreviations": filled("*[a]: b\n"),
    "footnotes": filled("[^a]: b\n"),
    "ampersands": filled("&"),
    "entities": filled("&amp;"),
    "entities begun": filled("&#"),
    "entities of digits": "&#" + filled("9")[2:],
    "backslashes": filled("\\"),
    "backslashes and ticks": filled("\\`"),
    "addresses": filled("http://a "),
    "addresses begun": filled("https://"),
    "address without end": "https://a" + filled("/")[9:],
    "address of parentheses": "https://a" + filled(")")[9:],
    "mentions": filled("@lea "),
    "mentions joined": filled("@lea"),
    "mentions of hyphens": filled("@lea-"),
    "ats": filled("@"),
    "mailboxes": filled("<a@b.c>"),
    "mailbox without end": "<" + filled("a@")[1:],
    "spaces": "a" + filled(" ")[1:-1] + "a",
    "lines": filled("a\n"),
    "paragraphs": filled("a\n\n"),
    "tabs": filled("\t", end="a"),
    "tabs and items": filled("\t- a\n"),
    "colons": filled(" :"),
    "guillemets": filled("« "),
    "placeholders": filled("\u0002wzxhzdk:0\u0003"),
    "inline placeholders": filled("klzzwxh:0000"),
    "accents": "a" + filled("\u0315\u0300\u0334")[1:],
    "letters that grow": filled("\ufb2c"),
    "surrogates": filled("\ud83d"),
    "astral": filled("\U0001f600"),
    "one word": filled("a"),
}
"""Each a way that made some Markdown, some parser or some pattern take minutes, or end."""
