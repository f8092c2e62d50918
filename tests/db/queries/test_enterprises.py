"""Which enterprises the list shows, in what order, and what stands in a row."""

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models.enterprise import TierStay
from db.queries import enterprises
from db.queries.enterprises import pattern
from db.queries.list_rules import ListRules
from db.unit_of_work import Database
from desktop.domain.codes import LibraryStatus, Measure, OperatingStatus, Standing, Tier
from desktop.domain.enterprise import Chip, EnterpriseFilter
from desktop.services.steps.finding import findable, folded
from tests.db.making import CLERK, UNIT, World, add, enterprise, figure, fresh, issue, visit

WAN = 1_000_000  # 分 in a 万元
RULES = ListRules(
    unit=UNIT,
    year=2026,
    threshold=2000 * WAN,
    near_from=1600 * WAN,
    bands=(500 * WAN, 1000 * WAN, 2000 * WAN),
    unit_names=MappingProxyType({"t1": "秀水镇", "d1": "能源局"}),
)


def made(uid, name, code=None, **values):
    """Return an enterprise with the derived columns that the program gives it."""
    return enterprise(
        uid, name, credit_code=code, **values, **findable(name, values.get("former_names", ()), code or "")._asdict()
    )


@pytest.fixture(scope="module")
def listed(template, tmp_path_factory):
    """Return a ledger of a dozen enterprises that differ in what the list asks about."""
    database = fresh(template, tmp_path_factory.mktemp("listed"), World())
    add(
        database,
        made("a", "演示晋盛耐火材料有限公司", "91140322MA0K1A2B3C", tier="key", township="t1", contact="李演示"),
        made("b", "演示秀水混凝土有限公司", "91140322MA0K9Z8Y7X", tier="base", status="stopped", department="d1"),
        made("c", "演示100%纯_粮油厂", tier="base", status="half_stopped", contact_phone="0353-8088888"),
        made("d", "演示ＡＢＣ科技", "91140322MA0KABCDEF", library_status="admitted", industry_code="3089"),
        made("e", "演示达规选煤厂", former_names=["演示老洗煤厂"], township="t2"),
        made("f", "演示出库企业", library_status="exited"),
        made("g", "演示作废企业", "91140322MA0K000000", tier="key", status="stopped", voided=True),
        visit("v1", "a", date(2026, 3, 5)),
        visit("v2", "a", date(2026, 4, 5)),
        visit("v3", "b", date(2025, 12, 31)),
        visit("v4", "c", date(2026, 1, 1), voided=True, void_reason="录重了"),
        visit("v5", "e", date(2026, 12, 31)),
        issue("i1", "a"),
        issue("i2", "a", state="closed"),
        issue("i3", "a", voided=True),
        issue("i4", "c", state="parked"),
    )
    year = {"a": 1700, "b": 1599, "c": 1600, "d": 5000, "e": 2000, "f": 2500, "g": 1999}
    month = {"a": 499, "b": 500, "c": 1999, "d": 800, "e": 2000, "g": 1}
    with database.work("figures", CLERK) as work:
        for uid, amount in year.items():
            work.set_figure(uid, "2025", Measure.MAIN_REVENUE_YEAR, UNIT, figure(amount * WAN))
        for uid, amount in month.items():
            work.set_figure(uid, "2026-10", Measure.MAIN_REVENUE_YTD, UNIT, figure(amount * WAN))
        # what another office says of last year moves nothing here
        work.set_figure("b", "2025", Measure.MAIN_REVENUE_YEAR, "140322-gxj", figure(9999 * WAN))
        work.set_figure("b", "2024", Measure.MAIN_REVENUE_YEAR, UNIT, figure(9999 * WAN))
    yield database
    database.close()


def ids(database: Database, **query):
    return database.read(enterprises.ids, EnterpriseFilter(**query), RULES)


