"""Forms (表样) as the office keeps them: editions, from which month they hold, and what a person composes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.filing import FormSubject
from desktop.domain.problems import Problem

# there are several of these at a time: somebody has to say which application, which list
OF_ONE = frozenset({FormSubject.MATERIALS, FormSubject.HANDED_IN, FormSubject.ROSTER})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One edition that the office added, as the ledger keeps it; *effective_from* is a month (`2026-10`).

    *issued_by* is the office whose letter brought it, empty where it was added here.
    """

    uid: str
    form: str
    edition: int
    text: str
    digest: str
    effective_from: str
    added_at: datetime
    added_by: str
    issued_by: str = ""


@dataclass(frozen=True, slots=True)
class Retirement:
    """A form that is not used any more from month *since* on; *by_county* came with the county's letter."""

    uid: str
    form: str
    since: str
    reason: str
    by_county: bool = False


@dataclass(frozen=True, slots=True)
class FormEdition:
    """One edition as it is listed; *own* was added by the office and stands in the ledger, the others came along.

    *in_force* is the edition that this month's form takes; *retired* is the month since which the form is not used:
    because this office said so (*retired_here*), the county did (*retired_by_county*), or both.
    One that is not *readable* was kept by another version of the program; it is passed over.
    """

    id: str
    edition: int
    title: str
    subject: FormSubject
    monthly: bool
    own: bool
    in_force: bool
    effective_from: str
    retired: str
    digest: str
    columns: int
    added_at: datetime | None
    added_by: str
    readable: bool = True
    issued_by: str = ""
    retired_here: bool = False
    retired_by_county: bool = False


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a new edition changes for who fills it in: headings that came and went, and a title that changed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    old_title: str = ""
    new_title: str = ""

    @property
    def nothing(self) -> bool:
        """Return whether headings and title stayed the same."""
        return not (self.added or self.removed or self.old_title != self.new_title)


@dataclass(frozen=True, slots=True)
class FormLook:
    """A form file looked at before it is taken: *form* is None where *problems* forbid it."""

    form: FormEdition | None
    problems: tuple[Problem, ...]
    replaces: int = 0
    change: FormChange = FormChange()


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One fact of the published catalogue; *operators* are how a filter may compare it."""

    subject: FormSubject
    name: str
    words: str
    kind: str
    unit: str
    source: str
    operators: tuple[str, ...]
    summable: bool
    groupable: bool


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """A column as a person composes it; *header* has its levels from the top down."""

    fact: str
    header: tuple[str, ...]
    width: int
    total: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class FilterDraft:
    """A condition as a person composes it; *values* are written as texts."""

    fact: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form as a person composes it; *base* is the text of the edition it begins from, or empty.

    What *base* says and no field here tells (notes, rules, margins, signatures) stays as it is.
    """

    id: str
    subject: FormSubject
    title: str
    columns: tuple[ColumnDraft, ...]
    base: str = ""
    edition: int = 1
    monthly: bool = False
    scale: str = "ten_thousand"
    size: str = "A4"
    landscape: bool = True
    sort: tuple[str, ...] = ()
    filters: tuple[FilterDraft, ...] = ()
    group_by: str = ""
    subtotal: bool = False
    serial_restarts: bool = False
    note: str = ""


def edition_in_force(editions: Sequence[tuple[int, str]], month: str) -> int:
    """Return which of *editions* (number, month it holds from) is that of *month*: the newest that holds by then.

    Where none does yet, the first one: a month from before a form was kept is filled in as it was first issued.
    """
    holding = [number for number, since in editions if since <= month]
    return max(holding) if holding else min(number for number, _ in editions)


def retirements_of(retirements: Iterable[Retirement], own: Collection[str]) -> Mapping[str, tuple[Retirement, ...]]:
    """Return form → its *retirements* that count, the earliest first.

    *own* are the forms that nobody but this office made: the county's word is about another form with the same id.
    """
    found: dict[str, tuple[Retirement, ...]] = {}
    for each in sorted(retirements, key=lambda one: (one.since, one.by_county)):
        if not (each.by_county and each.form in own):
            found[each.form] = (*found.get(each.form, ()), each)
    return found


def retired_by(retirements: Mapping[str, Sequence[Retirement]], form: str, month: str) -> bool:
    """Return whether *form* is not used any more in *month*."""
    return any(each.since <= month for each in retirements.get(form, ()))


def edition_problems(
    form: str, edition: int, subject: FormSubject, since: str, known: Sequence[FormEdition]
) -> list[Problem]:
    """Return why an edition cannot follow those *known* of the same form; none where it is the first."""
    if not known:
        return []
    newest = max(known, key=lambda each: each.edition)
    told = {"form": form, "edition": str(edition)}
    problems = []
    if edition <= newest.edition:
        problems.append(Problem("edition", "form_edition_used", {**told, "wanted": str(newest.edition + 1)}))
    if subject is not newest.subject:
        problems.append(Problem("subject", "form_subject_changed", {**told, "was": newest.subject.value}))
    if since < newest.effective_from:
        problems.append(Problem("effective_from", "form_holds_too_early", {**told, "period": newest.effective_from}))
    return problems
