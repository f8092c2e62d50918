"""From a parsed plan file to a `Preset`; what the plan does not state comes from the national reference."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from desktop.domain.assessment import Assessment, JanuaryYear
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure, Tier, UnitKind
from desktop.domain.money import Scale
from desktop.domain.preset import (
    Category,
    Citation,
    Comparison,
    Contact,
    Focus,
    IssueClock,
    Level,
    Library,
    NoTarget,
    Preset,
    Reward,
    RiskRule,
    Route,
    Target,
    TierRule,
    Unit,
    Window,
)
from desktop.domain.risk_codes import RiskSign
from desktop.domain.section import BrokenKey, Section

Row = TypeVar("Row")
Rows = Callable[[str, Callable[["Entry"], Row]], tuple[Row, ...]]

SINGLE_VALUES = ("threshold", "near_from", "bands", "issue_clock", "form_scale", "assessment", "no_target", "reserve")
_TEN_THOUSAND_FEN = Scale.TEN_THOUSAND.factor * 100


class Entry:
    """One table of the plan and its citation; a table that names no document is of the plan's own."""

    def __init__(self, section: Section, document: str) -> None:
        self.section = section
        self.citation = Citation(
            section.text_or("document", document), section.text("clause"), section.text_or("source_note")
        )

    def fen(self, key: str) -> int:
        """Return the amount of *key*, which is written in 10,000 yuan, in hundredths of a yuan."""
        return self.section.whole(key) * _TEN_THOUSAND_FEN

    def fen_or_none(self, key: str) -> int | None:
        """Return the amount of *key*, or None where it is absent."""
        return self.fen(key) if self.section.has(key) else None


class _Reader:
    """Reads one plan; keeps what it did not understand."""

    def __init__(self, data: Mapping[str, object], national: Mapping[str, object]) -> None:
        self.root = Section(data)
        self.document = self.root.text("document")
        self.extra: dict[str, object] = {}
        self.sources: dict[str, Citation] = {}
        self.filled: set[str] = set()
        self._national = Section(national, "national")

    def rows(self, key: str, read: Callable[[Entry], Row]) -> tuple[Row, ...]:
        """Return the rows of the list *key*."""
        return tuple(self._row(section, read) for section in self.root.sections(key))

    def _row(self, section: Section, read: Callable[[Entry], Row]) -> Row:
        row = read(Entry(section, self.document))
        self.extra.update(section.rest())
        return row

    def single(self, key: str, read: Callable[[Entry], Row]) -> Row:
        """Return the value *key* of the plan, or else of the national reference; remember which."""
        if self.root.has(key):
            section, document = self.root.section(key), self.document
        else:
            section, document = self._national.section(key), ""
            section.text("document")  # a national value always names its own
            self.filled.add(key)
        entry = Entry(section, document)
        self.sources[key] = entry.citation
        value = read(entry)
        self.extra.update(section.rest())
        return value

    def units(self) -> tuple[Unit, ...]:
        """Return the units; they stand in the plan as a whole, so they cite nothing of their own."""
        units = []
        for section in self.root.sections("units"):
            units.append(_unit(section))
            self.extra.update(section.rest())
        return tuple(units)


def read_preset(data: Mapping[str, object], national: Mapping[str, object]) -> Preset:
    """Return the plan that *data* holds, completed from *national*; raise `BrokenKey` with the path of a bad key."""
    reader = _Reader(data, national)
    root = reader.root
    preset = Preset(
        id=root.text("id"),
        title=root.text("title"),
        region_name=root.text("region_name"),
        region_code=root.text("region_code"),
        year=root.whole("year"),
        document=reader.document,
        issued_on=root.day_or_none("issued_on"),
        units=reader.units(),
        threshold_fen=reader.single("threshold", lambda entry: entry.fen("ten_thousand_yuan")),
        near_from_fen=reader.single("near_from", lambda entry: entry.fen("ten_thousand_yuan")),
        bands_fen=reader.single("bands", _bands),
        issue_clock=reader.single("issue_clock", _clock),
        form_scale=reader.single("form_scale", lambda entry: entry.section.code("scale", Scale)),
        assessment=reader.single("assessment", _assessment),
        no_target=reader.single("no_target", _no_target),
        reserve_note=reader.single("reserve", lambda entry: entry.section.text("text")),
        libraries=reader.rows("libraries", _library),
        tier_rules=reader.rows("tier_rules", _tier_rule),
        risk_rules=reader.rows("risk_rules", _risk_rule),
        targets=reader.rows("targets", _target),
        windows=reader.rows("windows", _window),
        routes=reader.rows("routes", _route),
        categories=reader.rows("categories", _category),
        rewards=reader.rows("rewards", _reward),
        industries_focus=reader.rows("industries_focus", _focus),
        contacts=reader.rows("contacts", _contact),
        share_label=root.text_or("share_label"),
        note=root.text_or("note"),
        sources=reader.sources,
        filled=frozenset(reader.filled),
        extra={**root.rest(), **reader.extra},
    )
    _check_references(preset)
    return preset


