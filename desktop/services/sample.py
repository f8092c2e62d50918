"""Plays the main job on the sample through the services, as a person would: list, visits, figures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.importing import ImportPlan
from desktop.domain.money import Scale, plain
from desktop.domain.month import Month
from desktop.domain.saved import Saved
from desktop.kernel.progress import Progress
from desktop.services.admissions import AdmissionService
from desktop.services.coverage import CoverageService
from desktop.services.enterprises import EnterpriseService
from desktop.services.figures import FigureService
from desktop.services.intake import IntakeService
from desktop.services.links import LinkService
from desktop.services.meetings import MeetingService
from desktop.services.policies import PolicyService
from desktop.services.projects import ProjectService
from desktop.services.retention import RetentionService
from desktop.services.rewards import RewardService
from desktop.services.sample_admission import play_applications
from desktop.services.sample_data import Sample, SampleEnterprise
from desktop.services.sample_issues import play_issues
from desktop.services.sample_library import play_library
from desktop.services.sample_projects import play_projects
from desktop.services.sample_recognitions import RecognitionHands, play_recognitions
from desktop.services.sample_retention import RetentionHands, play_retention
from desktop.services.sample_services import ServiceHands, play_services
from desktop.services.sample_visits import VisitHands, log_visit, play_care
from desktop.services.settings import SettingsService
from desktop.services.trainings import TrainingService
from desktop.services.years import YearService

_FEN = 100  # 分 in a 元
_PER_MILLE = Scale.TEN_THOUSAND.factor * _FEN // 1000  # 分 in a thousandth of 万元
_FIRST, _LAST = 2, 12


class Hands(VisitHands, RecognitionHands, Protocol):
    """The services that the sample is played with."""

    @property
    def settings(self) -> SettingsService:
        """Whose ledger this is."""

    @property
    def enterprises(self) -> EnterpriseService:
        """The list."""

    @property
    def figures(self) -> FigureService:
        """The month's figures."""

    @property
    def admissions(self) -> AdmissionService:
        """The applications."""

    @property
    def projects(self) -> ProjectService:
        """The ledger of projects."""

    @property
    def retention(self) -> RetentionService:
        """Enterprises that may fall out."""

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
    def policies(self) -> PolicyService:
        """The library of policies, and lists that go out."""

    @property
    def rewards(self) -> RewardService:
        """The ledger of claims."""

    @property
    def trainings(self) -> TrainingService:
        """The ledger of trainings."""

    @property
    def meetings(self) -> MeetingService:
        """Meetings and bulletins."""

    @property
    def intake(self) -> IntakeService:
        """Other people's workbooks."""


def play(hands: Hands, sample: Sample, listed: Path, progress: Progress) -> ImportPlan:
    """Fill a fresh ledger with *sample*, whose list lies at *listed*; return what the preview of the list said."""
    for person in sample.people[1:]:
        _kept(hands.settings.add_person(person))
    for target in sample.targets:
        _kept(hands.settings.set_own_target(sample.start.year, target.measure, target.value, target.basis))
    plan = hands.intake.look(listed, "enterprises", month=None, scale=None, choices={}, progress=progress)
    hands.intake.take(plan, progress, only_good=True)
    _mend_ruined_code(hands, sample)
    uids = _by_name(hands)
    _settle_list(hands, sample, uids)
    for month in _months(sample):
        progress.step(month.number - 1, _LAST - 1, str(month))
        _keep_month(hands, sample, uids, month)
    for visit in sample.visits:
        log_visit(hands, uids, visit, _kept)
    play_care(hands, sample.care, uids, _kept)
    play_issues(hands.issues, sample.issues, uids, _kept)
    play_applications(hands.admissions, sample.admissions, uids, _kept)
    townships = {unit.name: unit.id for unit in hands.settings.preset().units}
    play_projects(hands.projects, sample.projects, uids, townships, _kept)
    _retain(hands, sample)
    served = ServiceHands(hands.policies, hands.rewards, hands.trainings, hands.meetings)
    play_services(served, sample.services, _by_name(hands), _kept)
    department, reason = sample.list_words.department, sample.tier_move[3]
    units = {unit.name: unit.id for unit in hands.settings.preset().units}
    move = TierDraft(None, None, reason)
    play_library(hands, sample.library, uids, units, department=department, move=move, kept=_kept)
    play_recognitions(hands, sample.recognised, _by_name(hands), _kept)
    return plan


def _retain(hands: Hands, sample: Sample) -> None:
    """Enter those that were admitted long ago, and what is done to keep them in."""
    play_retention(
        RetentionHands(hands.enterprises, hands.figures, hands.retention, sample.rhythm),
        sample.retained,
        {unit.name: unit.id for unit in hands.settings.preset().units},
        department=sample.list_words.department,
        since=sample.tier_move[0],
        year=sample.start.year,
        kept=_kept,
    )


