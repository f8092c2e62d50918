"""Enterprises of the cultivation list (培育企业): drafts, rows and what can be wrong with them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus, Standing, Tier
from desktop.domain.credit_code import CodeCheck, check, normalise
from desktop.domain.problems import Problem, Severity

SHORT_TEXT, LONG_TEXT = 200, 2_000

_CALENDAR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_INDUSTRY = re.compile(r"[0-9]{2,4}")
_IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
_PHONE = re.compile(r"(1[0-9]{10}|0[0-9]{2,3}[0-9]{7,8}|[2-9][0-9]{6,7}|[48]00[0-9]{7})(-[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class EnterpriseDraft:
    """What a person types of one enterprise; empty text means not known.

    *township* and *department* are unit ids; *production_month* is `YYYY-MM` of the calendar (January exists there);
    *registered_capital* is in 分.
    """

    name: str = ""
    credit_code: str = ""
    no_code_reason: str = ""
    code_seen: bool = False
    former_names: tuple[str, ...] = ()
    township: str = ""
    department: str = ""
    address: str = ""
    production_address: str = ""
    kind: EnterpriseKind = EnterpriseKind.LEGAL
    established_on: date | None = None
    production_month: str = ""
    activity: str = ""
    products: str = ""
    industry_code: str = ""
    legal_person: str = ""
    contact: str = ""
    contact_post: str = ""
    contact_phone: str = ""
    accountant: str = ""
    registered_capital: int | None = None
    general_taxpayer: bool | None = None
    status: OperatingStatus = OperatingStatus.NORMAL
    library_status: LibraryStatus = LibraryStatus.BELOW
    admitted_month: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TierDraft:
    """A dated move into a tier of the list (调入), or out of it when *tier* is None (调出)."""

    tier: Tier | None
    on: date | None = None
    reason: str = ""
    category: str = ""
    route: str = ""


@dataclass(frozen=True, slots=True)
class TierSpan:
    """One stay of an enterprise in a tier; *until* is None while it lasts."""

    uid: str
    tier: Tier
    category: str
    route: str
    since: date
    until: date | None
    reason: str
    reason_out: str


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One line of the list; units by name, money in 分, empty text where nothing is known."""

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    industry_code: str
    tier: Tier | None
    standing: Standing
    status: OperatingStatus
    library_status: LibraryStatus
    last_year_revenue: int | None
    last_visit_on: date | None
    open_issues: int
    contact: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One enterprise whole: its draft as it stands and what hangs on it."""

    uid: str
    draft: EnterpriseDraft
    tier: TierSpan | None
    tiers: tuple[TierSpan, ...]
    standing: Standing
    last_year_revenue: int | None
    voided: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """An enterprise that may be the one being typed; *by* is `code` or `name`."""

    uid: str
    name: str
    credit_code: str
    by: str


class Chip(StrEnum):
    """The quick filters above the list."""

    ALL = "all"
    BASE = "base"
    KEY = "key"
    NEAR = "near"
    REACHED = "reached"
    EXIT_RISK = "exit_risk"
    ADMITTED = "admitted"
    STOPPED = "stopped"
    UNVISITED = "unvisited"


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """What the list shows: *text* matches name, pinyin initials or a piece of the code; *sort* is a row field.

    *band* is an index into the bands of cumulative revenue of *month* (`YYYY-MM`), as on the page of today.
    *industries* are what the industry code begins with; *recognition* is one held in the ledger's year, or *lacking*.
    """

    text: str = ""
    chip: Chip = Chip.ALL
    township: str = ""
    department: str = ""
    band: int | None = None
    month: str = ""
    industries: tuple[str, ...] = ()
    recognition: str = ""
    lacking: bool = False
    sort: str = "name"
    descending: bool = False


def name_key(name: str) -> str:
    """Return the form of *name* that finds look-alikes: half-width, no spaces, no brackets; never decides."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum())


def check_enterprise(draft: EnterpriseDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with *draft*; the credit code only warns (domain.md 1, 8)."""
    problems = []
    if not draft.name.strip():
        problems.append(Problem("name", "missing"))
    problems += _check_code(draft)
    problems += _check_dates(draft, today)
    if draft.industry_code and not _INDUSTRY.fullmatch(draft.industry_code):
        problems.append(Problem("industry_code", "bad_industry_code"))
    problems += check_phone("contact_phone", draft.contact_phone)
    if draft.registered_capital is not None and draft.registered_capital < 0:
        problems.append(Problem("registered_capital", "negative"))
    problems += _check_lengths(draft)
    return problems


def check_phone(name: str, text: str) -> list[Problem]:
    """Return what is odd about the phone numbers in *text*; an identity number is refused (个保法: minimum)."""
    if not text.strip():
        return []
    folded = unicodedata.normalize("NFKC", text)
    numbers = [re.sub(r"[\s()\-+]", "", part) for part in re.split(r"[,;/、]|\s{2,}", folded)]
    if any(_IDENTITY.fullmatch(number.upper()) for number in numbers):
        return [Problem(name, "identity_number")]
    numbers = [number[2:] if number.startswith("86") and len(number) == 13 else number for number in numbers]
    if all(_PHONE.fullmatch(number) for number in numbers if number):
        return []
    return [Problem(name, "odd_phone", severity=Severity.CHECK)]


def check_tier(draft: TierDraft, current: TierSpan | None, *, today: date) -> list[Problem]:
    """Return what is wrong with a dated move between tiers (调入、调出)."""
    problems = []
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif current is not None and draft.on < current.since:
        problems.append(Problem("on", "before_tier", {"since": current.since.isoformat()}))
    if not draft.reason.strip():
        problems.append(Problem("reason", "missing"))
    if draft.tier is None and current is None:
        problems.append(Problem("tier", "not_in_list"))
    if current is not None and draft.tier is current.tier:
        problems.append(Problem("tier", "same_tier"))
    return problems


def _check_code(draft: EnterpriseDraft) -> list[Problem]:
    code = draft.credit_code.strip()
    if not code:
        if draft.no_code_reason.strip():
            return []
        return [Problem("credit_code", "no_code_reason", severity=Severity.CHECK)]
    state = check(normalise(code)[0])
    if state is CodeCheck.GOOD or draft.code_seen:
        return []
    return [Problem("credit_code", f"code_{state.value}", severity=Severity.CHECK)]


def _check_dates(draft: EnterpriseDraft, today: date) -> list[Problem]:
    problems = []
    if draft.established_on is not None and draft.established_on > today:
        problems.append(Problem("established_on", "in_future"))
    for name in ("production_month", "admitted_month"):
        text = getattr(draft, name)
        if text and not _CALENDAR_MONTH.fullmatch(text):
            problems.append(Problem(name, "bad_calendar_month"))
    if draft.library_status is LibraryStatus.ADMITTED and not draft.admitted_month:
        problems.append(Problem("admitted_month", "missing", severity=Severity.CHECK))
    return problems


def _check_lengths(draft: EnterpriseDraft) -> list[Problem]:
    limits = dict.fromkeys(("name", "address", "contact"), SHORT_TEXT) | dict.fromkeys(("note", "products"), LONG_TEXT)
    return [
        Problem(name, "too_long", {"limit": str(limit)})
        for name, limit in limits.items()
        if len(getattr(draft, name)) > limit
    ]
