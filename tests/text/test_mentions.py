"""Who is called by name in a text."""

import pytest

from app.text import mentioned_handles

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Merci @lea !", ("lea",)),
        ("@Lea, @LEA et @lea_martin-2.", ("lea", "lea_martin-2")),
        ("(@lea) **@karim** _@samir_ «@ines»", ("lea", "karim", "samir", "ines")),
        ("> @lea\n\n- @karim\n\n    @samir", ("lea", "karim", "samir")),
        ("@lea: bonjour, @karim; @lea-", ("lea", "karim")),
    ],
)
def test_a_person_is_called_by_their_handle(text: str, handles: tuple[str, ...]) -> None:
    assert mentioned_handles(text) == handles


@pytest.mark.parametrize(
    "text",
    [
        "lea@exemple.fr et lea.martin+asso@exemple.fr",
        "https://mastodon.social/@lea et https://a.fr/?u=@lea",
        "[le lien](/page/@lea) et [autre](<https://a.fr/@lea>)",
        "`@lea` et ``a ` @lea`` et ```@lea```",
        "```\n@lea\n```",
        "~~~~ python\n@lea\n~~~\n~~~~",
        "@le, @_lea, @é et @" + "a" * 31,
        "@lea@mastodon.social et @exemple.fr",
        "a@lea @léa",
    ],
)
def test_code_and_addresses_call_nobody(text: str) -> None:
    assert mentioned_handles(text) == ()


def test_a_backtick_never_closed_hides_nobody() -> None:
    assert mentioned_handles("@lea\n\nUn ` seul, @karim\n\net ` ici") == ("lea", "karim")


def test_nobody_is_called_from_code_that_is_never_closed_or_stands_in_a_list() -> None:
    assert mentioned_handles("@lea\n- a\n  ```\n  @karim\n\n@samir\n~~~\n@awa") == ("lea", "samir")


def test_text_around_code_still_calls() -> None:
    assert mentioned_handles("@lea `@karim` @samir\n```\n@ines\n```\n@awa") == (
        "lea",
        "samir",
        "awa",
    )


def test_twenty_people_are_called_at_most() -> None:
    assert len(mentioned_handles(" ".join(f"@membre{n}" for n in range(30)))) == 20
