"""Small things that tests of the libraries make: a clock, firms with revenue, months, tables as they are."""

from datetime import date

from sqlalchemy import text

from desktop.domain.codes import (
    Measure,
    Obtained,
    Source,
    Tier,
)
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.wiring import Services
from tests.services.office_hand import NOW

WAN = 1_000_000
OCTOBER = Month(2026, 10)
TODAY = date(2026, 11, 5)
NEXT_YEAR = NOW.replace(year=2027, month=1, day=12)


class Clock:
    def __init__(self) -> None:
        self.now = NOW


def firm(services: Services, name: str, wan: int | None = None, tier: Tier | None = None, **said) -> str:
    saved = services.enterprises.save(EnterpriseDraft(f"盂县演示{name}有限公司", no_code_reason="演示", **said))
    assert saved.uid, saved.problems
    if wan is not None:
        revenue(services, saved.uid, 2025, wan)
    if tier is not None:
        assert services.enterprises.set_tier(saved.uid, TierDraft(tier, date(2026, 1, 15), "演示")).uid
    return saved.uid


def revenue(services: Services, uid: str, year: int, wan: int) -> None:
    given = FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)
    assert services.figures.set_year_revenue(uid, year, given, Source.INCOME_STATEMENT, Obtained.PAPER).uid


def report(services: Services, uid: str, month: Month, source=Source.INCOME_STATEMENT, **wan: int) -> None:
    inputs = tuple(FigureInput(Measure(name), each * WAN, str(each), Scale.TEN_THOUSAND) for name, each in wan.items())
    assert services.figures.save(FigureEntry(uid, month, inputs, source, Obtained.PAPER)).uid


def rows_of(services: Services, *tables: str) -> dict[str, list[tuple]]:
    def read(connection):
        return {
            table: sorted(tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {table}")))
            for table in tables
        }

    return services.libraries._database.read(read)
