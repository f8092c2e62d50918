"""Which permission a round needs, and which one it has."""

from datetime import date

import pytest

from desktop.domain.codes import FilingState
from desktop.domain.permit import (
    Permission,
    PermitKind,
    PermitRow,
    Permitted,
    kinds_needed,
    permit_for,
    permitted,
    wanted_permission,
)

CORRECTION, LATE = PermitKind.CORRECTION, PermitKind.LATE
SENT, ACCEPTED, RETURNED = FilingState.SENT, FilingState.ACCEPTED, FilingState.RETURNED
DAY = date(2026, 11, 20)


def permit(uid="p", kind=CORRECTION, **more):
    values = {"unit": "u", "month": "2026-10", "form": "", "given_on": date(2026, 11, 5), "until": date(2026, 11, 30)}
    return PermitRow(uid, kind=kind, reason="企业补报了发票", **values | more)


@pytest.mark.parametrize(
    ("before", "latest", "closed", "kinds"),
    [
        (None, None, False, set()),
        (SENT, SENT, False, set()),
        (ACCEPTED, ACCEPTED, False, {CORRECTION}),
        (ACCEPTED, ACCEPTED, True, {CORRECTION}),
        (None, None, True, {LATE}),
        (SENT, SENT, True, {CORRECTION, LATE}),
        (None, RETURNED, True, set()),  # the county asks for it itself
        (ACCEPTED, RETURNED, False, set()),
    ],
)
def test_what_is_needed(before, latest, closed, kinds):
    assert kinds_needed(before, latest, closed=closed) == kinds


@pytest.mark.parametrize(
    ("earlier", "closed", "wanted"),
    [
        ((), False, False),
        ((), True, True),
        ((ACCEPTED,), False, True),
        ((ACCEPTED, RETURNED), False, False),
        ((RETURNED,), True, False),
        ((SENT,), False, False),
    ],
)
def test_what_the_county_wants_of_a_round(earlier, closed, wanted):
    assert wanted_permission(earlier, closed=closed) is wanted


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"form": "f"}, True),
        ({"form": "g"}, False),
        ({"month": "2026-09"}, False),
        ({"unit": "v"}, False),
        ({"kind": LATE}, False),
        ({"until": DAY}, True),
        ({"until": date(2026, 11, 19)}, False),
        ({"given_on": date(2026, 11, 21)}, False),
        ({"voided": True}, False),
    ],
)
def test_which_one_holds(more, holds):
    found = permit_for({CORRECTION}, [permit(**more)], "u", "2026-10", "f", today=DAY)
    assert (found is not None) is holds


def test_the_longest_one_is_named():
    both = [permit("long"), permit("short", until=date(2026, 11, 21))]
    assert permit_for({CORRECTION}, both, "u", "2026-10", "f", today=DAY).uid == "long"


def test_what_is_missing():
    assert Permission().missing is None
    assert Permission(frozenset({CORRECTION})).missing is CORRECTION
    assert Permission(frozenset(PermitKind)).missing is LATE
    assert Permission(frozenset({CORRECTION}), permit()).missing is None


@pytest.mark.parametrize(
    ("named", "more", "needed", "word"),
    [
        ("", {}, False, None),
        ("", {}, True, Permitted.NONE),
        ("p", {}, True, Permitted.GIVEN),
        ("p", {"unit": "v"}, True, Permitted.NONE),  # that of another unit is none
        ("p", {"form": "g"}, True, Permitted.NONE),
        ("q", {}, True, Permitted.NONE),
        ("p", {"voided": True}, True, Permitted.TAKEN_BACK),
    ],
)
def test_how_a_round_stands_to_the_permissions_given(named, more, needed, word):
    assert permitted(named, [permit(**more)], "u", "2026-10", "f", needed=needed) is word
