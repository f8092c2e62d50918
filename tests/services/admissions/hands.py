"""What the tests of applications share: entering one, figures, and steps as the bureau tells them."""

from dataclasses import replace
from datetime import date

from desktop.domain.admission import AdmissionAction, AdmissionDraft, AdmissionStepDraft
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.windows import WindowKind
from desktop.wiring import Services

WAN = 1_000_000
OCTOBER = Month(2026, 10)
FIRST = WindowKind.ANNUAL_FIRST


def enter(services: Services, firm: str, **said) -> str:
    draft = AdmissionDraft(firm, route="growth", window=FIRST, begun_on=date(2026, 10, 9))
    saved = services.admissions.add(replace(draft, **said))
    assert saved.uid, saved.problems
    return saved.uid


def report(services: Services, firm: str, month: Month, source=Source.INCOME_STATEMENT, **wan: int) -> None:
    inputs = tuple(FigureInput(Measure(name), each * WAN, str(each), Scale.TEN_THOUSAND) for name, each in wan.items())
    assert services.figures.save(FigureEntry(firm, month, inputs, source, Obtained.PAPER)).uid


def take(services: Services, uid: str, action: AdmissionAction, **said):
    told = {"told_by": "县统计局（演示）", "basis": "电话告知（演示）"}
    draft = AdmissionStepDraft(action, **({"on": date(2026, 10, 20)} | told | said))
    return services.admissions.step(uid, draft)


def walk(services: Services, uid: str, *actions: AdmissionAction) -> None:
    for action in actions:
        saved = take(services, uid, action)
        assert saved.uid, saved.problems
