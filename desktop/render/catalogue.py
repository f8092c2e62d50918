"""The published catalogue of facts (数据项) that the columns of a form may name, one list a subject.

Texts come already in words (a code is put into words before it gets here), money and electricity as integers of
hundredths, dates as `2026-10-31`, months as `2026-10`; a fact that is not known is None, never 0.
"""

from dataclasses import dataclass

from desktop.domain.filing import FormSubject
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


_ENTERPRISE = (
    ("name", Kind.TEXT),
    ("credit_code", Kind.TEXT),
    ("township", Kind.TEXT),
)

_ENTERPRISE_MONTH = (
    *_ENTERPRISE,
    ("department", Kind.TEXT),
    ("industry", Kind.TEXT),
    ("tier", Kind.TEXT),
    ("operating_status", Kind.TEXT),
    ("officer", Kind.TEXT),
    ("last_year_revenue", Kind.MONEY),
    ("main_revenue_month", Kind.MONEY),
    ("main_revenue_ytd", Kind.MONEY),
    ("main_revenue_ytd_last", Kind.MONEY),
    ("vat_sales_ytd", Kind.MONEY),
    ("output_ytd", Kind.MONEY),
    ("electricity_ytd", Kind.KWH),
    ("tax_ytd", Kind.MONEY),
    ("profit_ytd", Kind.MONEY),
    ("staff", Kind.COUNT),
    ("source", Kind.TEXT),
    ("obtained", Kind.TEXT),
    ("given_by", Kind.TEXT),
    ("reason", Kind.TEXT),
)

_MATERIALS = (
    ("number", Kind.TEXT),
    ("label", Kind.TEXT),
    ("need", Kind.TEXT),
    ("wanted", Kind.TEXT),
    ("have", Kind.TEXT),
    ("pages", Kind.COUNT),
    ("points", Kind.TEXT),
    ("problem", Kind.TEXT),
    ("mend_by", Kind.DATE),
)

_HANDED_IN = (
    ("period", Kind.TEXT),
    ("revenue_month", Kind.MONEY),
    ("revenue_ytd", Kind.MONEY),
    ("output_month", Kind.MONEY),
    ("output_ytd", Kind.MONEY),
    ("vat_month", Kind.MONEY),
    ("vat_ytd", Kind.MONEY),
    ("source", Kind.TEXT),
    ("obtained", Kind.TEXT),
    ("note", Kind.TEXT),
)

_PROJECT = (
    ("name", Kind.TEXT),
    ("builder", Kind.TEXT),
    ("stage", Kind.TEXT),
    ("approval", Kind.TEXT),
    ("total_investment", Kind.MONEY),
    ("year_plan", Kind.MONEY),
    ("month_done", Kind.MONEY),
    ("total_done", Kind.MONEY),
    ("goal", Kind.TEXT),
    ("tasks", Kind.TEXT),
    ("look", Kind.TEXT),
    ("needs", Kind.TEXT),
    ("responsible", Kind.TEXT),
    ("contact", Kind.TEXT),
    ("production_month", Kind.TEXT),
    ("route", Kind.TEXT),
    ("enterprise", Kind.TEXT),
)

_TARGET = (
    ("dimension", Kind.TEXT),
    ("name", Kind.TEXT),
    ("net_target", Kind.COUNT),
    ("dispatch", Kind.COUNT),
    ("additions", Kind.COUNT),
    ("exits", Kind.COUNT),
    ("net", Kind.COUNT),
    ("percent", Kind.TEXT),
    ("elapsed", Kind.TEXT),
    ("cap", Kind.COUNT),
    ("cap_state", Kind.TEXT),
    ("candidates", Kind.COUNT),
    ("ratio", Kind.TEXT),
)

_RETENTION_PLAN = (
    *_ENTERPRISE,
    ("department", Kind.TEXT),
    ("admitted_month", Kind.TEXT),
    ("operating_status", Kind.TEXT),
    ("figures", Kind.TEXT),
    ("grade", Kind.TEXT),
    ("confirmed", Kind.TEXT),
    ("signs", Kind.TEXT),
    ("help_class", Kind.TEXT),
    ("since", Kind.DATE),
    ("made_on", Kind.DATE),
    ("difficulty", Kind.TEXT),
    ("approach", Kind.TEXT),
    ("leader", Kind.TEXT),
    ("chain_leader", Kind.TEXT),
    ("responsible", Kind.TEXT),
    ("measures", Kind.TEXT),
    ("issues", Kind.TEXT),
    ("outlook", Kind.TEXT),
    ("result", Kind.TEXT),
)

_RISK_LIBRARY = (
    *_ENTERPRISE,
    ("admitted_month", Kind.TEXT),
    ("operating_status", Kind.TEXT),
    ("last_year_revenue", Kind.MONEY),
    ("main_revenue_ytd", Kind.MONEY),
    ("month", Kind.MONTH),
    ("growth", Kind.TEXT),
    ("source", Kind.TEXT),
    ("signs", Kind.TEXT),
    ("grade", Kind.TEXT),
    ("since", Kind.DATE),
    ("help_class", Kind.TEXT),
    ("measures", Kind.TEXT),
    ("responsible", Kind.TEXT),
    ("due_on", Kind.DATE),
)

