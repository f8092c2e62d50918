"""A folder of letters looked at together: what they do as a whole, and which letter is missing."""

from datetime import UTC, datetime

from desktop.domain.package import PackageType
from desktop.domain.rehearsal import RehearsalLine, missing, summed
from desktop.kernel.errors import KnownError

SUBMISSION = PackageType.SUBMISSION
LINES = (
    RehearsalLine("a.sgb", "甲镇", SUBMISSION, 2, "2026-10", added=3, changed=48, to_check=5, rounds=3),
    RehearsalLine("b.sgb", "乙镇", SUBMISSION, 1, "2026-10", taken_at=datetime(2026, 11, 5, tzinfo=UTC)),
    RehearsalLine("c.sgb", "丙镇", SUBMISSION, 4, error=KnownError("package_gap", missing=3)),
    RehearsalLine("d.sgb", "丙镇", SUBMISSION, 5, error=KnownError("package_gap", missing=3)),
    RehearsalLine("e.sgb", error=KnownError("package_damaged", place="-")),
)


def test_what_cannot_be_taken_and_what_was_taken_counts_for_nothing():
    whole = summed(LINES)
    assert (whole.letters, whole.again, whole.refused) == (1, 1, 3)
    assert (whole.added, whole.changed, whole.to_check, whole.rounds) == (3, 48, 5, 3)


def test_a_missing_letter_is_named_once():
    assert missing(LINES) == (("丙镇", 3),)
