"""What the sample's round of letters (演示) says: who is handed what, who tells which figure, what comes back."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.section import BrokenKey, Section
from desktop.kernel.errors import KnownError
from desktop.services.sample_data import Sample

_FEN = 100  # 分 in a 元, and hundredths in a kilowatt-hour


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """What *unit* tells of the disputed enterprise, in 万元."""

    unit: str
    revenue: int
    month_revenue: int
    source: Source


@dataclass(frozen=True, slots=True)
class SampleReturn:
    """The one item that comes back, and what is filled in before it is filed again."""

    unit: str
    form: str
    comment: str
    due_on: date
    electricity: int
    staff: int


@dataclass(frozen=True, slots=True)
class SampleRound:
    """A whole round between the county office and its units."""

    county: str
    county_person: str
    unit_person: str
    basis: str
    handed_out: Mapping[str, str]  # enterprise → department
    disputed: str
    said: tuple[SaidFigure, ...]
    adopted: str
    adopted_reason: str
    returned: SampleReturn
    accepted: str
    blank: str


def read_round(resources: Path) -> SampleRound:
    """Return the round of the folder *resources*."""
    path = resources / "sample" / "round.toml"
    try:
        return _round(Section(tomllib.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError as error:
        raise KnownError("resource_missing", path=path) from error
    except BrokenKey as error:
        raise KnownError("preset_broken", file="round", key=error.path) from error


def round_enterprises(told: SampleRound, sample: Sample, units: Mapping[str, str]) -> tuple[EnterpriseDraft, ...]:
    """Return the enterprises that the county hands out; *units* is name → id."""
    return tuple(
        EnterpriseDraft(
            name=each.name,
            credit_code=each.credit_code,
            township=units[each.township],
            department=units[told.handed_out[each.name]],
            industry_code=each.industry_code,
            products=each.products,
            contact=each.contact,
            contact_phone=each.phone,
            status=each.status,
        )
        for each in sample.enterprises
        if each.name in told.handed_out
    )


def said_figures(said: SaidFigure, enterprise: str, month: Month) -> FigureEntry:
    """Return what a unit types of the disputed *enterprise*."""
    inputs = (
        _typed(Measure.MAIN_REVENUE_YTD, said.revenue),
        _typed(Measure.MAIN_REVENUE_MONTH, said.month_revenue),
    )
    return FigureEntry(enterprise, month, inputs, said.source, Obtained.PAPER)


def mended_figures(returned: SampleReturn, said: SaidFigure, enterprise: str, month: Month) -> FigureEntry:
    """Return what the unit fills in after the county returned its form; what it told before stands as it was."""
    power, staff = str(returned.electricity), str(returned.staff)
    inputs = (
        *said_figures(said, enterprise, month).inputs,
        FigureInput(Measure.ELECTRICITY_YTD, returned.electricity * _FEN, power, Scale.ONE),
        FigureInput(Measure.STAFF, returned.staff, staff, Scale.ONE),
    )
    return FigureEntry(enterprise, month, inputs, said.source, Obtained.PAPER)


def _typed(measure: Measure, amount: int) -> FigureInput:
    scale = Scale.TEN_THOUSAND
    return FigureInput(measure, amount * scale.factor * _FEN, str(amount), scale)


def _round(root: Section) -> SampleRound:
    disputed, adopted, returned = root.section("disputed"), root.section("adopted"), root.section("returned")
    words = root.section("words")
    return SampleRound(
        county=root.text("county"),
        county_person=root.text("county_person"),
        unit_person=root.text("unit_person"),
        basis=root.text("basis"),
        handed_out={row.text("name"): row.text("department") for row in root.sections("handed_out")},
        disputed=disputed.text("name"),
        said=tuple(
            SaidFigure(row.text("unit"), row.whole("revenue"), row.whole("month_revenue"), row.code("source", Source))
            for row in disputed.sections("said")
        ),
        adopted=adopted.text("unit"),
        adopted_reason=adopted.text("reason"),
        returned=SampleReturn(
            unit=returned.text("unit"),
            form=returned.text("form"),
            comment=returned.text("comment"),
            due_on=returned.day("due"),
            electricity=returned.whole("electricity"),
            staff=returned.whole("staff"),
        ),
        accepted=words.text("accepted"),
        blank=words.text("blank"),
    )
