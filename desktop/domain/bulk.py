"""Setting many enterprises at once: first who would change and who cannot, then all of it in one save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.codes import LibraryStatus
from desktop.domain.cultivation import YearDraft, check_year
from desktop.domain.enterprise import TierDraft, TierSpan, check_tier
from desktop.domain.problems import Problem, blocks

BULK_FIELDS = ("category", "route", "expected_month", "way", "leader", "officer", "unit")


@dataclass(frozen=True, slots=True)
class Pick:
    """What is asked of one enterprise: a dated move, or fields of this year's record (empty text clears)."""

    enterprise: str
    move: TierDraft | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """How one enterprise stands now; *draft* is this year's record, *spans* its stays."""

    name: str
    tier: TierSpan | None
    library_status: LibraryStatus
    draft: YearDraft


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What one enterprise's pick comes to: *changes* are (field, before, after), *problems* why it cannot be."""

    pick: Pick
    name: str
    changes: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether a rule forbids it."""
        return blocks(list(self.problems))


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a bulk set would do; *basis* is how long the journal was when it was looked at."""

    lines: tuple[BulkLine, ...]
    basis: int

    @property
    def will(self) -> tuple[BulkLine, ...]:
        """Who would change."""
        return tuple(line for line in self.lines if not line.refused and line.changes)

    @property
    def cannot(self) -> tuple[BulkLine, ...]:
        """Who cannot, each with its reason."""
        return tuple(line for line in self.lines if line.refused)

    @property
    def same(self) -> tuple[BulkLine, ...]:
        """Who stands so already."""
        return tuple(line for line in self.lines if not line.refused and not line.changes)


def weigh(
    pick: Pick,
    target: Target | None,
    after: YearDraft | None,
    *,
    categories: Sequence[str],
    routes: Sequence[str],
    closed: bool,
    today: date,
) -> BulkLine:
    """Return what *pick* comes to for *target*, whose record of the year would read *after*."""
    if target is None:
        return BulkLine(pick, "", (), (Problem("enterprise", "bulk_void"),))
    problems: list[Problem] = []
    changes: list[tuple[str, str, str]] = []
    if pick.move is not None:
        problems += _check_move(pick.move, target, today)
        before = "" if target.tier is None else target.tier.tier.value
        changes += [("tier", before, pick.move.tier or "")] if before != (pick.move.tier or "") else []
    if after is not None:
        problems += check_year(after, categories=categories, routes=routes)
        problems += [Problem("year", "year_closed", {"year": str(after.year)})] if closed and pick.fields else []
        pairs = [(name, getattr(target.draft, name) or "", getattr(after, name) or "") for name in pick.fields]
        changes += [pair for pair in pairs if pair[1] != pair[2]]
    return BulkLine(pick, target.name, tuple(changes), tuple(problems))


def _check_move(move: TierDraft, target: Target, today: date) -> list[Problem]:
    standing = target.tier.tier if target.tier is not None else None
    if move.tier is standing:
        return []  # stands so already: nothing to do and nothing wrong
    problems = check_tier(move, target.tier, today=today)
    if move.tier is not None and target.library_status is LibraryStatus.ADMITTED:
        problems.append(Problem("tier", "admitted_stays_out"))
    return problems
