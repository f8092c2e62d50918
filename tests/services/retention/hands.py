"""What tests of retention do with a ledger: enter enterprises in the directory, collect figures, say words."""

from dataclasses import replace
from datetime import date

from sqlalchemy import text

from desktop.domain.codes import LibraryStatus, Measure, Obtained, OperatingStatus, Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.library_exit import ExitDraft
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.retention import RiskDraft
from desktop.domain.retention_plan import MeasureDraft, PlanDraft
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign
from desktop.wiring import Services

WAN = 1_000_000
OCTOBER = Month(2026, 10)
ENTER = RiskDraft(RiskAction.ENTER, date(2026, 10, 20), RiskGrade.HIGH, (RiskSign.STOPPED,), "", "实地看过（演示）")
PLAN = PlanDraft(date(2026, 10, 21), "缺流动资金（演示）", "", "", "盂县能源局", "田演示")
MEASURE = MeasureDraft("对接续贷（演示）", "盂县能源局", "田演示", date(2026, 10, 31), date(2026, 10, 21))
EXIT = ExitDraft(date(2026, 10, 30), "exit_closed", "名单（演示）", "县统计局（演示）", 2026)


def firm(services: Services, name: str = "盂县演示甲型煤有限公司（演示）", **said) -> str:
    usual = {"library_status": LibraryStatus.ADMITTED, "admitted_month": "2021-12", "no_code_reason": "演示"}
    return services.enterprises.save(EnterpriseDraft(name, **(usual | said))).uid


def stopped(services: Services) -> str:
    return firm(services, status=OperatingStatus.STOPPED)


def collect(services: Services, uid: str, month: Month, wan: int, source=Source.INCOME_STATEMENT) -> None:
    typed = (FigureInput(Measure.MAIN_REVENUE_YTD, wan * WAN, str(wan), Scale.TEN_THOUSAND),)
    assert services.figures.save(FigureEntry(uid, month, typed, source, Obtained.PAPER)).uid


def year_revenue(services: Services, uid: str, year: int, wan: int, source=Source.INCOME_STATEMENT) -> None:
    typed = FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)
    assert services.figures.set_year_revenue(uid, year, typed, source, Obtained.PAPER).uid


def say(services: Services, uid: str, **said) -> str:
    saved = services.retention.say_risk(uid, replace(ENTER, **said), OCTOBER)
    assert saved.uid, saved.problems
    return saved.uid


def at_risk(services: Services) -> str:
    uid = stopped(services)
    say(services, uid)
    return uid


def planned(services: Services) -> tuple[str, str, str]:
    uid = at_risk(services)
    plan = services.retention.make_plan(uid, PLAN).uid
    return uid, plan, services.retention.add_measure(plan, MEASURE).uid


def row(services: Services, uid: str):
    return services.retention.get(uid, OCTOBER)


def codes(saved) -> set[tuple[str, str]]:
    assert not saved.uid
    return {(problem.field, problem.code) for problem in saved.problems}


def number(services: Services, sql: str) -> int:
    return services.retention._database.read(lambda connection: connection.execute(text(sql)).scalar_one())
