"""Whom attempts are counted for."""

import pytest

from app.core import limits
from app.core.errors import TooOften


@pytest.mark.no_app
@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", True),
        ("2001:DB8:1:2:0:0:0:1", "2001:db8:1:2::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("::1", "::2", True),
        ("", "unknown", False),
    ],
)
def test_a_network_is_an_ipv4_address_or_64_bits_of_ipv6(one: str, other: str, *, is_same: bool):
    assert (limits.network_of(one) == limits.network_of(other)) is is_same


@pytest.mark.usefixtures("with_limits")
def test_two_addresses_of_one_household_are_counted_together_and_others_apart():
    limits.check_rate("1 per hour", "essai", limits.network_of("2001:db8:1:2::1"))
    with pytest.raises(TooOften):
        limits.check_rate("1 per hour", "essai", limits.network_of("2001:db8:1:2::2"))
    limits.check_rate("1 per hour", "essai", limits.network_of("2001:db8:1:3::1"))


@pytest.mark.usefixtures("with_limits")
@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("1 per 5 second", "Réessayez dans une minute."),
        ("1 per 10 minute", "Réessayez dans 10 minutes"),
        ("1 per 3 hour", "Réessayez dans 3 heures"),
    ],
)
def test_who_was_too_fast_is_told_when_to_come_back(rule: str, sentence: str):
    limits.check_rate(rule, "essai")
    with pytest.raises(TooOften, match=sentence) as refusal:
        limits.check_rate(rule, "essai")
    assert refusal.value.retry_after_seconds >= 1


@pytest.mark.usefixtures("with_limits")
def test_what_is_forgotten_counts_no_more():
    limits.check_rate("1 per hour", "essai")
    limits.forget("1 per hour", "essai")
    limits.check_rate("1 per hour", "essai")
