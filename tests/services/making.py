"""What tests of the services make: a world that stands still, ledgers, and entries with only what matters."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from db.journal import content_digest
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.codes import Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.filing_answer import BLANK, AnswerDraft, AnswerWhy
from desktop.domain.importing import Bucket, ImportPlan
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.saved import Saved
from desktop.domain.visit import VisitDraft
from desktop.domain.workspace import FirstStart
from desktop.kernel.progress import Progress
from desktop.wiring import Services, World, create_ledger

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 11, 5, 9, 31, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
START = FirstStart(
    preset="yuxian-2024", unit_name="盂县能源局", year=2026, person_name="李演示", person_post="科员", person_phone=""
)
# 18 characters with good check digits
CODE, OTHER_CODE, THIRD_CODE = "91140322MA0YBLT0XR", "91350100M000100Y43", "91512081MA62K0260E"
WAN = 1_000_000  # 分 in 万元


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **spans: float) -> None:
        """Move on by *spans* (`days`, `minutes` …)."""
        self.now += timedelta(**spans)


def make_world(clock: Clock, prefix: str = "id", host: str = "test") -> World:
    """Return a world of *clock* whose ids count up behind *prefix*."""
    numbers = itertools.count(1)
    return World(
        resources=RESOURCES,
        clock=clock,
        new_id=lambda: f"{prefix}{next(numbers):06d}",
        salt=lambda: f"{next(numbers):032x}",
        pid=1,
        host=host,
    )


def begun(folder: Path, world: World, **start: Any) -> Services:
    """Return a new ledger in *folder*, of 盂县能源局 where *start* says nothing else."""
    values = {name: getattr(START, name) for name in FirstStart.__dataclass_fields__}
    made = create_ledger(folder, FirstStart(**values | start), world)
    assert not isinstance(made, tuple), made
    return made


def database_of(services: Services) -> Database:
    """Return the ledger's file behind *services*."""
    return services.check._database


def digest(services: Services) -> str:
    """Return the digest of all business tables."""
    return database_of(services).read(content_digest)


@contextmanager
def nothing_written(services: Services) -> Iterator[None]:
    """Fail if the block writes a single row."""
    database = database_of(services)
    before = digest(services), database.total_changes()
    yield
    assert (digest(services), database.total_changes()) == before


def codes(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Return (field, code) of *problems*."""
    return [(problem.field, problem.code) for problem in problems]


def kept(saved: Saved) -> str:
    """Return the uid of what was kept."""
    assert saved.uid, saved.problems
    return saved.uid


def enter(services: Services, name: str = "盂县甲洗煤厂（演示）", code: str = "", **fields: Any) -> str:
    """Enter an enterprise and return its uid."""
    return kept(services.enterprises.save(EnterpriseDraft(name=name, credit_code=code, **fields)))


def put_in(services: Services, uid: str, tier: Tier | None = Tier.KEY, on: date = date(2026, 1, 15)) -> None:
    """Move enterprise *uid* into *tier*."""
    kept(services.enterprises.set_tier(uid, TierDraft(tier, on, "按上年营收")))


def cell(measure: Measure, number: int, **more: Any) -> FigureInput:
    """Return what is typed as *number* in the measure's usual unit: 万元, people or 千瓦时."""
    if measure in {Measure.STAFF, Measure.ELECTRICITY_YTD}:
        places = 1 if measure is Measure.STAFF else 100
        return FigureInput(measure, number * places, str(number), Scale.ONE, **more)
    return FigureInput(measure, number * WAN, str(number), Scale.TEN_THOUSAND, **more)


def figures(uid: str, month: Month = OCTOBER, **amounts: int) -> FigureEntry:
    """Return an entry of *amounts* in 万元 by measure, told by the enterprise on paper."""
    inputs = tuple(cell(Measure(name), amount) for name, amount in amounts.items())
    return FigureEntry(uid, month, inputs, Source.INCOME_STATEMENT, Obtained.PAPER, "会计")


def explain(services: Services, form: str, month: Month = OCTOBER, owner: str = "") -> int:
    """Give a reason for everything that *form* asks about (*owner* alone if named); return how many there were."""
    asked = [
        each
        for each in services.answers.open(month, form)
        if each.problem.severity is Severity.CHECK and owner in {"", each.owner}
    ]
    drafts = [
        AnswerDraft(
            month,
            each.owner,
            each.problem.field,
            AnswerWhy.NOT_OBTAINED if each.problem.code == BLANK else AnswerWhy.CHECKED,
            "核对过",
            each.problem.code,
        )
        for each in asked
    ]
    saved = services.answers.answer(form, drafts)
    assert not saved.problems, saved.problems
    return len(asked)


def visit(uid: str, **fields: Any) -> VisitDraft:
    """Return a visit to enterprise *uid* with what it cannot do without."""
    values: dict[str, Any] = {"visited_on": date(2026, 10, 15), "visitors": "李演示", "summary": "看报表"}
    return VisitDraft(enterprise=uid, **values | fields)


def workbook(path: Path, *rows: Sequence[object], sheet: str = "名单") -> Path:
    """Write *rows* as the one sheet of a workbook."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def look(services: Services, path: Path, kind: str = "enterprises", **wish: Any) -> ImportPlan:
    """Return the preview of *path*."""
    return services.intake.look(path, kind, progress=Progress(), **wish)


def buckets(plan: ImportPlan) -> Mapping[str, int]:
    """Return how many rows stand in each bucket that has any."""
    return {bucket.value: count for bucket, count in plan.buckets.items() if count}


def took(services: Services, path: Path, kind: str = "enterprises", **wish: Any) -> Mapping[Bucket, int]:
    """Import *path* and return what was taken."""
    return services.intake.take(look(services, path, kind, **wish), Progress()).taken


def told(lines: Sequence[HistoryLine]) -> list[tuple[str, str, Any, Any, str]]:
    """Return (who, field, old, new, why) of *lines*."""
    return [(line.who, line.field, line.old, line.new, line.reason) for line in lines]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where papers go."""

    folder: Path

    def files(self) -> list[str]:
        """Return the names of what lies there."""
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.is_dir() else []