@pytest.mark.parametrize(
    ("chip", "expected"),
    [
        (Chip.ALL, "abcdef"),
        (Chip.BASE, "bc"),
        (Chip.KEY, "a"),
        (Chip.NEAR, "ac"),
        (Chip.REACHED, "ef"),
        (Chip.ADMITTED, "d"),
        (Chip.STOPPED, "bc"),
        (Chip.UNVISITED, "bcdf"),
    ],
)
def test_chip_shows(listed, chip, expected):
    assert set(ids(listed, chip=chip)) == set(expected)


def test_every_chip_counts_what_it_shows(listed):
    counts = listed.read(enterprises.counts, RULES)
    assert counts == {chip: len(ids(listed, chip=chip)) for chip in Chip}


def test_chips_of_revenue_agree_with_the_standing_of_the_rows(listed):
    rows = listed.read(enterprises.rows, ids(listed), RULES)
    for chip, standing in ((Chip.NEAR, Standing.NEAR), (Chip.REACHED, Standing.REACHED)):
        assert set(ids(listed, chip=chip)) == {row.uid for row in rows if row.standing is standing}


def test_counts_of_an_empty_ledger_are_zero(database):
    assert set(database.read(enterprises.counts, RULES).values()) == {0}
    assert database.read(enterprises.band_counts, "2026-10", RULES) == ([0, 0, 0, 0], 0)


@pytest.mark.parametrize(("band", "expected"), [(0, "a"), (1, "b"), (2, "c"), (3, "e"), (-1, "f")])
def test_band_shows(listed, band, expected):
    assert set(ids(listed, band=band, month="2026-10")) == set(expected)


def test_bands_count_what_they_show(listed):
    found, unreported = listed.read(enterprises.band_counts, "2026-10", RULES)
    assert found == [len(ids(listed, band=band, month="2026-10")) for band in range(4)]
    assert unreported == len(ids(listed, band=-1, month="2026-10"))


def test_month_without_figures_is_all_unreported(listed):
    assert listed.read(enterprises.band_counts, "2026-09", RULES) == ([0, 0, 0, 0], 5)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "abcdef"),
        ("耐火", "a"),
        ("演示 混凝土", "b"),
        ("耐火 混凝土", ""),
        ("ysjsnh", "a"),  # initials
        ("YSJSNH", "a"),
        ("0k9z8y", "b"),  # a piece of the code
        ("MA0K", "abd"),
        ("100%", "c"),
        ("%", "c"),
        ("纯_粮", "c"),
        ("_", "c"),
        ("\\", ""),
        ("ａｂｃ", "d"),  # full-width
        ("老洗煤", "e"),  # a former name
        ("ysl", "e"),
        ("演示作废", ""),
        ("' OR 1=1 --", ""),
    ],
)
def test_words_find(listed, words, expected):
    assert set(ids(listed, text=folded(words))) == set(expected)


def test_filters_add_up(listed):
    assert ids(listed, text="演示", chip=Chip.STOPPED, department="d1") == ("b",)
    assert ids(listed, chip=Chip.STOPPED, township="t1") == ()
    assert ids(listed, township="t1") == ("a",)


@given(word=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8))
def test_pattern_takes_every_character_as_itself(listed, word):
    like = "SELECT ? LIKE ? ESCAPE '\\'"
    ask = lambda text: listed.read(  # noqa: E731
        lambda connection: connection.exec_driver_sql(like, (text, pattern(word))).scalar()
    )
    assert ask(f"前{word}后") == 1
    assert ask("无关") == int(word in "无关")


VALUES = {
    "name": lambda row: findable(row.name, (), "").sort_name,
    "credit_code": lambda row: row.credit_code,
    "industry_code": lambda row: row.industry_code,
    "tier": lambda row: row.tier,
    "status": lambda row: row.status,
    "library_status": lambda row: row.library_status,
    "last_year_revenue": lambda row: row.last_year_revenue,
    "standing": lambda row: row.last_year_revenue,
    "last_visit_on": lambda row: row.last_visit_on,
    "open_issues": lambda row: row.open_issues,
    "contact": lambda row: row.contact,
    "contact_phone": lambda row: row.contact_phone,
    "township": lambda row: row.township,
    "department": lambda row: row.department,
}


