"""The invented county office (演示) as resources/sample holds it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.codes import Measure, OperatingStatus, TargetMeasure, Tier
from desktop.domain.month import Month
from desktop.domain.section import BrokenKey, Section
from desktop.domain.workspace import FirstStart, PersonDraft
from desktop.kernel.errors import KnownError
from desktop.services.sample_admission import SampleAdmissions, read_applications
from desktop.services.sample_issues import SampleIssue, read_issues
from desktop.services.sample_library import SampleLibrary, read_library_sample
from desktop.services.sample_projects import SampleProject, read_projects
from desktop.services.sample_recognitions import SampleRecognitions, read_recognition_sample
from desktop.services.sample_retention import SampleRetained, read_retained
from desktop.services.sample_services import SampleServices, read_services
from desktop.services.sample_visits import SampleCare, SampleVisit, read_care, read_visit

_COLUMNS = (
    "serial",
    "name",
    "credit_code",
    "township",
    "department",
    "industry_code",
    "products",
    "contact",
    "phone",
    "status",
    "before",
    "revenue",
)
_WORDS = ("normal", "half_stopped", "stopped")
_FILES = (
    "sample",
    "enterprises",
    "visits",
    "admissions",
    "projects",
    "retention",
    "issues",
    "library",
    "officers",
    "services",
    "recognitions",
)


@dataclass(frozen=True, slots=True)
class SampleEnterprise:
    """One invented enterprise: *revenue* is last year's in 万元, *growth* this year's in per cent of it.

    *shown* is how the list prints the credit code where a spreadsheet has ruined it.
    """

    name: str
    credit_code: str
    township: str
    industry_code: str
    products: str
    contact: str
    phone: str
    status: OperatingStatus
    revenue: int
    growth: int
    tier: Tier | None
    staff: int
    shown: str = ""


@dataclass(frozen=True, slots=True)
class SampleAdmission:
    """An enterprise that was admitted in *month*: on the key list from *since* until *until*."""

    name: str
    month: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class SampleTarget:
    """A target as the sample's office typed it."""

    measure: TargetMeasure
    value: int
    basis: str


@dataclass(frozen=True, slots=True)
class ListWords:
    """What stands on the workbook the county handed over."""

    file: str
    title: str
    corner_left: str
    corner_right: str
    department: str
    totals: str
    headings: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample; *today* is the day it plays on and *month* the month it files."""

    start: FirstStart
    today: date
    month: Month
    people: tuple[PersonDraft, ...]
    targets: tuple[SampleTarget, ...]
    list_words: ListWords
    enterprises: tuple[SampleEnterprise, ...]
    damaged: SampleEnterprise
    visits: tuple[SampleVisit, ...]
    rhythm: Mapping[int, int]
    ratios: Mapping[Measure, int]
    tier_move: tuple[date, str, str, str]  # on, category, route, reason
    admitted: tuple[SampleAdmission, ...]
    late: frozenset[str]
    falls: tuple[str, int, str]  # name, part of the year in per mille, reason
    admissions: SampleAdmissions
    projects: tuple[SampleProject, ...]
    retained: tuple[SampleRetained, ...]
    library: SampleLibrary
    care: SampleCare
    issues: tuple[SampleIssue, ...]
    services: SampleServices
    recognised: SampleRecognitions


def read_sample(resources: Path) -> Sample:
    """Return the sample of the folder *resources*."""
    folder = resources / "sample"
    try:
        return _sample(folder, {name: _parsed(folder, name) for name in _FILES})
    except BrokenKey as error:
        raise KnownError("preset_broken", file="sample", key=error.path) from error


def _parsed(folder: Path, name: str) -> Section:
    path = folder / f"{name}.toml"
    try:
        return Section(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise KnownError("resource_missing", path=path) from error


def _sample(folder: Path, files: Mapping[str, Section]) -> Sample:
    root = files["sample"]
    people = tuple(
        PersonDraft(row.text("name"), row.text("post"), row.text("phone")) for row in root.sections("people")
    )
    move, falls, ratios = root.section("tier_move"), root.section("falls"), root.section("ratios")
    return Sample(
        start=_start(root, people[0]),
        today=root.day("today"),
        month=Month.parse(root.text("month")),
        people=people,
        targets=tuple(
            SampleTarget(row.code("measure", TargetMeasure), row.whole("value"), row.text("basis"))
            for row in root.sections("targets")
        ),
        list_words=_list_words(root),
        enterprises=tuple(_enterprise(row) for row in files["enterprises"].sections("enterprises")),
        damaged=_enterprise(root.section("damaged")),
        visits=tuple(read_visit(row, folder) for row in files["visits"].sections("visits")),
        rhythm={number: root.section("rhythm").whole(f"{number:02}") for number in range(2, 13)},
        ratios={measure: ratios.whole(measure.value) for measure in Measure if ratios.has(measure.value)},
        tier_move=(move.day("on"), move.text("category"), move.text("route"), move.text("reason")),
        admitted=tuple(_admission(row) for row in root.sections("admitted")),
        late=frozenset(root.section("late").texts("names")),
        falls=(falls.text("name"), falls.whole("per_mille"), falls.text("reason")),
        admissions=read_applications(files["admissions"]),
        projects=read_projects(files["projects"]),
        retained=read_retained(files["retention"]),
        library=read_library_sample(files["library"], root.whole("year")),
        issues=read_issues(files["issues"]),
        care=read_care(files["officers"]),
        services=read_services(files["services"]),
        recognised=read_recognition_sample(files["recognitions"]),
    )


def _start(root: Section, first: PersonDraft) -> FirstStart:
    return FirstStart(
        preset=root.text("preset"),
        unit_name=root.text("unit"),
        year=root.whole("year"),
        person_name=first.name,
        person_post=first.post,
        person_phone=first.phone,
    )


def _admission(row: Section) -> SampleAdmission:
    return SampleAdmission(row.text("name"), row.text("month"), row.day("since"), row.day("until"), row.text("reason"))


def _list_words(root: Section) -> ListWords:
    headings, words = root.section("headings"), root.section("words")
    return ListWords(
        file=root.text("workbook"),
        title=root.text("title"),
        corner_left=root.text("corner_left"),
        corner_right=root.text("corner_right"),
        department=root.text("department"),
        totals=root.text("totals"),
        headings={name: headings.texts(name) for name in _COLUMNS},
        words={name: words.text(name) for name in _WORDS},
    )


def _enterprise(row: Section) -> SampleEnterprise:
    return SampleEnterprise(
        name=row.text("name"),
        credit_code=row.text("credit_code"),
        township=row.text("township"),
        industry_code=row.text("industry_code"),
        products=row.text("products"),
        contact=row.text("contact"),
        phone=row.text("phone"),
        status=row.code("status", OperatingStatus),
        revenue=row.whole("revenue"),
        growth=row.whole("growth"),
        tier=row.code_or_none("tier", Tier),
        staff=row.whole("staff"),
        shown=row.text_or("shown"),
    )
