"""Reads what a form file says about its rows: filters, grouping, sorting, and the rules that ask."""

import re
from collections.abc import Mapping

from desktop.domain.filing import FactValue, FormSubject
from desktop.domain.money import Scale
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.problems import Severity
from desktop.render.catalogue import CATALOGUE, SERIAL
from desktop.render.condition import Condition, Rule, broken_rules
from desktop.render.fact_kinds import Kind
from desktop.render.form_conditions import read_condition, read_conditions, read_value
from desktop.render.form_keys import Keys
from desktop.render.form_names import read_fact
from desktop.render.form_parts import Column, Grouping, SerialRun, Total
from desktop.wording.sheets import NOT_KNOWN

_NUMBER = re.compile(r"[A-Za-z0-9.-]{1,12}")

GROUP_GAPS = frozenset({"value", "count"})


def read_filters(keys: Keys, subject: FormSubject, scale: Scale) -> tuple[Condition, ...]:
    """Return the conditions that all hold for every row of the form."""
    return read_conditions(keys, "filters", subject, scale)


def read_rules(keys: Keys, subject: FormSubject, scale: Scale) -> tuple[Rule, ...]:
    """Return the questions that the form asks about its rows, each with a number of its own."""
    rules = tuple(_rule(each, subject, scale) for each in keys.tables("rules"))
    seen: set[str] = set()
    for place, rule in enumerate(rules, 1):
        if rule.number in seen:
            keys.broken(f"rules[{place}].number", "form_number_twice", number=rule.number)
        seen.add(rule.number)
    return rules


def read_group(keys: Keys, subject: FormSubject, columns: tuple[Column, ...]) -> Grouping | None:
    """Return how the rows stand together, None where they do not."""
    if not keys.has("group"):
        return None
    each = keys.table("group")
    fact = read_fact(each, subject, "by")
    if fact.kind not in {Kind.TEXT, Kind.MONTH, Kind.DATE}:
        each.broken("by", "form_not_grouped", fact=fact.name)
    grouping = Grouping(
        fact=fact,
        heading=each.text("heading", "{value}", gaps=GROUP_GAPS),
        subtotal=each.text("subtotal", "", gaps=GROUP_GAPS),
        serial=each.choice("serial", SerialRun, SerialRun.RUNNING),
        order=each.texts("order"),
        blank=each.text("blank", NOT_KNOWN),
    )
    if grouping.subtotal and all(column.total is Total.NONE for column in columns):
        each.broken("subtotal", "form_nothing_to_sum")
    if not grouping.heading:
        each.broken("heading", "form_key_missing")
    each.finish()
    return grouping


def read_sort(keys: Keys, subject: FormSubject) -> tuple[str, ...]:
    """Return the facts that sort the rows, the first one first."""
    return _facts(keys, "sort", subject)


def read_known(keys: Keys, subject: FormSubject) -> tuple[str, ...]:
    """Return the facts that stand already on a form printed to be written on by hand."""
    return _facts(keys, "known", subject)


def _facts(keys: Keys, key: str, subject: FormSubject) -> tuple[str, ...]:
    names = keys.texts(key)
    for name in names:
        fact = CATALOGUE[subject].get(name)
        if fact is None or fact.name == SERIAL or fact.of is not None:
            keys.broken(key, "form_unknown_fact", fact=name)
    return names


def _rule(keys: Keys, subject: FormSubject, scale: Scale) -> Rule:
    if not keys.has("expect"):
        keys.broken("expect", "form_key_missing")
    number = keys.text("number")
    if number and not _NUMBER.fullmatch(number):
        keys.broken("number", "form_bad_number")
    rule = Rule(
        number=number,
        text=keys.text("text"),
        # a rule asks or tells; it never forbids
        note=keys.choice("severity", Severity, Severity.CHECK, (Severity.CHECK, Severity.NOTE)) is Severity.NOTE,
        expect=read_condition(keys.table("expect"), subject, scale),
        when=read_conditions(keys, "when", subject, scale),
        since=read_month(keys, "since"),
        tolerance=keys.whole("tolerance", 0, high=50),
    )
    _try_examples(keys, rule, subject, scale)
    keys.finish()
    return rule


def _try_examples(keys: Keys, rule: Rule, subject: FormSubject, scale: Scale) -> None:
    """Note an example that the rule judges otherwise than the file says; a rule shows what it means by them."""
    for key, asked in (("passes", False), ("fails", True)):
        if keys.has(key):
            row = _example(keys.table(key), rule, subject, scale)
            if bool(broken_rules((rule,), row)) is not asked:
                keys.broken(key, "form_rule_example", number=rule.number)


def _example(keys: Keys, rule: Rule, subject: FormSubject, scale: Scale) -> Mapping[str, FactValue]:
    row: dict[str, FactValue] = dict.fromkeys(rule.names)
    for name in rule.names:
        if keys.has(name) and (fact := CATALOGUE[subject].get(name)) is not None:
            factor = scale.factor if fact.kind is Kind.MONEY else 1
            row[name] = read_value(keys, name, keys.text(name), fact, factor)
    keys.finish()
    return row


def read_month(keys: Keys, key: str) -> str:
    """Return the month that *key* says (`2026-11`), empty for none."""
    text = keys.text(key, "")
    try:
        return str(Month.parse(text)) if text else ""
    except NoSuchMonth:
        keys.broken(key, "form_operand_month", text=text)
        return ""
