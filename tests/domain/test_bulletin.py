"""How punctually units filed: the first form that was not empty decides."""

from datetime import date
from decimal import Decimal

from desktop.domain.bulletin import Punctuality, Received, punctuality

DUE = date(2026, 11, 5)
FORMS = ("key-monitoring", "visit-month")


def came(form, day, *, empty=False, unit="town"):
    return Received(unit, form, date(2026, 11, day), empty)


def filed(*received):
    return punctuality(["town"], FORMS, received, DUE)["town"]


def test_the_first_hand_over_decides():
    found = filed(came("key-monitoring", 9), came("key-monitoring", 5), came("visit-month", 6))
    assert (found.due, found.on_time, found.late, found.missing) == (2, 1, 1, 0)
    assert found.percent == Decimal("50.0")


def test_an_empty_form_and_one_of_another_kind_do_not_count():
    found = filed(
        came("key-monitoring", 3, empty=True), came("project-ledger", 3), came("visit-month", 3, unit="other")
    )
    assert (found.on_time, found.missing) == (0, 2)


def test_where_nothing_was_due_there_is_no_rate():
    assert Punctuality().percent is None
    assert (Punctuality(2, 1, 0) + Punctuality(1, 1, 0)).percent == Decimal("66.7")
