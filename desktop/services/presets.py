"""The plans and reference tables that come with the program (方案), read from its resource files."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from desktop.domain.admission_reader import AdmissionRules, read_materials, read_precheck, read_windows
from desktop.domain.calendar import WorkCalendar
from desktop.domain.calendar_year import CalendarDraft, OffSpan
from desktop.domain.duty import Duty, read_duties
from desktop.domain.filing_calendar import FilingRule, read_filing_rule
from desktop.domain.issue_clock import ClockRules, Scheme
from desktop.domain.issue_clock_reader import read_clocks
from desktop.domain.letter import LetterRules
from desktop.domain.letter_reader import read_letter_rules
from desktop.domain.library_reader import LibraryRules, read_library
from desktop.domain.month_report import ReportRules, read_report
from desktop.domain.plausibility_reader import PlausibilityRules, read_plausibility
from desktop.domain.preset import Preset
from desktop.domain.preset_reader import read_preset
from desktop.domain.recognition import RecognitionKind, read_recognitions
from desktop.domain.reference import Industry, Township
from desktop.domain.release import ReleaseRules, read_release
from desktop.domain.retention_reader import RetentionRules, read_retention
from desktop.domain.reward_reader import PolicyRules, RewardRules, read_policies, read_rewards
from desktop.domain.section import BrokenKey, Section
from desktop.domain.visit_reader import VisitRules, read_visit_rules
from desktop.kernel.errors import KnownError
from desktop.services.preset_json import to_json

__all__ = ["PresetHead", "PresetService", "to_json"]

Found = TypeVar("Found")

_LINE = re.compile(r"line ([0-9]+)")


@dataclass(frozen=True, slots=True)
class PresetHead:
    """What a list of plans shows of one; *source* is its document."""

    id: str
    title: str
    source: str
    year: int


class PresetService:
    """Reads plans and reference tables from the folder *resources*; nothing is kept between calls."""

    def __init__(self, resources: Path) -> None:
        self._presets = resources / "presets"
        self._reference = resources / "reference"

    def list(self) -> tuple[PresetHead, ...]:
        """Return the plans there are, by id."""
        return tuple(_checked(path, _head) for path in sorted(self._presets.glob("*.toml")))

    def load(self, preset_id: str) -> Preset:
        """Return one plan, completed from the national reference."""
        path = self._path(preset_id)
        return _checked(path, lambda data: self._read(data, path.stem))

    def load_text(self, preset_id: str, text: str) -> Preset:
        """Return the plan *preset_id* as *text* has it; raise `KnownError` (`preset_broken`) if it cannot be read."""
        try:
            return self._read(tomllib.loads(text), preset_id)
        except (BrokenKey, ValueError, RecursionError) as error:
            key = error.path if isinstance(error, BrokenKey) else "-"
            raise KnownError("preset_broken", file=preset_id, key=key) from error

    def _read(self, data: dict[str, object], preset_id: str) -> Preset:
        national = _parsed(self._reference / "national.toml")
        return _named(read_preset(data, national), preset_id)

    def text(self, preset_id: str) -> str:
        """Return the file of one plan word for word."""
        return self._path(preset_id).read_text(encoding="utf-8")

    def _path(self, preset_id: str) -> Path:
        path = next((path for path in self._presets.glob("*.toml") if path.stem == preset_id), None)
        if path is None:
            raise KnownError("preset_unknown", preset=preset_id)
        return path

    def calendar(self) -> WorkCalendar:
        """Return the working days of the years whose holidays are known."""
        return _checked(self._reference / "holidays.toml", _calendar)

    def calendar_years(self) -> dict[int, CalendarDraft]:
        """Return the years whose holidays are known, each with the paper they stand on."""
        return _checked(self._reference / "holidays.toml", _calendar_years)

    def duties(self) -> tuple[Duty, ...]:
        """Return what the plans want done once a year by a day."""
        return _checked(self._reference / "duties.toml", read_duties)

    def filing_rule(self) -> FilingRule:
        """Return by when a month is filed where the office has typed nothing."""
        return _checked(self._reference / "filing_calendar.toml", read_filing_rule)

    def admission_rules(self) -> AdmissionRules:
        """Return what the reference says of windows, routes and materials of applications."""
        windows = self._reference / "windows.toml"
        return AdmissionRules(
            windows=_checked(windows, read_windows),
            materials=_checked(self._reference / "materials.toml", read_materials),
            precheck=_checked(windows, read_precheck),
        )

    def release_rules(self) -> ReleaseRules:
        """Return what is left out of a list that goes out without particulars (脱敏)."""
        return _checked(self._reference / "release.toml", read_release)

    def letter_rules(self) -> LetterRules:
        """Return what letters between offices tell."""
        return _checked(self._reference / "letters.toml", read_letter_rules)

    def clocks(self) -> tuple[tuple[Scheme, ...], ClockRules]:
        """Return the schemes of deadlines for issues that the reference has beside the plan's, and their rules."""
        return _checked(self._reference / "clocks.toml", read_clocks)

    def plausibility(self) -> PlausibilityRules:
        """Return what is asked about figures beside the enterprise's own history."""
        return _checked(self._reference / "plausibility.toml", read_plausibility)

    def retention_rules(self) -> RetentionRules:
        """Return what the reference says of risks, classes of help and grounds of exit."""
        return _checked(self._reference / "retention.toml", read_retention)

    def library_rules(self) -> LibraryRules:
        """Return what the reference says of routes, categories of cultivation and the band for planning visits."""
        return _checked(self._reference / "library.toml", read_library)

    def visit_rules(self) -> VisitRules:
        """Return the campaigns and topics of the plans, and how large an attachment may be."""
        return _checked(self._reference / "visits.toml", read_visit_rules)

    def policy_rules(self) -> PolicyRules:
        """Return the clauses of the plans, the lists that go out and the topics of training."""
        return _checked(self._reference / "policies.toml", read_policies)

    def reward_rules(self) -> RewardRules:
        """Return what the reference says of rewards."""
        return _checked(self._reference / "rewards.toml", read_rewards)

    def recognitions(self) -> tuple[RecognitionKind, ...]:
        """Return what an enterprise may be recognised as, and the research facts kept beside."""
        return _checked(self._reference / "recognitions.toml", read_recognitions)

    def report_rules(self) -> ReportRules:
        """Return how the month is told in sentences."""
        return _checked(self._reference / "report.toml", read_report)

    def industries(self) -> tuple[Industry, ...]:
        """Return the industry classes, by code."""
        return _checked(self._reference / "industries.toml", _industries)

    def sections(self) -> Mapping[str, str]:
        """Return the name of each industry section by its letter (门类)."""
        return _checked(self._reference / "industries.toml", _section_names)

    def section_names(self) -> Mapping[str, str]:
        """Return the name of the section (门类) of each class by the first two digits of its code."""
        names = self.sections()
        return {row.code[:2]: names.get(row.section, "") for row in self.industries()}

    def townships(self) -> tuple[Township, ...]:
        """Return the townships, by code."""
        return _checked(self._reference / "townships.toml", _townships)


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KnownError("resource_missing", path=path) from error
    except UnicodeDecodeError as error:
        raise KnownError("resource_unreadable", file=path.name, line="?") from error
    except tomllib.TOMLDecodeError as error:
        match = _LINE.search(str(error))
        raise KnownError("resource_unreadable", file=path.name, line=match[1] if match else "?") from error