def test_every_column_that_sorts_is_tried():
    assert set(VALUES) == set(enterprises._ORDERS)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", VALUES)
def test_rows_are_sorted_and_blanks_come_last(listed, column, descending):
    found = ids(listed, sort=column, descending=descending)
    assert sorted(found) == list("abcdef")
    values = [VALUES[column](row) for row in listed.read(enterprises.rows, found, RULES)]
    said = [value for value in values if value not in {None, ""}]
    assert values[: len(said)] == said
    if column not in {"township", "department"}:  # sorted by id, shown by name
        assert said == sorted(said, reverse=descending)


def test_ties_stand_in_the_order_of_names(listed):
    for descending in (False, True):
        found = ids(listed, sort="department", descending=descending)
        others = [uid for uid in ids(listed) if uid != "b"]
        assert list(found) == ["b", *others]


def test_row_says_what_the_list_shows(listed):
    (row,) = listed.read(enterprises.rows, ["a"], RULES)
    assert (row.name, row.township, row.department, row.tier) == ("演示晋盛耐火材料有限公司", "秀水镇", "", Tier.KEY)
    assert (row.last_visit_on, row.open_issues, row.last_year_revenue) == (date(2026, 4, 5), 1, 1700 * WAN)
    assert (row.standing, row.status, row.library_status) == (
        Standing.NEAR,
        OperatingStatus.NORMAL,
        LibraryStatus.BELOW,
    )


def test_rows_come_in_the_order_asked_and_unknown_ones_are_left_out(listed):
    assert [row.uid for row in listed.read(enterprises.rows, ["c", "nobody", "a", "e"], RULES)] == ["c", "a", "e"]
    assert listed.read(enterprises.rows, [], RULES) == ()


def test_unit_that_no_plan_names_is_shown_by_its_id(listed):
    assert listed.read(enterprises.rows, ["e"], RULES)[0].township == "t2"


def test_draft_of_what_was_kept(listed):
    draft, voided = listed.read(enterprises.draft_of, "e")
    assert (draft.name, draft.former_names, draft.credit_code, draft.township) == (
        "演示达规选煤厂",
        ("演示老洗煤厂",),
        "",
        "t2",
    )
    assert not voided
    assert listed.read(enterprises.draft_of, "g")[1]
    assert listed.read(enterprises.draft_of, "nobody") is None


def test_alike_by_code_or_by_name_but_not_itself_and_not_void(listed):
    found = listed.read(enterprises.alike, "91140322MA0K1A2B3C", "演示100纯粮油厂", "")
    assert {(likeness.uid, likeness.by) for likeness in found} == {("a", "code"), ("c", "name")}
    assert listed.read(enterprises.alike, "91140322MA0K1A2B3C", "", "a") == ()
    assert listed.read(enterprises.alike, "91140322MA0K000000", "演示作废企业", "") == ()
    assert listed.read(enterprises.alike, "", "", "") == ()


def test_revenue_and_standing_of_one(listed):
    assert listed.read(enterprises.last_year_revenue, "d", RULES) == (5000 * WAN, Standing.ADMITTED)
    assert listed.read(enterprises.last_year_revenue, "b", RULES) == (1599 * WAN, Standing.BELOW)


def test_stays_in_tiers_come_oldest_first(database):
    add(
        database,
        enterprise("e1"),
        TierStay(uid="t2", enterprise="e1", tier="key", since=date(2026, 5, 1), reason="升级"),
        TierStay(uid="t1", enterprise="e1", tier="base", since=date(2025, 3, 1), until=date(2026, 5, 1)),
    )
    spans = database.read(enterprises.tier_spans, "e1")
    assert [(span.uid, span.tier, span.until) for span in spans] == [
        ("t1", Tier.BASE, date(2026, 5, 1)),
        ("t2", Tier.KEY, None),
    ]
