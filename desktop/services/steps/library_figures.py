"""Reads the collected figures that the libraries look at: whole years, this year's months, last year's same months."""

from collections.abc import Iterable, Mapping, Sequence

from db.queries import figures, libraries
from db.unit_of_work import Database
from desktop.domain.codes import Measure, OperatingStatus
from desktop.domain.exit_risk import Told, Watched
from desktop.domain.figure import FigureValue
from desktop.domain.handed_in import Kept
from desktop.domain.library_codes import Likelihood
from desktop.domain.library_reader import LibraryRules
from desktop.domain.month import Month
from desktop.domain.standing import collected_months, likelihood
from desktop.services.office import Office


def year_figures(
    database: Database, office: Office, years: Iterable[int], uids: Sequence[str] | None = None
) -> dict[str, dict[int, FigureValue]]:
    """Return the main revenue of whole *years* as the own unit collected it: enterprise → year → figure."""
    found = database.read(figures.by_enterprise, [str(year) for year in years], office.workspace.unit, uids)
    return {
        uid: {
            int(period): values[Measure.MAIN_REVENUE_YEAR]
            for period, values in periods.items()
            if Measure.MAIN_REVENUE_YEAR in values
        }
        for uid, periods in found.items()
    }


def december_figures(database: Database, office: Office, year: int) -> dict[str, FigureValue]:
    """Return the cumulative main revenue of December of *year* as the own unit collected it, by enterprise."""
    period = str(Month(year, 12))
    found = database.read(figures.by_enterprise, [period], office.workspace.unit)
    kept = {uid: periods[period].get(Measure.MAIN_REVENUE_YTD) for uid, periods in found.items()}
    return {uid: value for uid, value in kept.items() if value is not None}


def kept_until(
    database: Database, office: Office, cutoff: Month, uids: Sequence[str] | None = None
) -> Mapping[str, Kept]:
    """Return what the own unit collected last year and this year up to *cutoff*, whole years too, by enterprise."""
    before = [str(Month(cutoff.year - 1, number)) for number in range(2, 13)]
    now = [str(Month(cutoff.year, number)) for number in range(2, cutoff.number + 1)]
    periods = [*before, *now, str(cutoff.year - 1)]
    return database.read(figures.by_enterprise, periods, office.workspace.unit, uids)


def reached_uids(database: Database, office: Office, cutoff: Month) -> frozenset[str]:
    """Return whose collected revenue of last year, or of this year up to *cutoff*, is at the size or above."""
    months = [str(Month(cutoff.year, number)) for number in range(2, cutoff.number + 1)]
    unit, threshold = office.workspace.unit, office.preset.threshold_fen
    return frozenset(database.read(libraries.reached, unit, threshold, cutoff.year - 1, months))


def kept_of_list(database: Database, office: Office, cutoff: Month) -> Mapping[str, Kept]:
    """Return last year's revenue and what was collected for *cutoff* alone, by enterprise."""
    periods = [str(cutoff.year - 1), str(cutoff)]
    return database.read(figures.by_enterprise, periods, office.workspace.unit)


def likelihood_of(
    kept: Kept, cutoff: Month, status: OperatingStatus, office: Office, rules: LibraryRules
) -> Likelihood:
    """Return the coarse band of one enterprise from what was collected up to *cutoff*."""
    preset = office.preset
    return likelihood(
        _watched(kept, cutoff, status),
        collected_months(kept, cutoff),
        threshold=preset.threshold_fen,
        near_from=preset.near_from_fen,
        months=rules.outlook_months,
    )


def _watched(kept: Kept, cutoff: Month, status: OperatingStatus) -> Watched:
    months = (Month(cutoff.year, number) for number in range(cutoff.number, 1, -1))
    latest = next((month for month in months if Measure.MAIN_REVENUE_YTD in kept.get(str(month), {})), None)
    last_year = _told(kept, str(cutoff.year - 1), Measure.MAIN_REVENUE_YEAR)
    if latest is None:
        return Watched(status, last_year)
    typed = _told(kept, str(latest), Measure.MAIN_REVENUE_YTD_LAST)
    stored = _told(kept, str(latest.last_year), Measure.MAIN_REVENUE_YTD)
    return Watched(status, last_year, _told(kept, str(latest), Measure.MAIN_REVENUE_YTD), typed or stored)


def _told(kept: Kept, period: str, measure: Measure) -> Told | None:
    value = kept.get(period, {}).get(measure)
    return None if value is None else Told(value.amount, period, value.source)
