"""Whose ledger this is: the unit, its plan and year, and the people who work in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.codes import Measure, TargetMeasure, UnitKind
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What the first start asks: plan, unit, year and who is sitting here."""

    preset: str = ""
    unit_name: str = ""
    unit_kind: UnitKind | None = None
    year: int = 0
    person_name: str = ""
    person_post: str = ""
    person_phone: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the ledger; every change names one."""

    uid: str
    name: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person being entered."""

    name: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The ledger's own unit, plan and cultivation year; *demo* marks invented data (演示).

    *outlook* shows the coarse band for planning visits; nobody sees it unless the office turns it on. *leads* says at
    the county whose word about a measure counts where units differ (字段归口).
    """

    unit: str
    unit_name: str
    unit_kind: UnitKind
    preset: str
    year: int
    demo: bool = False
    outlook: bool = False
    leads: Mapping[Measure, str] = field(default_factory=dict)

    @property
    def is_county(self) -> bool:
        """Whether this is the county office's own ledger."""
        return self.unit_kind is UnitKind.COUNTY


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """A target of the own unit for one year, as typed by the clerk or as issued by the plan."""

    year: int
    measure: TargetMeasure
    value: int
    basis: str
    issued: bool


def check_first_start(start: FirstStart) -> list[Problem]:
    """Return what the first start still lacks."""
    names = ("preset", "unit_name", "person_name")
    problems = [Problem(name, "missing") for name in names if not str(getattr(start, name)).strip()]
    return problems + check_year(start.year)


def check_year(year: int) -> list[Problem]:
    """Return what is wrong with a cultivation year."""
    return [] if 2000 <= year <= 2099 else [Problem("year", "bad_year")]


def check_person(draft: PersonDraft) -> list[Problem]:
    """Return what is wrong with a person being entered."""
    return [] if draft.name.strip() else [Problem("name", "missing")]