def _checked(path: Path, read: Callable[[dict[str, object]], Found]) -> Found:
    data = _parsed(path)
    try:
        return read(data)
    except BrokenKey as error:
        raise KnownError("preset_broken", file=path.name, key=error.path) from error


def _named(preset: Preset, stem: str) -> Preset:
    # a plan is asked for by its file's name and stored by its id: they must not differ
    if preset.id != stem:
        raise BrokenKey("id")
    return preset


def _head(data: dict[str, object]) -> PresetHead:
    root = Section(data)
    return PresetHead(root.text("id"), root.text("title"), root.text("document"), root.whole("year"))


def _calendar(data: dict[str, object]) -> WorkCalendar:
    years = Section(data).sections("years")
    return WorkCalendar(
        off=frozenset(day for year in years for span in year.sections("off") for day in _days(span)),
        working=frozenset(day for year in years for day in year.days("working")),
        years=frozenset(year.whole("year") for year in years),
    )


def _calendar_years(data: dict[str, object]) -> dict[int, CalendarDraft]:
    return {
        year.whole("year"): CalendarDraft(
            year=year.whole("year"),
            off=tuple(OffSpan(span.day("from"), span.day("to")) for span in year.sections("off")),
            working=year.days("working"),
            basis=year.text("document"),
        )
        for year in Section(data).sections("years")
    }


def _days(span: Section) -> tuple[date, ...]:
    first, last = span.day("from"), span.day("to")
    if last < first:
        raise BrokenKey(span.path("to"))
    return tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _industries(data: dict[str, object]) -> tuple[Industry, ...]:
    rows = Section(data).sections("classes")
    return tuple(Industry(row.text("code"), row.text("name"), row.text("section")) for row in rows)


def _section_names(data: dict[str, object]) -> dict[str, str]:
    return {row.text("code"): row.text("name") for row in Section(data).sections("sections")}


def _townships(data: dict[str, object]) -> tuple[Township, ...]:
    return tuple(Township(row.text("code"), row.text("name")) for row in Section(data).sections("townships"))