def _mend_ruined_code(hands: Hands, sample: Sample) -> None:
    """Add by hand the enterprise whose code the workbook had ruined, as its row told the clerk to."""
    each, names = sample.damaged, {unit.name: unit.id for unit in hands.settings.preset().units}
    draft = EnterpriseDraft(
        name=each.name,
        credit_code=each.credit_code,
        township=names[each.township],
        department=names[sample.list_words.department],
        industry_code=each.industry_code,
        products=each.products,
        contact=each.contact,
        contact_phone=each.phone,
        status=each.status,
    )
    uid = _kept(hands.enterprises.save(draft))
    revenue = _typed(Measure.MAIN_REVENUE_YEAR, each.revenue * 1000 * _PER_MILLE)
    _kept(hands.figures.set_year_revenue(uid, sample.start.year - 1, revenue, Source.INCOME_STATEMENT, Obtained.PAPER))


def _by_name(hands: Hands) -> dict[str, str]:
    uids = hands.enterprises.ids(EnterpriseFilter())
    return {row.name: row.uid for row in hands.enterprises.rows(uids)}


def _settle_list(hands: Hands, sample: Sample, uids: dict[str, str]) -> None:
    """Put everyone into a tier, and note who was admitted and so left the list."""
    on, category, route, reason = sample.tier_move
    for each in (*sample.enterprises, sample.damaged):
        if each.tier is not None:
            why = category if each.tier is Tier.KEY else ""  # the plan has categories for the key list only
            _kept(hands.enterprises.set_tier(uids[each.name], TierDraft(each.tier, on, reason, why, route)))
    for admission in sample.admitted:
        uid = uids[admission.name]
        _kept(hands.enterprises.set_tier(uid, TierDraft(Tier.KEY, admission.since, reason, category, route)))
        _kept(hands.enterprises.set_tier(uid, TierDraft(None, admission.until, admission.reason)))
        draft = hands.enterprises.get(uid).draft
        told = replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month=admission.month)
        _kept(hands.enterprises.save(told, uid, reason=admission.reason))


def _months(sample: Sample) -> Iterator[Month]:
    """Return last year's months and this year's up to the one that is filed."""
    for number in range(_FIRST, _LAST + 1):
        yield Month(sample.start.year - 1, number)
    for number in range(_FIRST, sample.month.number + 1):
        yield Month(sample.start.year, number)


def _keep_month(hands: Hands, sample: Sample, uids: dict[str, str], month: Month) -> None:
    entries = tuple(
        FigureEntry(
            uids[each.name], month, _inputs(sample, each, place, month), _source(place), Obtained.PAPER, each.contact
        )
        for place, each in enumerate((*sample.enterprises, sample.damaged))
        if not (month == sample.month and each.name in sample.late)
    )
    for saved in hands.figures.save_many(entries):
        _kept(saved)


def _inputs(sample: Sample, each: SampleEnterprise, place: int, month: Month) -> tuple[FigureInput, ...]:
    """Return what *each* reported for *month*; long ago only its revenue."""
    part, reason = _part(sample, place, month), ""
    name, fallen, why = sample.falls
    if month == sample.month and each.name == name:
        part, reason = fallen, why
    this_year = month.year == sample.start.year
    lately = month in {sample.month, sample.month.previous}
    revenue = each.revenue * part * _PER_MILLE * (each.growth if this_year else 100) // 100
    inputs = [replace(_typed(Measure.MAIN_REVENUE_YTD, revenue), reason=reason)]
    if lately:
        inputs += [
            replace(_typed(measure, revenue * ratio // 1000), reason=reason)
            for measure, ratio in sample.ratios.items()
            if measure is not Measure.ELECTRICITY_YTD
        ]
        inputs += [replace(_power(revenue, sample), reason=reason)]
        inputs += [FigureInput(Measure.STAFF, each.staff, str(each.staff), Scale.ONE)]
    return tuple(inputs)


def _part(sample: Sample, place: int, month: Month) -> int:
    """Return which part of the year *each* had earned by *month*, in per mille; no two enterprises alike."""
    whole = sample.rhythm[month.number]
    if month.number == _LAST:
        return whole
    return whole + (place * 37 + month.number * 13 + month.year * 5) % 21 - 10


def _typed(measure: Measure, fen: int) -> FigureInput:
    cut = fen - fen % (Scale.TEN_THOUSAND.factor)  # 0.01 万元, as people write it
    return FigureInput(measure, cut, plain(cut // Scale.TEN_THOUSAND.factor), Scale.TEN_THOUSAND)


def _power(revenue: int, sample: Sample) -> FigureInput:
    hours = revenue // (Scale.TEN_THOUSAND.factor * _FEN) * sample.ratios[Measure.ELECTRICITY_YTD]
    return FigureInput(Measure.ELECTRICITY_YTD, hours * 100, str(hours), Scale.ONE)


def _source(place: int) -> Source:
    return Source.ENTERPRISE if place % 3 == 1 else Source.INCOME_STATEMENT


def _kept(saved: Saved) -> str:
    if not saved.uid:
        raise ValueError(saved.problems)
    return saved.uid
