"""A passphrase is hard to guess and easy to say."""

import re

import pytest

from desktop.domain.passphrase import as_heard, fresh_passphrase, is_weak


def test_a_fresh_one_is_five_groups_and_strong():
    made = {fresh_passphrase(str(number)) for number in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[0-9]{4}( [0-9]{4}){4}", each) for each in made)
    assert not any(map(is_weak, made))


@pytest.mark.parametrize(
    ("passphrase", "weak"),
    [
        ("1", True),
        ("123456", True),
        ("电话口令", True),
        ("3817 2049 5561 9920", True),  # sixteen digits
        ("3817 2049 5561 9920 4475", False),
        ("1" * 40, True),
        ("春风二月四九天", False),
        ("春风二月四九", True),
        ("correct horse battery", False),
        ("0123 4567 8901 2345 6789", True),  # counting
        ("9876 5432 1098 7654 3210", True),
        ("1234 5678 1234 5678 1234", True),  # the same again
        ("2468 0246 8024 6802 4680", True),
        ("2026 1120 2026 1120 2026", True),
    ],
)
def test_what_is_weak(passphrase, weak):
    assert is_weak(passphrase) is weak


@pytest.mark.parametrize(
    "heard", ["38172049556199204475", "3817-2049-5561-9920-4475", " ３８１７ 2049 5561 9920 4475\n"]
)
def test_the_gaps_of_what_was_heard_do_not_matter(heard):
    assert as_heard(heard) == as_heard("3817 2049 5561 9920 4475")
