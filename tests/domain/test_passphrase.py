"""A passphrase is hard to guess and easy to say."""

import re

import pytest

from desktop.domain.passphrase import fresh_passphrase, is_weak


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
    ],
)
def test_what_is_weak(passphrase, weak):
    assert is_weak(passphrase) is weak
