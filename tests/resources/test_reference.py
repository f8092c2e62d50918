"""The reference tables say what the standards and notices say."""

from datetime import date
from pathlib import Path

from desktop.domain.codes import UnitKind
from desktop.services.presets import PresetService

SERVICE = PresetService(Path(__file__).parents[2] / "resources")


def test_industries_are_41_in_three_sections():
    industries = SERVICE.industries()
    codes = [industry.code for industry in industries]
    assert codes == [f"{number:02d}" for number in range(6, 47)]
    assert [sum(row.section == letter for row in industries) for letter in "BCD"] == [7, 31, 3]
    assert set(SERVICE.sections()) == set("BCD")
    names = {row.code: row.name for row in industries}
    assert (names["06"], names["11"]) == ("煤炭开采和洗选业", "开采专业及辅助性活动")
    assert (names["25"], names["46"]) == ("石油、煤炭及其他燃料加工业", "水的生产和供应业")
    assert len(set(names.values())) == 41


def test_townships_are_the_13_of_yuxian_with_the_codes_of_its_units():
    townships = SERVICE.townships()
    assert [int(row.code[-3:]) for row in townships] == [*range(100, 108), 200, 201, 203, 204, 205]
    units = [unit for unit in SERVICE.load("yuxian-2024").units if unit.kind is UnitKind.TOWNSHIP]
    assert {(row.code, row.name) for row in townships} == {(unit.code, unit.name) for unit in units}


OFF = {
    2024: "1/1; 2/10–17; 4/4–6; 5/1–5; 6/10; 9/15–17; 10/1–7",
    2025: "1/1; 1/28–2/4; 4/4–6; 5/1–5; 5/31–6/2; 10/1–8",
    2026: "1/1–3; 2/15–23; 4/4–6; 5/1–5; 6/19–21; 9/25–27; 10/1–7",
}
WORKING = {
    2024: "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12",
    2025: "1/26 2/8 4/27 9/28 10/11",
    2026: "1/4 2/14 2/28 5/9 9/20 10/10",
}


def day(year: int, text: str) -> date:
    month, number = text.split("/")
    return date(year, int(month), int(number))


def days_off(year: int, table: str) -> set[date]:
    found = set()
    for span in table.split("; "):
        first, _, last = span.partition("–")
        start = day(year, first)
        end = day(year, last if "/" in last else f"{start.month}/{last}") if last else start
        found |= {date.fromordinal(number) for number in range(start.toordinal(), end.toordinal() + 1)}
    return found


def test_holidays_are_those_announced():
    calendar = SERVICE.calendar()
    assert calendar.years == {2024, 2025, 2026}
    assert calendar.off == set().union(*(days_off(year, table) for year, table in OFF.items()))
    assert calendar.working == {day(year, text) for year, table in WORKING.items() for text in table.split()}
    assert all(moved.weekday() >= 5 for moved in calendar.working)
    assert not calendar.off & calendar.working
