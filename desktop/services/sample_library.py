"""The invented libraries of the sample (演示): years, links of routes, who reached the size and what is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from desktop.domain.codes import EnterpriseKind, Measure, Obtained, OperatingStatus, Source, Tier
from desktop.domain.coverage import HandlingDraft
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.figure import FigureInput
from desktop.domain.library_codes import Handling, LinkKind, Way
from desktop.domain.money import Scale
from desktop.domain.retention import EstimateDraft
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.services.coverage import CoverageService
from desktop.services.enterprises import EnterpriseService
from desktop.services.figures import FigureService
from desktop.services.links import LinkService
from desktop.services.retention import RetentionService
from desktop.services.years import YearService

_WAN = Scale.TEN_THOUSAND.factor * 100  # 分 in 万元


class LibraryHands(Protocol):
    """The services that the libraries of the sample are played with."""

    @property
    def enterprises(self) -> EnterpriseService:
        """The list."""

    @property
    def figures(self) -> FigureService:
        """Revenue of whole years."""

    @property
    def years(self) -> YearService:
        """The cultivation years."""

    @property
    def links(self) -> LinkService:
        """What stands behind a route."""

    @property
    def coverage(self) -> CoverageService:
        """Who reached the size."""

    @property
    def retention(self) -> RetentionService:
        """What enterprises expect themselves."""


@dataclass(frozen=True, slots=True)
class SampleFirm:
    """One more enterprise of the libraries; *revenues* in 万元 by year."""

    draft: EnterpriseDraft  # township by name
    tier: Tier
    since: date
    until: date | None
    reason_out: str
    revenues: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SampleLibrary:
    """What the sample has of the libraries; every draft names its enterprise by name."""

    firms: tuple[SampleFirm, ...]
    revenues: tuple[tuple[str, int, int, Source], ...]
    years: tuple[YearDraft, ...]
    estimates: tuple[tuple[str, EstimateDraft], ...]
    links: tuple[LinkDraft, ...]
    words: tuple[HandlingDraft, ...]


def read_library_sample(root: Section, year: int) -> SampleLibrary:
    """Return the libraries that *root* holds; what names no year is of *year*; raise `BrokenKey`."""
    return SampleLibrary(
        firms=tuple(map(_firm, root.sections("firms"))),
        revenues=tuple(
            (row.text("name"), row.whole("year"), row.whole("amount"), row.code("source", Source))
            for row in root.sections("revenues")
        ),
        years=tuple(_year(row, year) for row in root.sections("years")),
        estimates=tuple((row.text("name"), _estimate(row, year)) for row in root.sections("estimates")),
        links=tuple(map(_link, root.sections("links"))),
        words=tuple(
            HandlingDraft(row.text("name"), row.code("handling", Handling), row.day("on"), row.text_or("note"))
            for row in root.sections("words")
        ),
    )


def play_library(
    hands: LibraryHands,
    sample: SampleLibrary,
    uids: Mapping[str, str],
    units: Mapping[str, str],
    *,
    department: str,
    move: TierDraft,
    kept: Callable[[Saved], str],
) -> None:
    """Enter the firms, years, links and words; *uids* are enterprises by name, *move* says how one enters a library."""
    found = dict(uids)
    for firm in sample.firms:
        found[firm.draft.name] = _enter(hands, firm, units, department, move, kept)
    for name, year, wan, source in sample.revenues:
        kept(hands.figures.set_year_revenue(found[name], year, _typed(wan), source, Obtained.TAX_QUERY))
    for draft in sample.years:
        before = hands.years.draft(found[draft.enterprise], draft.year)
        said = {name: getattr(draft, name) or getattr(before, name) for name in ("category", "route")}
        kept(hands.years.save(replace(draft, enterprise=found[draft.enterprise], **said)))
    for name, told in sample.estimates:
        kept(hands.retention.add_estimate(found[name], told))
    for link in sample.links:
        kept(hands.links.add(replace(link, enterprise=found[link.enterprise], other=found.get(link.other, ""))))
    for word in sample.words:
        kept(hands.coverage.say(replace(word, enterprise=found[word.enterprise])))


def _enter(
    hands: LibraryHands,
    firm: SampleFirm,
    units: Mapping[str, str],
    department: str,
    move: TierDraft,
    kept: Callable[[Saved], str],
) -> str:
    draft = replace(firm.draft, township=units[firm.draft.township], department=units[department])
    uid = kept(hands.enterprises.save(draft))
    kept(hands.enterprises.set_tier(uid, replace(move, tier=firm.tier, on=firm.since)))
    if firm.until is not None:
        kept(hands.enterprises.set_tier(uid, TierDraft(None, firm.until, firm.reason_out)))
    for year, wan in firm.revenues.items():
        kept(hands.figures.set_year_revenue(uid, year, _typed(wan), Source.INCOME_STATEMENT, Obtained.PAPER))
    return uid


def _typed(wan: int) -> FigureInput:
    return FigureInput(Measure.MAIN_REVENUE_YEAR, wan * _WAN, str(wan), Scale.TEN_THOUSAND)


def _firm(row: Section) -> SampleFirm:
    revenues = row.section("revenues")
    years = [year for year in range(2020, 2027) if revenues.has(str(year))]
    return SampleFirm(
        draft=EnterpriseDraft(
            name=row.text("name"),
            credit_code=row.text("credit_code"),
            township=row.text("township"),
            industry_code=row.text("industry_code"),
            kind=row.code("kind", EnterpriseKind),
            status=row.code("status", OperatingStatus),
        ),
        tier=row.code("tier", Tier),
        since=row.day("since"),
        until=row.day_or_none("until"),
        reason_out=row.text_or("reason_out"),
        revenues={year: revenues.whole(str(year)) for year in years},
    )


def _year(row: Section, year: int) -> YearDraft:
    names = ("category", "route", "expected_month", "leader", "officer", "unit", "difficulty", "note")
    texts = {name: row.text_or(name) for name in names}
    return YearDraft(row.text("name"), row.whole_or_none("year") or year, way=row.code_or_none("way", Way), **texts)


def _estimate(row: Section, year: int) -> EstimateDraft:
    return EstimateDraft(year, row.whole("amount") * _WAN, row.day("on"), row.text("told_by"), Obtained.ORAL, "")


def _link(row: Section) -> LinkDraft:
    return LinkDraft(
        enterprise=row.text("name"),
        kind=row.code("kind", LinkKind),
        other=row.text_or("other"),
        name=row.text_or("company"),
        sector=row.text_or("sector"),
        on=row.day("on"),
        basis=row.text("basis"),
        note=row.text_or("note"),
    )
