"""Editions of forms: which one holds in a month, and which cannot follow."""

from datetime import UTC, datetime

import pytest

from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import (
    FormChange,
    FormEdition,
    Retirement,
    edition_in_force,
    edition_problems,
    retired_by,
    retirements_of,
)


def edition(number: int, since: str = "", subject: FormSubject = FormSubject.VISIT) -> FormEdition:
    at = datetime(2026, 11, 5, tzinfo=UTC)
    return FormEdition("own-1", number, "表", subject, True, True, False, since, "", "", 3, at, "李演示")


@pytest.mark.parametrize(
    ("month", "number"),
    [("2025-12", 1), ("2026-10", 1), ("2026-11", 2), ("2026-12", 3), ("2027-02", 3)],
)
def test_a_month_takes_the_newest_edition_that_holds_by_then(month: str, number: int) -> None:
    assert edition_in_force([(1, ""), (2, "2026-11"), (3, "2026-12")], month) == number


def test_two_editions_of_one_month_mean_the_newer() -> None:
    assert edition_in_force([(3, "2026-11"), (2, "2026-11")], "2026-11") == 3


def test_a_month_before_the_first_edition_is_filled_in_as_first_issued() -> None:
    assert edition_in_force([(1, "2026-11"), (2, "2026-12")], "2026-10") == 1


@pytest.mark.parametrize(
    ("number", "since", "subject", "codes"),
    [
        (3, "2026-12", FormSubject.VISIT, []),
        (3, "2026-11", FormSubject.VISIT, []),
        (2, "2026-12", FormSubject.VISIT, ["form_edition_used"]),
        (1, "2026-12", FormSubject.VISIT, ["form_edition_used"]),
        (3, "2026-10", FormSubject.VISIT, ["form_holds_too_early"]),
        (2, "2026-10", FormSubject.ISSUE, ["form_edition_used", "form_subject_changed", "form_holds_too_early"]),
    ],
)
def test_an_edition_follows_the_newest_one(number: int, since: str, subject: FormSubject, codes: list[str]) -> None:
    known = [edition(1), edition(2, "2026-11")]
    assert [each.code for each in edition_problems("own-1", number, subject, since, known)] == codes
    assert not edition_problems("own-1", number, subject, since, [])


def test_a_form_is_out_of_use_from_its_month_on() -> None:
    county = Retirement("c", "own-1", "2026-12", "县里停用", by_county=True)
    gone = retirements_of([county, Retirement("r", "own-1", "2026-11", "不再收")], ())
    assert [each.uid for each in gone["own-1"]] == ["r", "c"]
    assert [each.uid for each in retirements_of([county], {"own-2"})["own-1"]] == ["c"]
    assert not retirements_of([county], {"own-1"})
    assert [retired_by(gone, "own-1", month) for month in ("2026-10", "2026-11", "2026-12")] == [False, True, True]
    assert not retired_by(gone, "own-2", "2026-12")


def test_a_change_of_nothing_says_so() -> None:
    assert FormChange(old_title="表", new_title="表").nothing
    assert not FormChange(added=("行业",), old_title="表", new_title="表").nothing
    assert not FormChange(old_title="表", new_title="新表").nothing
