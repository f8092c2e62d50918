"""What counts where several offices told one figure, and sums that leave out what nobody has decided."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Dimension, Measure, Obtained, Source
from desktop.domain.county import CountyLine, open_of, sum_of
from desktop.domain.county_summary import Merged, summary
from desktop.domain.effective import Basis, Cells, effective
from desktop.domain.figure import FigureLine, FigureValue
from desktop.domain.money import Scale
from desktop.domain.month import Month

COUNTY, TOWN, BUREAU, OTHER = "140322-county", "140322-xiushui", "140322-nengyuan", "140322-gongxin"
YTD, STAFF = Measure.MAIN_REVENUE_YTD, Measure.STAFF
OCTOBER = Month(2026, 10)


def value(amount, source=Source.ENTERPRISE):
    return FigureValue(amount, str(amount), Scale.ONE, source, Obtained.PAPER, "", date(2026, 11, 3))


def told(**words):
    units = {"town": TOWN, "bureau": BUREAU, "other": OTHER, "county": COUNTY}
    return {units[name]: value(amount) for name, amount in words.items()}


def judged(words, lead=""):
    said = effective(words, COUNTY, lead)
    return said.basis, None if said.value is None else said.value.amount, said.unit


def test_the_countys_own_word_counts():
    assert judged(told(town=1, bureau=2, county=3)) == (Basis.ADOPTED, 3, COUNTY)
    assert judged(told(county=3)) == (Basis.ADOPTED, 3, COUNTY)


def test_one_word_counts_and_so_do_equal_ones():
    assert judged(told(town=7)) == (Basis.ALONE, 7, TOWN)
    assert judged(told(town=7, bureau=7))[:2] == (Basis.AGREED, 7)


def test_equal_amounts_agree_whatever_paper_they_were_read_from():
    words = {TOWN: value(7, Source.ENTERPRISE), BUREAU: value(7, Source.TAX_RETURN)}
    assert judged(words)[:2] == (Basis.AGREED, 7)


def test_words_that_differ_stay_open():
    assert judged(told(town=7, bureau=8)) == (Basis.OPEN, None, "")
    assert judged(told(town=7, bureau=8), lead=OTHER) == (Basis.OPEN, None, "")


def test_the_unit_that_decides_a_measure_is_shown_and_the_other_word_stays():
    words = told(town=7, bureau=8)
    assert judged(words, lead=BUREAU) == (Basis.LED, 8, BUREAU)
    assert effective(words, COUNTY, BUREAU).told == words
    # it decides nothing where it said nothing, or where the county has said a word
    assert judged(told(town=7), lead=BUREAU) == (Basis.ALONE, 7, TOWN)
    assert judged(told(town=7, bureau=8, county=9), lead=BUREAU) == (Basis.ADOPTED, 9, COUNTY)


WORDS = st.dictionaries(
    st.sampled_from([TOWN, BUREAU, OTHER, COUNTY]), st.integers(-9, 9).map(value), min_size=1, max_size=4
)


@given(WORDS, st.sampled_from(["", TOWN, BUREAU]), st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing(words, lead, random):
    shuffled = list(words.items())
    random.shuffle(shuffled)
    assert effective(words, COUNTY, lead) == effective(dict(shuffled), COUNTY, lead)


@given(WORDS, st.sampled_from(["", TOWN]))
def test_nothing_counts_that_nobody_said(words, lead):
    said = effective(words, COUNTY, lead)
    assert said.value is None or said.value in words.values()
    assert (said.value is None) == (said.basis is Basis.OPEN)
    assert dict(said.told) == words


def cells(**measures):
    return Cells({Measure(name): effective(words, COUNTY) for name, words in measures.items()})


def test_what_follows_from_an_open_figure_waits_too():
    one = cells(main_revenue_ytd=told(town=5, bureau=6))
    assert open_of(OCTOBER, {"2026-10": one}) == {YTD, Measure.MAIN_REVENUE_MONTH}
    before = {"2026-09": one, "2026-10": cells(main_revenue_ytd=told(town=9))}
    assert open_of(OCTOBER, before) == {Measure.MAIN_REVENUE_MONTH}
    typed = cells(main_revenue_ytd=told(town=9), main_revenue_month=told(town=1))
    assert open_of(OCTOBER, before | {"2026-10": typed}) == set()
    assert open_of(OCTOBER, {"2025-10": one}) == {Measure.MAIN_REVENUE_YTD_LAST}


def line(uid, found):
    values = found.values
    kept = {
        "enterprise": uid,
        "name": uid,
        "credit_code": "",
        "township": "",
        "values": values,
        "previous": {},
        "month_revenue": None,
        "month_derived": False,
        "ytd_last": None,
        "ytd_last_stored": None,
        "growth": None,
        "progress": None,
        "problems": (),
    }
    return CountyLine(FigureLine(**kept), "", found, open_of(OCTOBER, {"2026-10": found}))


LINES = st.lists(st.tuples(WORDS | st.none(), st.sampled_from([TOWN, "", OTHER]), st.sampled_from([BUREAU, ""])))


@given(LINES)
def test_the_sum_shown_is_the_sum_of_the_cells_shown(rows):
    lines = [line(str(n), Cells() if words is None else cells(staff=words)) for n, (words, _, _) in enumerate(rows)]
    found = sum_of(lines, STAFF)
    shown = [each.amount(STAFF) for each in lines if each.amount(STAFF) is not None]
    assert found.amount == (sum(shown) if shown else None)
    assert found.counted == len(shown)
    assert found.open == sum(STAFF in each.open for each in lines)
    assert found.counted + found.open == sum(words is not None for words, _, _ in rows)


@given(LINES)
def test_both_dimensions_reconcile(rows):
    lines = [line(str(n), Cells() if words is None else cells(staff=words)) for n, (words, _, _) in enumerate(rows)]
    places = {str(n): {Dimension.TERRITORY: town, Dimension.SECTOR: bureau} for n, (_, town, bureau) in enumerate(rows)}
    units = {Dimension.TERRITORY: [TOWN], Dimension.SECTOR: [BUREAU, OTHER]}
    found = summary(Merged(lines, places), units)
    for dimension in units:
        parts = [each for each in found if each.dimension is dimension and not each.whole]
        (whole,) = (each for each in found if each.dimension is dimension and each.whole)
        assert sum(len(part.lines) for part in parts) == len(whole.lines) == len(rows)
        assert sum(part.sums[STAFF].amount or 0 for part in parts) == (whole.sums[STAFF].amount or 0)
        assert sum(part.sums[STAFF].open for part in parts) == whole.sums[STAFF].open
        assert sum(part.waiting for part in parts) == whole.waiting
    wholes = [each for each in found if each.whole]
    assert wholes[0].sums == wholes[1].sums
