"""The published catalogue of facts (数据项) that the columns of a form may name, one list a subject.

Texts come already in words (a code is put into words before it gets here), money and electricity as integers of
hundredths, dates as `2026-10-31`, months as `2026-10`; a fact that is not known is None, never 0.
"""

from dataclasses import dataclass

from desktop.domain.filing import FormSubject
from desktop.render import county_facts, enterprise_facts, ledger_facts, letter_facts
from desktop.render.fact_kinds import Kind as Kind
from desktop.render.issue_facts import ISSUE, ISSUE_ASSIGNMENT
from desktop.render.visit_facts import OFFICER, VISIT, VISIT_BLANK, VISIT_PREPARE

SERIAL = "serial"  # the row's number on the sheet; given by the layout, not by the ledger


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: *meaning* is the key of its description, *of* the two facts a ratio compares (now, then)."""

    name: str
    meaning: str
    kind: Kind
    unit: str = ""
    of: tuple[str, str] | None = None


# what the heading and the notes of a paper about one application may name beside unit and day
_APPLICATION = frozenset({"name", "credit_code", "route", "window", "cutoff", "state", "code"})

_UNITS = {Kind.MONEY: "yuan", Kind.KWH: "kwh", Kind.RATIO: "percent"}


def _list(*pairs: tuple[str, Kind]) -> dict[str, Fact]:
    listed = ((SERIAL, Kind.COUNT), *pairs)
    return {name: Fact(name, f"fact.{name}", kind, _UNITS.get(kind, "")) for name, kind in listed}


def _growth(name: str, now: str, then: str) -> Fact:
    return Fact(name, f"fact.{name}", Kind.RATIO, "percent", of=(now, then))


CATALOGUE: dict[FormSubject, dict[str, Fact]] = {
    FormSubject.ENTERPRISE_MONTH: _list(*enterprise_facts.ENTERPRISE_MONTH)
    | {"main_revenue_growth": _growth("main_revenue_growth", "main_revenue_ytd", "main_revenue_ytd_last")},
    FormSubject.COUNTY_LIST: _list(*county_facts.COUNTY_LIST)
    | {"main_revenue_growth": _growth("main_revenue_growth", "main_revenue_ytd", "main_revenue_ytd_last")},
    FormSubject.COUNTY_MONTH: _list(*county_facts.COUNTY_MONTH)
    | {"compared_growth": _growth("compared_growth", "compared_now", "compared_then")},
    FormSubject.VISIT: _list(*VISIT),
    FormSubject.ISSUE: _list(*ISSUE),
    FormSubject.ISSUE_YEAR: _list(*ISSUE),
    FormSubject.ISSUE_ASSIGNED: _list(*ISSUE),
    FormSubject.VISIT_RECORD: _list(*VISIT),
    FormSubject.VISIT_BLANK: _list(*VISIT_BLANK),
    FormSubject.VISIT_PREPARE: _list(*VISIT_PREPARE),
    FormSubject.OFFICER: _list(*OFFICER),
    FormSubject.MATERIALS: _list(*ledger_facts.MATERIALS),
    FormSubject.HANDED_IN: _list(*ledger_facts.HANDED_IN),
    FormSubject.PROJECT: _list(*ledger_facts.PROJECT),
    FormSubject.TARGET: _list(*ledger_facts.TARGET),
    FormSubject.RETENTION_PLAN: _list(*enterprise_facts.RETENTION_PLAN),
    FormSubject.RISK_LIBRARY: _list(*enterprise_facts.RISK_LIBRARY),
    FormSubject.ISSUE_ASSIGNMENT: _list(*ISSUE_ASSIGNMENT),
    FormSubject.LIBRARY: _list(*enterprise_facts.LIBRARY),
    FormSubject.ROSTER: _list(*ledger_facts.ROSTER),
    FormSubject.REWARD: _list(*ledger_facts.REWARD),
    FormSubject.ENTERPRISE: _list(*enterprise_facts.BASE_LIBRARY),
    FormSubject.ADMITTED: _list(*enterprise_facts.ADMITTED),
    FormSubject.MOVE: _list(*enterprise_facts.MOVE),
    FormSubject.POLICY: _list(*ledger_facts.POLICY),
    FormSubject.TRAINING: _list(*ledger_facts.TRAINING),
    FormSubject.CORRECTION: _list(*ledger_facts.CORRECTION),
    FormSubject.REGISTRATION: _list(*letter_facts.REGISTRATION),
    FormSubject.HANDED_OUT: _list(*letter_facts.HANDED_OUT),
    FormSubject.RECEIPT: _list(*letter_facts.RECEIPT),
    FormSubject.LEAVING: _list(*letter_facts.LEAVING),
    FormSubject.BULLETIN: _list(*letter_facts.BULLETIN),
    FormSubject.HANDOVER: _list(*letter_facts.HANDOVER),
    FormSubject.REHEARSAL: _list(*letter_facts.REHEARSAL),
}

HEADING_OF: dict[FormSubject, frozenset[str]] = {
    FormSubject.MATERIALS: _APPLICATION,
    FormSubject.HANDED_IN: _APPLICATION,
    FormSubject.TARGET: frozenset({"year", "quarter"}),
    FormSubject.ROSTER: frozenset({"list", "year", "basis"}),
    FormSubject.REWARD: frozenset({"year"}),
    FormSubject.TRAINING: frozenset({"year"}),
    FormSubject.CORRECTION: frozenset({"form"}),
    FormSubject.OFFICER: frozenset({"year"}),
    FormSubject.VISIT_PREPARE: frozenset({"period"}),
    FormSubject.LIBRARY: frozenset({"year", "last_year"}),
    FormSubject.ENTERPRISE: frozenset({"year", "first_year", "second_year", "third_year"}),
    FormSubject.ADMITTED: frozenset({"year"}),
    FormSubject.MOVE: frozenset({"year"}),
    FormSubject.ISSUE_YEAR: frozenset({"year"}),
    FormSubject.RISK_LIBRARY: frozenset({"period"}),
    FormSubject.ISSUE_ASSIGNMENT: frozenset({"number", "recipient"}),
    FormSubject.HANDED_OUT: frozenset({"number", "recipient", "sender", "count"}),
    FormSubject.RECEIPT: frozenset({"number", "recipient", "sender", "made_on"}),
    FormSubject.LEAVING: frozenset({"number", "recipient"}),
    FormSubject.BULLETIN: frozenset({"year"}),
    FormSubject.COUNTY_MONTH: frozenset({"year"}),
    FormSubject.HANDOVER: frozenset({"giver", "taker", "count"}),
    FormSubject.REHEARSAL: frozenset({"count"}),
}


def facts_of(subject: FormSubject) -> tuple[str, ...]:
    """Return the names a row of *subject* must carry; ratios and the serial number are worked out here."""
    return tuple(fact.name for fact in CATALOGUE[subject].values() if fact.of is None and fact.name != SERIAL)
