"""The taxes an enterprise paid before and after admission (入规前后实际税负): two typed figures, side by side."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.codes import Source
from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.problems import Problem, Severity

_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class TaxPairDraft:
    """The tax paid in a year before admission and in one after it, in 分, each with its source; *told_by* gave both."""

    enterprise: str = ""
    year_before: int | None = None
    before: int | None = None
    source_before: Source | None = None
    year_after: int | None = None
    after: int | None = None
    source_after: Source | None = None
    told_by: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaxPair:
    """One pair as it is kept; the only thing worked out is the difference."""

    uid: str
    draft: TaxPairDraft

    @property
    def difference(self) -> int:
        """The tax after less the tax before, in 分."""
        return (self.draft.after or 0) - (self.draft.before or 0)


def check_tax_pair(draft: TaxPairDraft, *, admitted_month: str, today: date) -> list[Problem]:
    """Return what is wrong or odd about a pair; *admitted_month* is `YYYY-MM`, empty where nobody told it."""
    names = ("year_before", "before", "source_before", "year_after", "after", "source_after", "told_by", "on")
    problems = [Problem(name, "missing") for name in names if getattr(draft, name) in {None, ""}]
    for name in ("before", "after"):
        amount = getattr(draft, name)
        if amount is not None and amount < 0:
            problems.append(Problem(name, "negative"))
    if draft.on is not None and draft.on > today:
        problems.append(Problem("on", "in_future"))
    problems += _check_years(draft, admitted_month, today)
    limits = {"told_by": SHORT_TEXT, "note": LONG_TEXT}
    return problems + [
        Problem(name, "too_long", {"limit": str(limit)})
        for name, limit in limits.items()
        if len(getattr(draft, name)) > limit
    ]


def _check_years(draft: TaxPairDraft, admitted_month: str, today: date) -> list[Problem]:
    before, after = draft.year_before, draft.year_after
    problems = [
        Problem(name, "bad_tax_year", {"year": str(year)})
        for name, year in (("year_before", before), ("year_after", after))
        if year is not None and not _FIRST_YEAR <= year <= today.year
    ]
    if problems or before is None or after is None:
        return problems
    if before >= after:
        return [Problem("year_after", "tax_years_turned")]
    if not admitted_month:
        return [Problem("year_after", "tax_not_admitted", severity=Severity.CHECK)]
    admitted = int(admitted_month[:4])
    if before > admitted or after < admitted:
        return [Problem("year_after", "tax_years_beside", {"year": str(admitted)}, Severity.CHECK)]
    return []