def _check_references(preset: Preset) -> None:
    """Raise `BrokenKey` where a row names a unit or route that the plan has not, or two units share an id."""
    units = [unit.id for unit in preset.units]
    for place, unit_id in enumerate(units):
        if unit_id in units[:place]:
            raise BrokenKey(f"units[{place}].id")
    for place, target in enumerate(preset.targets):
        if target.unit is not None and target.unit not in units:
            raise BrokenKey(f"targets[{place}].unit")
        if target.route and target.route not in [route.id for route in preset.routes]:
            raise BrokenKey(f"targets[{place}].route")
    for place, focus in enumerate(preset.industries_focus):
        if focus.unit is not None and focus.unit not in units:
            raise BrokenKey(f"industries_focus[{place}].unit")


def _unit(section: Section) -> Unit:
    name = section.text("name")
    return Unit(
        id=section.text("id"),
        name=name,
        kind=section.code("kind", UnitKind),
        full_name=section.text_or("full_name", name),
        aliases=section.texts("aliases"),
        code=section.text_or("code"),
    )


def _bands(entry: Entry) -> tuple[int, ...]:
    limits = tuple(limit * _TEN_THOUSAND_FEN for limit in entry.section.wholes("ten_thousand_yuan"))
    if not limits or list(limits) != sorted(set(limits)):
        raise BrokenKey(entry.section.path("ten_thousand_yuan"))
    return limits


def _clock(entry: Entry) -> IssueClock:
    section = entry.section
    return IssueClock(
        study_days=section.whole("study_days"),
        feedback_days=section.whole("feedback_days"),
        ordinary_days=section.whole("ordinary_days"),
        major_months=section.whole("major_months"),
        working_days=section.flag("working_days"),
        to_confirm=section.flag("to_confirm"),
        label=section.text_or("label"),
    )


def _assessment(entry: Entry) -> Assessment:
    section = entry.section
    return Assessment(section.code("january", JanuaryYear), entry.citation.document, section.flag("to_confirm"))


def _no_target(entry: Entry) -> NoTarget:
    return NoTarget(entry.section.texts("words"), entry.section.text("text"))


def _library(entry: Entry) -> Library:
    return Library(entry.section.code("tier", Tier), entry.section.text("label"), entry.citation)


def _tier_rule(entry: Entry) -> TierRule:
    return TierRule(
        tier=entry.section.code("tier", Tier),
        revenue_from_fen=entry.fen("from_ten_thousand_yuan"),
        revenue_to_fen=entry.fen_or_none("to_ten_thousand_yuan"),
        category=entry.section.text_or("category"),
        label=entry.section.text("label"),
        citation=entry.citation,
        condition=entry.section.text_or("condition"),
    )


def _risk_rule(entry: Entry) -> RiskRule:
    section = entry.section
    return RiskRule(
        id=section.text("id"),
        label=section.text("label"),
        revenue_below_fen=entry.fen_or_none("below_ten_thousand_yuan"),
        citation=entry.citation,
        signs=section.codes("signs", RiskSign),
        caps_last_year=section.flag("caps_last_year"),
    )


def _target(entry: Entry) -> Target:
    section = entry.section
    year_from, year_to = _years(section)
    return Target(
        level=section.code("level", Level),
        dimension=section.code_or_none("dimension", Dimension),
        unit=section.text_or("unit") or None,
        unit_name=section.text("unit_name"),
        measure=section.code("measure", TargetMeasure),
        comparison=section.code("comparison", Comparison),
        value=section.whole("value"),
        year_from=year_from,
        year_to=year_to,
        kind=section.code("kind", TargetKind),
        citation=entry.citation,
        note=section.text_or("note"),
        share=section.text_or("share"),
        base_year=section.whole_or_none("base_year"),
        base_value=section.whole_or_none("base_value"),
        scope=section.code_or_none("scope", Level),
        route=section.text_or("route"),
    )


def _years(section: Section) -> tuple[int, int]:
    """Return the first and last year: `year = 2024` or `years = [2021, 2025]`."""
    if section.has("year"):
        year = section.whole("year")
        return year, year
    years = section.wholes("years")
    if len(years) != 2 or years[0] > years[1]:
        raise BrokenKey(section.path("years"))
    return years[0], years[1]


def _window(entry: Entry) -> Window:
    months = entry.section.wholes("months")
    if any(not 1 <= month <= 12 for month in months):
        raise BrokenKey(entry.section.path("months"))
    return Window(entry.section.text("id"), entry.section.text("label"), months, entry.citation)


def _route(entry: Entry) -> Route:
    return Route(entry.section.text("id"), entry.section.text("label"), entry.citation)


def _category(entry: Entry) -> Category:
    return Category(entry.section.text("id"), entry.section.text("label"), entry.citation)


def _reward(entry: Entry) -> Reward:
    return Reward(
        id=entry.section.text("id"),
        label=entry.section.text("label"),
        payer=entry.section.text("payer"),
        amount_fen=entry.fen_or_none("ten_thousand_yuan"),
        condition=entry.section.text("condition"),
        timing=entry.section.text_or("timing"),
        citation=entry.citation,
        to_confirm=entry.section.flag("to_confirm"),
    )


def _focus(entry: Entry) -> Focus:
    return Focus(
        unit=entry.section.text_or("unit") or None,
        label=entry.section.text("label"),
        industry_codes=entry.section.texts("industry_codes"),
        citation=entry.citation,
        note=entry.section.text_or("note"),
    )


def _contact(entry: Entry) -> Contact:
    section = entry.section
    return Contact(section.text("name"), section.text("duty"), section.text("note"), entry.citation)
