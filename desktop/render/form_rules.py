"""Reads what a form file says about its rows: filters, grouping, sorting, and the rules that ask."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.problems import Severity
from desktop.render.catalogue import CATALOGUE, SERIAL, Fact
from desktop.render.condition import BESIDE, LISTED, UNARY, Condition, Operator, Rule, operators_for
from desktop.render.fact_kinds import Kind
from desktop.render.form_columns import NO_FACT, read_fact, read_scale
from desktop.render.form_keys import Keys
from desktop.render.form_parts import Column, Grouping, SerialRun, Total
from desktop.wording.sheets import NOT_KNOWN

_NUMBER = re.compile(r"[A-Za-z0-9.-]{1,12}")

GROUP_GAPS = frozenset({"value", "count"})


def read_filters(keys: Keys, subject: FormSubject, scale: Scale) -> tuple[Condition, ...]:
    """Return the conditions that all hold for every row of the form."""
    return tuple(read_condition(each, subject, scale) for each in keys.tables("filters"))


def read_condition(keys: Keys, subject: FormSubject, scale: Scale) -> Condition:
    """Return one condition: a fact, how it is compared, and with what."""
    fact = read_fact(keys, subject)
    if fact.of is not None or fact.name == SERIAL:
        keys.broken("fact", "form_not_compared", fact=fact.name)
    operator = keys.choice("is", Operator, among=Operator if fact is NO_FACT else operators_for(fact.kind))
    other = None
    operands: tuple[str | int, ...] = ()
    factor = read_scale(keys, fact, scale).factor
    if operator not in UNARY:
        if keys.has("other") and operator in BESIDE:
            other = read_fact(keys, subject, "other")
            if NO_FACT not in {fact, other} and other.kind is not fact.kind:
                keys.broken("other", "form_other_kind", fact=fact.name, other=other.name)
        else:
            operands = _operands(keys, fact, operator, factor)
    keys.finish()
    return Condition(fact, operator, operands, other)


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
        when=tuple(read_condition(each, subject, scale) for each in keys.tables("when")),
    )
    keys.finish()
    return rule


def _operands(keys: Keys, fact: Fact, operator: Operator, factor: int) -> tuple[str | int, ...]:
    if operator in LISTED:
        texts = keys.texts("values")
        if not texts or (operator is Operator.BETWEEN and len(texts) != 2):
            keys.broken("values", "form_two_values" if operator is Operator.BETWEEN else "form_no_values")
        return tuple(_operand(keys, "values", each, fact, factor) for each in texts)
    text = keys.text("value")
    if keys.has("value") and text == "":
        keys.broken("value", "form_no_values")
    return (_operand(keys, "value", text, fact, factor),)


def _operand(keys: Keys, key: str, text: str, fact: Fact, factor: int) -> str | int:
    """Return *text* as the fact is kept; numbers are written as text, in the form's unit."""
    try:
        if fact.kind is Kind.COUNT:
            return int(text)
        if fact.kind in {Kind.MONEY, Kind.KWH}:
            found = Decimal(text) * factor * 100
            if found.is_finite() and found == int(found):
                return int(found)
            raise ValueError(text)
        if fact.kind is Kind.DATE:
            return date.fromisoformat(text).isoformat()
        if fact.kind is Kind.MONTH:
            return str(Month.parse(text))
    except (ValueError, InvalidOperation, NoSuchMonth):
        if text:
            keys.broken(key, f"form_operand_{fact.kind}", text=text)
    return text