_LIBRARY = (
    *_ENTERPRISE,
    ("department", Kind.TEXT),
    ("tier", Kind.TEXT),
    ("category", Kind.TEXT),
    ("route", Kind.TEXT),
    ("operating_status", Kind.TEXT),
    ("last_year_revenue", Kind.MONEY),
    ("upgrade_month", Kind.TEXT),
    ("way", Kind.TEXT),
    ("leader", Kind.TEXT),
    ("officer", Kind.TEXT),
    ("unit", Kind.TEXT),
    ("difficulty", Kind.TEXT),
)

_ROSTER = (
    *_ENTERPRISE,
    ("industry", Kind.TEXT),
    ("since", Kind.DATE),
    ("reason", Kind.TEXT),
    ("basis", Kind.TEXT),
    ("matter", Kind.TEXT),
)

_REWARD = (
    *_ENTERPRISE,
    ("number", Kind.TEXT),
    ("admitted_month", Kind.TEXT),
    ("label", Kind.TEXT),
    ("clause", Kind.TEXT),
    ("year", Kind.TEXT),
    ("state", Kind.TEXT),
    ("state_on", Kind.DATE),
    ("approved", Kind.MONEY),
    ("paid", Kind.MONEY),
    ("note", Kind.TEXT),
)

_TRAINING = (
    ("held_on", Kind.DATE),
    ("title", Kind.TEXT),
    ("kind", Kind.TEXT),
    ("topics", Kind.TEXT),
    ("organiser", Kind.TEXT),
    ("audiences", Kind.TEXT),
    ("people", Kind.COUNT),
    ("attended_count", Kind.COUNT),
    ("attended", Kind.TEXT),
    ("materials", Kind.TEXT),
)

# what the heading and the notes of a paper about one application may name beside unit and day
_APPLICATION = frozenset({"name", "credit_code", "route", "window", "cutoff", "state", "code"})

_UNITS = {Kind.MONEY: "yuan", Kind.KWH: "kwh", Kind.RATIO: "percent"}


def _list(*pairs: tuple[str, Kind]) -> dict[str, Fact]:
    listed = ((SERIAL, Kind.COUNT), *pairs)
    return {name: Fact(name, f"fact.{name}", kind, _UNITS.get(kind, "")) for name, kind in listed}


CATALOGUE: dict[FormSubject, dict[str, Fact]] = {
    FormSubject.ENTERPRISE_MONTH: _list(*_ENTERPRISE_MONTH)
    | {
        "main_revenue_growth": Fact(
            "main_revenue_growth",
            "fact.main_revenue_growth",
            Kind.RATIO,
            "percent",
            of=("main_revenue_ytd", "main_revenue_ytd_last"),
        )
    },
    FormSubject.VISIT: _list(*VISIT),
    FormSubject.ISSUE: _list(*ISSUE),
    FormSubject.VISIT_RECORD: _list(*VISIT),
    FormSubject.VISIT_BLANK: _list(*VISIT_BLANK),
    FormSubject.VISIT_PREPARE: _list(*VISIT_PREPARE),
    FormSubject.OFFICER: _list(*OFFICER),
    FormSubject.MATERIALS: _list(*_MATERIALS),
    FormSubject.HANDED_IN: _list(*_HANDED_IN),
    FormSubject.PROJECT: _list(*_PROJECT),
    FormSubject.TARGET: _list(*_TARGET),
    FormSubject.RETENTION_PLAN: _list(*_RETENTION_PLAN),
    FormSubject.RISK_LIBRARY: _list(*_RISK_LIBRARY),
    FormSubject.ISSUE_ASSIGNMENT: _list(*ISSUE_ASSIGNMENT),
    FormSubject.LIBRARY: _list(*_LIBRARY),
    FormSubject.ROSTER: _list(*_ROSTER),
    FormSubject.REWARD: _list(*_REWARD),
    FormSubject.TRAINING: _list(*_TRAINING),
}

HEADING_OF: dict[FormSubject, frozenset[str]] = {
    FormSubject.MATERIALS: _APPLICATION,
    FormSubject.HANDED_IN: _APPLICATION,
    FormSubject.TARGET: frozenset({"year"}),
    FormSubject.ROSTER: frozenset({"list", "year", "basis"}),
    FormSubject.REWARD: frozenset({"year"}),
    FormSubject.TRAINING: frozenset({"year"}),
    FormSubject.OFFICER: frozenset({"year"}),
    FormSubject.VISIT_PREPARE: frozenset({"period"}),
    FormSubject.LIBRARY: frozenset({"year", "last_year"}),
    FormSubject.RISK_LIBRARY: frozenset({"period"}),
    FormSubject.ISSUE_ASSIGNMENT: frozenset({"number", "recipient"}),
}


def facts_of(subject: FormSubject) -> tuple[str, ...]:
    """Return the names a row of *subject* must carry; ratios and the serial number are worked out here."""
    return tuple(fact.name for fact in CATALOGUE[subject].values() if fact.of is None and fact.name != SERIAL)
