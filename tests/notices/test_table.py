"""Every case the rules decide, for every kind there is, against the precedence told once more."""

import csv

from flask import Flask

NATURES = {
    "likes.liked": "activity",
    "friends.asked": "always",
    "friends.accepted": "always",
    "groups.asked": "always",
    "groups.admitted": "always",
    "groups.refused": "always",
    "groups.removed": "always",
    "groups.role": "always",
    "groups.made_public": "always",
    "groups.made_known": "always",
    "blog.submitted": "always",
    "blog.moved": "always",
    "blog.asked": "direct",
    "blog.remarked": "always",
    "blog.answered": "direct",
    "blog.replied": "direct",
    "blog.mentioned": "direct",
    "blog.opened": "activity",
    "blog.posted": "activity",
    "blog.moderated": "always",
    "blog.opened_up": "always",
    "forum.answered": "direct",
    "forum.replied": "direct",
    "forum.mentioned": "direct",
    "forum.accepted": "direct",
    "forum.waiting": "direct",
    "forum.to_check": "direct",
    "forum.outdated": "direct",
    "forum.checked": "direct",
    "forum.opened": "activity",
    "forum.posted": "activity",
    "forum.moderated": "always",
    "forum.opened_up": "always",
}
"""What a kind is, whatever its code says: direct ones are addressed to somebody."""


def _expected(case: dict[str, str]) -> tuple[str, str]:
    """Return the number of the rule, and whether it delivers: the first that applies."""
    nature = NATURES[case["kind"]]
    steps = (
        (case["sees it"] == "no" or case["blocked"] == "yes", "1", "no"),
        (nature == "always", "2", "yes"),
        (case["thread"] == "mute", "3", "no"),
        (case["switched off"] == "yes", "4", "no"),
        (nature == "direct", "4", "yes"),
        (case["thread"] == "follow", "5", "yes"),
        (case["level"] in {"nothing", "threads"}, "6", "no"),
        (case["level"] == "everything" or case["friend"] == "yes", "6", "yes"),
    )
    return next(((rule, told) for applies, rule, told in steps if applies), ("6", "no"))


def test_every_case_of_every_kind_is_decided_as_promised(app: Flask):
    printed = app.test_cli_runner().invoke(args=["notices", "rules"]).output
    told = csv.DictReader(printed.splitlines())
    cases = [case for case in told if not case["kind"].startswith("tests.")]
    assert {case["kind"] for case in cases} == NATURES.keys()
    assert len(cases) == len(NATURES) * 2 * 2 * 3 * 2 * 4 * 2
    for case in cases:
        assert (case["rule"], case["delivered"]) == _expected(case), case
        kept = case["name"] == "drawer"
        assert kept == (case["level"] == "friends" and _expected(case) == ("6", "no")), case
