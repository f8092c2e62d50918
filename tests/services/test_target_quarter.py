"""The table of progress by quarter: what came since the end of the quarter before, beside the year's sums."""

import pytest

from desktop.domain.codes import LibraryStatus
from desktop.domain.month import Month
from desktop.wording.words_project import quarter_word
from tests.services.making import enter


@pytest.fixture
def admitted(services):
    """Admissions in February, August and October of 2026."""
    for name, month in (("甲", "2026-02"), ("乙", "2026-08"), ("丙", "2026-10")):
        enter(services, f"盂县{name}厂（演示）", library_status=LibraryStatus.ADMITTED, admitted_month=month)
    return services


@pytest.mark.parametrize(
    ("month", "quarter", "year"),
    [
        (Month(2026, 2), 1, 1),
        (Month(2026, 3), 1, 1),
        (Month(2026, 6), 0, 1),
        (Month(2026, 9), 1, 2),
        (Month(2026, 10), 1, 3),
    ],
)
def test_a_quarter_counts_what_came_since_the_one_before(admitted, month, quarter, year):
    (line,) = admitted.targets.facts(month).rows
    told = line.facts
    assert (told["quarter_additions"], told["quarter_net"], told["additions"]) == (quarter, quarter, year)


def test_an_open_quarter_says_how_far_it_goes():
    assert quarter_word(Month(2026, 9)) == "第三季度"
    assert quarter_word(Month(2026, 2)) == "第一季度（到2月）"
    assert quarter_word(Month(2026, 11)) == "第四季度（到11月）"
